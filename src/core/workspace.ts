import type { Document } from "./document.ts";
import type { Feature } from "./feature.ts";
import { type Candidate, candidateOf, type Found, findFeatures, type Offer } from "./find/find.ts";
import { judge } from "./judge/judge.ts";
import type { JudgedFeature } from "./judged.ts";
import { t } from "./l10n.ts";
import { lastGood } from "./lastGood.ts";
import { misnamedIn } from "./policy/misnamed.ts";
import { policyFile } from "./policy/policy.ts";
import { unusedIn } from "./policy/unused.ts";
import type { Facts, GitFacts, Ports, SecretScan } from "./ports.ts";
import { type Problem, startOf } from "./problem.ts";
import { boundSections } from "./process/boundSections.ts";
import type { Process } from "./process/process.ts";
import { readDocument } from "./readers/read.ts";
import type { Signed, Verified } from "./signature.ts";

/** What a workspace folder holds, as of one moment. */
export interface Snapshot {
  features: JudgedFeature[];
  /** What belongs to no feature: unreadable folders, broken processes, copies not in force. */
  problems: Problem[];
  offers: Offer[];
  /** True where the folder has `.plangate/`. */
  adopted: boolean;
  paths: readonly string[];
}

/** A workspace folder, kept read, found and judged. */
export interface Workspace {
  /**
   * Brings the snapshot up to date. Without an argument the folder is walked again and every file that processes name
   * is read again; with paths only those (a folder's path stands for all below it). Calls wait for each other.
   */
  refresh(changed?: readonly string[]): Promise<Snapshot>;
  readonly snapshot: Snapshot;
  /** A document as it was last read. */
  document(path: string): Document | undefined;
  /** Says which feature the person works on; its uncommitted work counts from the next refresh on. */
  focus(feature: string | undefined): void;
  /** A feature and its facts, for planning over the same data that was judged. */
  feature(id: string): Feature | undefined;
  readonly processes: readonly Process[];
  facts(): Facts;
}

/** How often judge may ask for more documents before what is missing counts as unknown. */
const MAX_ROUNDS = 12;

/** Looking at more files than these one by one takes longer than walking the folder again. */
const MAX_LOOKS = 50;

/** Stands among a feature's dependencies for what verifying signatures rests on; no path is called so. */
const signersKey = "\0signers";

const keyOf = ({ payload, signature, email, at }: Signed): string => JSON.stringify([payload, signature, email, at]);

