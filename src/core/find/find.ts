import { between } from "../between.ts";
import { statusOf } from "../criteria/status.ts";
import type { Document, Heading, MarkdownDocument } from "../document.ts";
import type { Feature, FoundFile } from "../feature.ts";
import { t } from "../l10n.ts";
import { fitsPath, matchPath } from "../pattern.ts";
import { type Problem, startOf } from "../problem.ts";
import type { Process } from "../process/process.ts";
import { fillIn } from "../process/variables.ts";
import { readTasksFile } from "../readers/tasksFile/tasksFile.ts";
import { bind, fold, headingIs } from "../words.ts";
import { isTrap } from "./traps.ts";

/** A file that work could be started from. */
export interface Offer {
  process: string;
  path: string;
  title: string;
}

export interface Found {
  features: Feature[];
  offers: Offer[];
  problems: Problem[];
}

/** A document by path; undefined where it is not read: the file then makes no feature. */
export type DocumentOf = (path: string) => Document | undefined;

type FilePattern = Process["definition"]["feature"]["files"][number];

/** The files of one feature, with the pattern that found each. */
interface Group {
  process: Process;
  files: FoundFile[];
  patterns: Map<string, FilePattern>;
}

interface Claim {
  process: Process;
  pattern: FilePattern;
  vars: Record<string, string>;
}

/** A path that some process names: what claims it, and which processes could start from it. */
export interface Candidate {
  path: string;
  claims: Claim[];
  offeredBy: { process: string; headings?: string[] | undefined; reader?: "tasks" | undefined }[];
}

/** What processes say of a path by its name alone; undefined where no process names it. */
export function candidateOf(path: string, processes: readonly Process[]): Candidate | undefined {
  if (isTrap(path)) return undefined;
  const claims = claimsOn(path, processes);
  const offeredBy = processes.flatMap((process) =>
    (process.definition.feature.offers ?? [])
      .filter((offer) => matchPath(offer.pattern, path))
      .map(({ headings, reader }) => ({ process: process.id, headings, reader })),
  );
  return claims.length > 0 || offeredBy.length > 0 ? { path, claims, offeredBy } : undefined;
}

/** The patterns that a path fits, exact names before shapes, one claim a process: its first pattern that fits. */
function claimsOn(path: string, processes: readonly Process[]): Claim[] {
  const claims: Claim[] = [];
  for (const process of processes) {
    const { files, where, ignore } = process.definition.feature;
    if (ignore?.some((pattern) => matchPath(pattern, path))) continue;
    const accepts = (name: string, value: string): boolean => endsInOne(value, where?.[name]);
    for (const pattern of files) {
      const vars = matchPath(pattern.pattern, path, accepts);
      if (!vars || !Object.entries(vars).every(([name, value]) => accepts(name, value))) continue;
      claims.push({ process, pattern, vars });
      break;
    }
  }
  return claims.sort((a, b) => rank(a.pattern) - rank(b.pattern));
}

/** A named file counts before one that is known by its shape alone; one known by a reader before headings. */
const rank = (pattern: FilePattern): number =>
  pattern.shape === undefined ? 0 : pattern.shape.reader ? 1 : /(^|\/)[^{}*/]+$/.test(pattern.pattern) ? 2 : 3;

const endsInOne = (value: string, ends: readonly string[] | undefined): boolean =>
  ends === undefined || ends.some((end) => `/${value.toLowerCase()}`.endsWith(`/${end.toLowerCase()}`));

/**
 * Which files are which feature's: documents become features. A file belongs to one process; copies of one feature
 * become one, the live copy in force.
 */
export function findFeatures(candidates: readonly Candidate[], documentOf: DocumentOf): Found {
  const groups = new Map<string, Group>();
  for (const { path, claims } of candidates) {
    const claim = claims.find(({ pattern }) => hasShape(path, pattern, documentOf(path)));
    if (!claim) continue;
    const { process, pattern } = claim;
    const archives = process.definition.feature.archives ?? [];
    const archived = pattern.archived === true || isArchived(claim.vars, archives);
    const vars = { ...claim.vars };
    if (vars.feature !== undefined) vars.feature = vars.feature.replace(/^\d{4}-?\d{2}-?\d{2}[-_]/, "");
    const id = idOf(process, { ...vars, path });
    const key = `${process.id}\0${id}`;
    const group: Group = groups.get(key) ?? { process, files: [], patterns: new Map() };
    group.files.push({ path, role: pattern.role, vars, archived });
    group.patterns.set(path, pattern);
    groups.set(key, group);
  }
  const features: Feature[] = [];
  const problems: Problem[] = [];
  for (const { process, files, patterns } of groups.values()) {
    const own = files.filter((file) => patterns.get(file.path)?.optional !== true);
    if (own.length === 0 || !isAnchored(process, own)) continue;
    const feature = featureOf(process, files, own);
    for (const copy of feature.copies) problems.push(copyProblem(copy, feature));
    features.push(...splitBySections(feature, documentOf, problems));
  }
  features.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.process.id < b.process.id ? -1 : 1));
  for (const feature of features) {
    const before = feature.before ?? beforeBesides(feature, features);
    if (before) feature.before = before;
  }
  nameApart(features);
  return { features, offers: offersIn(candidates, features, documentOf), problems };
}