/** Opens a workspace folder. Nothing is read before the first `refresh`. */
export function openWorkspace(
  ports: Ports,
  processes: readonly Process[],
  processProblems: readonly Problem[] = [],
): Workspace {
  let paths: string[] = [];
  let known = new Set<string>();
  let unreadable: { path: string; reason: string }[] = [];
  let git: GitFacts | undefined;
  let focus: string | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let found: Found = { features: [], offers: [], problems: [] };
  let snapshot: Snapshot = { features: [], problems: [], offers: [], adopted: false, paths: [] };
  const documents = new Map<string, Document>();
  const good = lastGood(ports);
  const sections = boundSections(processes);
  /** Looked for only in files that a gate asks about. */
  const scans = new Map<string, SecretScan>();
  /** What verifying gave, by what was verified; it stands while what it rests on does. */
  const verdicts = new Map<string, Verified>();
  let signers: string | undefined;
  /** What processes say of each path by its name; null where none does. It never changes while the processes don't. */
  const candidates = new Map<string, Candidate | null>();
  let judged = new Map<string, JudgedFeature>();

  const isAdopted = (): boolean => below(paths, ".plangate/").length > 0;

  async function readAll(wanted: Iterable<string>): Promise<void> {
    await Promise.all(
      [...wanted].map(async (path) => {
        const document = readDocument(path, await ports.read(path), ports.sha256, sections);
        if (document) documents.set(path, document);
        else documents.delete(path);
      }),
    );
  }

  /** Facts over what is read, recording what was asked for and what is missing. */
  function factsFor(
    asked: Set<string>,
    wants: Set<string>,
    unscanned = new Set<string>(),
    unverified = new Map<string, Signed>(),
  ): Facts {
    return {
      now: ports.now(),
      git,
      focus,
      adopted: isAdopted(),
      sha256: (text) => ports.sha256(text),
      exists: (path) => {
        asked.add(path);
        return known.has(path);
      },
      below: (prefix) => {
        asked.add(`${prefix}*`);
        return prefix === "" ? paths : below(paths, prefix);
      },
      document: (path) => {
        asked.add(path);
        // A link that leads nowhere is no path of the walk, and a policy all the same: one that cannot be used.
        if (!known.has(path) && !(path === policyFile && documents.has(path))) return null;
        const document = documents.get(path);
        if (!document) wants.add(path);
        return document;
      },
      secrets: (path) => {
        asked.add(path);
        const scan = scans.get(path);
        if (!scan) unscanned.add(path);
        return scan;
      },
      signature: (signed) => {
        asked.add(signersKey);
        const key = keyOf(signed);
        const verdict = verdicts.get(key);
        if (!verdict) unverified.set(key, signed);
        return verdict;
      },
    };
  }

  async function judgeOne(feature: Feature): Promise<JudgedFeature> {
    for (let round = 0; ; round++) {
      const asked = new Set<string>(feature.files.map((file) => file.path));
      const wants = new Set<string>();
      const unscanned = new Set<string>();
      const unverified = new Map<string, Signed>();
      const result = judgeSafely(feature, factsFor(asked, wants, unscanned, unverified));
      if (wants.size + unscanned.size + unverified.size === 0 || round === MAX_ROUNDS)
        return { ...result, dependencies: [...asked].sort() };
      await readAll(wants);
      dropUnread([...wants]);
      await scanAll(unscanned);
      await verifyAll(unverified);
    }
  }

  /** A state file that cannot be read keeps the last state that could be. */
  async function keepGoodStates(read: Iterable<string>): Promise<void> {
    for (const path of read) {
      const document = isCandidate(path) ? documents.get(path) : undefined;
      if (document && document.kind !== "markdown") documents.set(path, await good.keep(path, document, git));
    }
  }

  async function scanAll(paths: Iterable<string>): Promise<void> {
    for (const path of paths) scans.set(path, await ports.secrets(path));
  }

  async function verifyAll(unverified: ReadonlyMap<string, Signed>): Promise<void> {
    if (unverified.size > 0) signers ??= await ports.signers();
    await Promise.all([...unverified].map(async ([key, signed]) => verdicts.set(key, await ports.verify(signed))));
  }

  /** Verdicts end with what they rest on. A folder without any signature has nothing to look at. */
  async function lookAtSigners(touched: Set<string>): Promise<void> {
    if (signers === undefined) return;
    const now = await ports.signers();
    if (now === signers) return;
    signers = now;
    verdicts.clear();
    touched.add(signersKey);
  }

  /** A file that vanished between the walk and its reading is absent from now on. */
  function dropUnread(wanted: readonly string[]): void {
    const gone = new Set(wanted.filter((path) => !documents.has(path)));
    if (gone.size > 0) setPaths(paths.filter((path) => !gone.has(path)));
  }

  function setPaths(next: string[]): void {
    paths = next;
    known = new Set(next);
  }

  /** Files whose contents decide what they are: every other one is read when a gate asks for it. */
  function candidateAt(path: string): Candidate | undefined {
    let candidate = candidates.get(path);
    if (candidate === undefined) {
      candidate = candidateOf(path, processes) ?? null;
      candidates.set(path, candidate);
    }
    return candidate ?? undefined;
  }

  const isCandidate = (path: string): boolean => path === policyFile || candidateAt(path) !== undefined;

  async function run(changed: readonly string[] | undefined): Promise<Snapshot> {
    const before = git;
    const touched = new Set<string>();
    if (changed === undefined) {
      documents.clear();
      scans.clear();
      // What could not be determined, such as for a program that did not answer, is tried again.
      for (const [key, { verdict }] of verdicts) if (verdict === "unverified") verdicts.delete(key);
      judged.clear();
      const walked = await ports.walk();
      unreadable = walked.unreadable;
      setPaths([...walked.paths].sort());
      const wanted = paths.filter(isCandidate);
      await readAll(wanted);
      dropUnread(wanted);
    } else if (changed.length > 0) {
      await readChanged(changed, touched);
    }
    await readAgain(policyFile, touched);
    await lookAtSigners(touched);
    git = await ports.git();
    await keepGoodStates(changed === undefined ? paths : touched);
    const named = paths.flatMap((path) => candidateAt(path) ?? []);
    found = findFeatures(named, (path) => documents.get(path));
    const now = ports.now();
    const next = new Map<string, JudgedFeature>();
    for (const feature of found.features) {
      const key = `${feature.process.id}\0${feature.id}`;
      const old = judged.get(key);
      const isCurrent =
        old &&
        git === before &&
        !isTouched(old, feature, touched) &&
        !(old.nextChangeAt && Date.parse(old.nextChangeAt) <= Date.parse(now)) &&
        old.adopted === isAdopted();
      next.set(key, isCurrent ? old : await judgeOne(feature));
    }
    judged = next;
    snapshot = {
      features: [...next.values()],
      offers: found.offers,
      adopted: isAdopted(),
      paths,
      problems: problems(),
    };
    return snapshot;
  }

  /** Reads a file that counts wherever it is, also where the walk does not find it. */
  async function readAgain(path: string, touched: Set<string>): Promise<void> {
    const before = documents.get(path);
    await readAll([path]);
    const after = documents.get(path);
    if (before?.sha256 !== after?.sha256 || before?.kind !== after?.kind) touched.add(path);
  }

  /** Known files are read again; only what is new (a file, a folder, a rename), or what is ignored, asks for another walk. */
  async function readChanged(changed: readonly string[], touched: Set<string>): Promise<void> {
    const isRead = (path: string): boolean => documents.has(path) || isCandidate(path);
    const unread = changed.filter((path) => !isRead(path));
    if (changed.every((path) => known.has(path) && !path.endsWith(".gitignore")) && unread.length <= MAX_LOOKS) {
      for (const path of changed) touched.add(path);
      await dropGone(unread);
    } else {
      const isUnder = (path: string): boolean =>
        changed.some((prefix) => path === prefix || prefix === "" || path.startsWith(`${prefix}/`));
      const walked = await ports.walk();
      unreadable = walked.unreadable;
      const now = new Set(walked.paths);
      for (const path of [...paths, ...walked.paths])
        if (isUnder(path) || known.has(path) !== now.has(path)) touched.add(path);
      setPaths([...walked.paths].sort());
    }
    for (const path of touched) scans.delete(path);
    const wanted = [...touched].filter((path) => known.has(path) && isRead(path));
    await readAll(wanted);
    dropUnread(wanted);
    for (const path of touched) if (!known.has(path)) documents.delete(path);
  }

  /** A file that is not read is there or not all the same: gates ask for it. */
  async function dropGone(unread: readonly string[]): Promise<void> {
    const found = await Promise.all(unread.map(async (path) => ({ path, read: await ports.read(path) })));
    const gone = new Set(found.filter(({ read }) => read.kind === "absent").map(({ path }) => path));
    if (gone.size > 0) setPaths(paths.filter((path) => !gone.has(path)));
  }

  function problems(): Problem[] {
    const all = [...processProblems, ...found.problems];
    for (const { path, reason } of unreadable)
      all.push({
        ...startOf(path),
        code: "unreadable-folder",
        severity: "warning",
        message: t`${reason} What is below it is not shown.`,
      });
    const owned = new Set(snapshotFiles(judged));
    // A file that looks like work by its name and cannot be read makes no feature, and is no secret either.
    for (const [path, document] of documents)
      if (!owned.has(path) && isCandidate(path) && (document.kind === "other" || document.kind === "policy"))
        all.push(...document.problems);
    const policy = documents.get(policyFile);
    if (policy?.kind === "policy") all.push(...unusedIn(policy, processes));
    all.push(...misnamedIn(paths, policy !== undefined));
    return all.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
  }

  return {
    refresh(changed) {
      const result = queue.then(() => run(changed));
      queue = result.catch(() => undefined);
      return result;
    },
    get snapshot() {
      return snapshot;
    },
    document: (path) => documents.get(path),
    focus(feature) {
      if (focus !== feature) judged.clear();
      focus = feature;
    },
    feature: (id) => found.features.find((feature) => feature.id === id),
    processes,
    facts: () => factsFor(new Set(), new Set()),
  };
}

/** One feature that cannot be judged is that feature's problem; all others are shown as they are. */
function judgeSafely(feature: Feature, facts: Facts): ReturnType<typeof judge> {
  try {
    return judge(feature, facts);
  } catch (error) {
    const file = feature.files[0]?.path ?? feature.folder;
    const reason = error instanceof Error ? error.message : String(error);
    const message = t`This work could not be judged (${reason}). Nothing in it counts as passed; please report this with the file.`;
    return {
      id: feature.id,
      process: feature.process.id,
      processTitle: feature.process.title,
      title: feature.id,
      files: [...feature.files, ...feature.copies].map((each) => each.path).sort(),
      archived: feature.archived,
      adopted: facts.adopted,
      done: false,
      stages: [],
      current: null,
      findings: [],
      problems: [{ ...startOf(file), code: "not-judged", severity: "error", message }],
    };
  }
}

const snapshotFiles = (judged: Map<string, JudgedFeature>): string[] =>
  [...judged.values()].flatMap((feature) => feature.files);

/** The paths that start with a prefix; `paths` is sorted. */
function below(paths: readonly string[], prefix: string): string[] {
  let low = 0;
  let high = paths.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((paths[middle] ?? "") < prefix) low = middle + 1;
    else high = middle;
  }
  const found: string[] = [];
  for (let i = low; i < paths.length && (paths[i] ?? "").startsWith(prefix); i++) found.push(paths[i] ?? "");
  return found;
}

function isTouched(old: JudgedFeature, feature: Feature, touched: ReadonlySet<string>): boolean {
  if (touched.size === 0) return old.files.length !== feature.files.length + feature.copies.length;
  const exact = new Set(old.dependencies);
  const prefixes = old.dependencies.filter((key) => key.endsWith("*")).map((key) => key.slice(0, -1));
  const files = [...feature.files, ...feature.copies].map((file) => file.path);
  if (files.length !== old.files.length || files.some((path) => !old.files.includes(path))) return true;
  return [...touched].some((path) => exact.has(path) || prefixes.some((prefix) => path.startsWith(prefix)));
}