/** Features of two processes can live in one folder: ids are unique all the same, the first process keeps the plain one. */
function nameApart(features: Feature[]): void {
  const taken = new Set<string>();
  for (const feature of features) {
    if (taken.has(feature.id)) feature.id = `${feature.id}:${feature.process.id}`;
    taken.add(feature.id);
  }
}

function idOf(process: Process, vars: Record<string, string>): string {
  const id = trimmed(process.definition.feature.id, vars);
  return id === "" ? "." : id;
}

/** A path filled in; a path variable that holds no folder leaves no slash behind. */
const trimmed = (text: string, vars: Record<string, string>): string => fillIn(text, vars).replace(/^\/+|\/+$/g, "");

const isArchived = (vars: Record<string, string>, archives: readonly string[]): boolean =>
  Object.values(vars).some((value) => value.split("/").some((segment) => archives.includes(segment.toLowerCase())));

/** Whether a document looks as the pattern's shape says. A file that is not read has no shape. */
function hasShape(path: string, { shape }: FilePattern, document: Document | undefined): boolean {
  if (!shape) return true;
  if (shape.orFolder !== undefined && fitsPath(shape.orFolder, path.split("/").at(-2) ?? "")) return true;
  if (!document) return false;
  if (shape.reader) return document.kind === shape.reader;
  if (document.kind !== "markdown") return false;
  const headings = shape.headings ?? [];
  const has = (pattern: string): number =>
    document.headings.filter((heading) => fitsHeading(heading.text, pattern)).length;
  // Distinct names each count once; one pattern alone (a numbered stage) counts its headings.
  const fitting = shape.distinct
    ? headings.filter((pattern) => has(pattern) > 0).length
    : document.headings.filter((heading) => headings.some((pattern) => fitsHeading(heading.text, pattern))).length;
  if (fitting < (shape.min ?? 1)) return false;
  return shape.field === undefined || fieldsUnder(document, headings, shape.field) >= (shape.fields ?? 1);
}

const fitsHeading = (text: string, pattern: string): boolean =>
  pattern.includes("{") ? bind(text, pattern) !== undefined : headingIs(text, [pattern]);

/** Fields of a name in the sections of headings that fit, and the headings that say such a thing themselves. */
function fieldsUnder(document: MarkdownDocument, patterns: readonly string[], name: string): number {
  const sections = document.headings.filter((heading) => patterns.some((pattern) => bind(heading.text, pattern)));
  const named = document.fields.filter((field) => fold(field.name) === fold(name));
  const inSections = new Set(sections.flatMap((section) => between(named, section.line + 1, section.endLine)));
  return inSections.size + sections.filter((section) => statusOf(section.text, "suffix") !== undefined).length;
}

function isAnchored(process: Process, files: readonly FoundFile[]): boolean {
  const anchor = process.definition.feature.anchor;
  if (!anchor) return true;
  return (
    new Set(files.filter((file) => anchor.roles.includes(file.role)).map((file) => file.path)).size >= anchor.min ||
    files.some((file) => file.role === "approval")
  );
}

function featureOf(process: Process, all: readonly FoundFile[], own: readonly FoundFile[]): Feature {
  const files: FoundFile[] = [];
  const copies: FoundFile[] = [];
  const live = [...all].sort(
    (a, b) =>
      Number(a.archived) - Number(b.archived) ||
      a.path.split("/").length - b.path.split("/").length ||
      (a.path < b.path ? -1 : 1),
  );
  const seen = new Set<string>();
  for (const file of live) {
    const key = `${file.role}\0${file.vars.n ?? file.path}`;
    if (seen.has(key)) copies.push(file);
    else files.push(file);
    seen.add(key);
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const first = live.find((file) => own.includes(file)) as FoundFile;
  const { n: _, rest: __, sub: ___, ...vars } = first.vars;
  return {
    id: idOf(process, { ...first.vars, path: first.path }),
    plainId: idOf(process, { ...first.vars, path: first.path }),
    process,
    folder: trimmed(process.definition.feature.folder, first.vars),
    vars,
    files,
    copies,
    archived: own.every((file) => file.archived),
  };
}

function copyProblem(copy: FoundFile, feature: Feature): Problem {
  const live = feature.files.find((file) => file.role === copy.role && file.vars.n === copy.vars.n);
  return {
    ...startOf(copy.path),
    code: "duplicate-copy",
    severity: "info",
    message: live
      ? t`Another copy of this document is in force: ${live.path}. This one is not judged; delete or archive it.`
      : t`Another copy of this document is in force elsewhere. This one is not judged; delete or archive it.`,
  };
}

/**
 * A document with a section for each feature, such as a log of several phases, is one feature a section.
 * @param problems Where sections repeat the number of one above them, that is added.
 */
function splitBySections(feature: Feature, documentOf: DocumentOf, problems: Problem[]): Feature[] {
  const { sections, files: patterns } = feature.process.definition.feature;
  if (!sections) return [feature];
  const stages = patterns.flatMap(({ role, shape }) => (role === sections.role ? (shape?.headings ?? []) : []));
  return feature.files
    .filter((file) => file.role === sections.role)
    .flatMap((file) => {
      const document = documentOf(file.path);
      if (document?.kind !== "markdown") return [];
      const found = sectionsIn(document, sections);
      problems.push(...found.flatMap((part) => repetitionsOf(part, document, stages)));
      const parts = found.length > 0 ? found : [{ heading: -1, vars: { phase: sections.else } }];
      let before: Feature | undefined;
      return parts.map(({ heading, vars }) => {
        const all = { ...feature.vars, ...file.vars, ...vars };
        const id = idOf(feature.process, all);
        const own: Feature = { ...feature, id, plainId: id, vars: all, section: { path: file.path, heading } };
        if (before) own.before = before;
        before = own;
        return own;
      });
    });
}

/** Sections behind one of the same number that have stages of their own: what stands in them is nobody's. */
function repetitionsOf(
  { heading, repeated }: Part,
  { path, headings }: MarkdownDocument,
  stages: readonly string[],
): Problem[] {
  const first = headings[heading] as Heading;
  const hasStages = ({ line, endLine }: Heading): boolean =>
    between(headings, line + 1, endLine).some(({ text }) => stages.some((pattern) => fitsHeading(text, pattern)));
  return repeated
    .map((index) => headings[index] as Heading)
    .filter((again) => again.line >= first.endLine && hasStages(again))
    .map((again) => ({
      file: path,
      line: again.line,
      column: 1,
      code: "duplicate-section",
      severity: "warning",
      message: t`"${again.text}" has the number of the section in line ${first.line}: its stages are not judged. Give it a number of its own, or join the two.`,
    }));
}

/** The feature before one that has a file of its own: the file whose name has the number before (`log-phase-1.md`). */
function beforeBesides({ process, vars, folder, section }: Feature, features: readonly Feature[]): Feature | undefined {
  const number = Number(vars.phase);
  if (!section || !(number > 1)) return undefined;
  const nameOf = (path: string): string => path.slice(folder === "" ? 0 : folder.length + 1);
  const wanted = nameOf(section.path).replace(new RegExp(`(?<!\\d)${number}(?!\\d)`), String(number - 1));
  return features.findLast(
    (other) =>
      other.process.id === process.id &&
      other.folder === folder &&
      other.section !== undefined &&
      other.section.path !== section.path &&
      nameOf(other.section.path) === wanted &&
      other.vars.phase === String(number - 1),
  );
}

/** A section that is a feature: its heading, what that says, and later headings that say the same number. */
interface Part {
  heading: number;
  vars: Record<string, string>;
  repeated: number[];
}

function sectionsIn(
  document: MarkdownDocument,
  { like, not = [] }: NonNullable<Process["definition"]["feature"]["sections"]>,
): Part[] {
  const found: Part[] = [];
  document.headings.forEach((heading, index) => {
    if (not.some((pattern) => bind(heading.text, pattern))) return;
    for (const pattern of like) {
      const vars = bind(heading.text, pattern);
      if (!vars) continue;
      const first = found.find((other) => other.vars.phase === vars.phase);
      if (first) first.repeated.push(index);
      else found.push({ heading: index, vars, repeated: [] });
      return;
    }
  });
  return found;
}

/** Files that work can be started from, and that no feature names as its source. */
function offersIn(candidates: readonly Candidate[], features: readonly Feature[], documentOf: DocumentOf): Offer[] {
  const used = features.flatMap((feature) =>
    feature.files.flatMap((file) => {
      const document = documentOf(file.path);
      return document?.kind === "cycle" && document.cycle.sourceFile ? [document.cycle.sourceFile] : [];
    }),
  );
  const offers: Offer[] = [];
  for (const { path, offeredBy } of candidates) {
    if (used.some((source) => source === path || source.endsWith(`/${path}`))) continue;
    const document = documentOf(path);
    if (document?.kind !== "markdown") continue;
    const offer = offeredBy.find(({ headings = [], reader }) =>
      reader === "tasks"
        ? readTasksFile(document).tasks.length > 0
        : document.headings.some((heading) => headings.some((pattern) => bind(heading.text, pattern))),
    );
    const title = document.headings.find((heading) => heading.level === 1)?.text ?? path;
    if (offer) offers.push({ process: offer.process, path, title });
  }
  return offers;
}
