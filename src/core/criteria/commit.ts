import * as z from "zod";
import { type GateState, isThrough } from "../judged.ts";
import { t } from "../l10n.ts";
import { fitsPath } from "../pattern.ts";
import type { Commit, GitFacts } from "../ports.ts";
import { fold, headingIs } from "../words.ts";
import {
  criterion,
  type GateContext,
  met,
  notApplicable,
  type Outcome,
  type Scope,
  unknown,
  unmet,
  within,
} from "./criterion.ts";
import { entriesIn } from "./entries.ts";
import { filesNamed, whereIs } from "./namedFiles.ts";
import { namesBeside, plain } from "./names.ts";
import { resolvePath } from "./select.ts";
import { type Status, statusOf } from "./status.ts";

/** Source is what a process's own documents are not: outside docs/ and .plangate/, and no Markdown (CF-G8). */
const isSource = (path: string): boolean =>
  !/(^|\/)(docs?|\.plangate)\//.test(path) && !/\.(md|markdown|mdx)$/i.test(path);

const own = {
  paths: z
    .string()
    .optional()
    .describe("Key of the front matter of the feature's documents that lists paths of its own, such as src/sync/**"),
};

const schema = z.union([
  z.strictObject({
    ...own,
    noSourceBefore: z.string().describe("Stage that must be passed before code of the feature is written"),
  }),
  z.strictObject({
    ...own,
    noSourceWithout: z
      .strictObject({
        role: z.string().describe("The role of the document's file"),
        n: z.string().describe("The number that its name binds"),
        after: z.string().describe("Asked once this stage is passed"),
      })
      .describe("A document of the feature that must be there before code is written"),
  }),
  z.strictObject({
    notBeforeApproval: z.literal(true).describe("The stage's artifacts are not committed before they are approved"),
  }),
  z.strictObject({
    ...own,
    logged: z.string().describe("Column of dates: no source commit of the feature is newer than the last row"),
  }),
  z.strictObject({
    clean: z
      .array(z.string())
      .min(1)
      .describe("No work lies uncommitted, until a later stage has a status under one of these field names"),
  }),
  z.strictObject({
    ...own,
    attributed: z.string().describe("Until this stage is passed, source commits name the feature they belong to"),
  }),
  z.strictObject({
    holds: z.array(z.string()).min(1).describe("Folders, from the feature's, of whose files some are committed"),
  }),
]);

export const commit = criterion({
  name: "commit",
  description:
    "Git agrees: no code before a stage is approved, no document committed unapproved, no commit left unlogged.",
  example: "commit: {notBeforeApproval: true}",
  schema,
  check(params, context) {
    const git = context.facts.git;
    if (!git && "clean" in params) return notApplicable(t`There is no git repository to commit to`);
    if (!git) return unknown(t`Git says nothing here: no repository, or git is not to be run`);
    if ("clean" in params) return clean(params.clean, git, context);
    const paths = "paths" in params && params.paths !== undefined ? pathsUnder(params.paths, context) : [];
    const outcome = outcomeOf(params, git, { ...context, paths });
    // A log that was cut off shows nothing by what it does not hold.
    const isShown = "holds" in params || outcome.verdict !== "met" || !git.truncated || isDecided(context);
    return isShown ? outcome : unknown(t`Git's log is cut off here: what came before is not known`);
  },
});

const isDecided = (context: GateContext): boolean => context.approval === "approved" || context.approval === "stale";

type Params = z.infer<typeof schema>;

/** The gate, and the paths that the feature's documents call its own. */
type Own = GateContext & { paths: readonly string[] };

/** The patterns under a key of the front matter of any of the feature's documents. */
function pathsUnder(key: string, { facts, feature }: GateContext): string[] {
  return feature.files.flatMap(({ path }) => {
    const document = facts.document(path);
    const front = document?.kind === "markdown" ? document.frontMatter : undefined;
    return Object.entries(front ?? {}).flatMap(([name, value]) =>
      fold(name) === fold(key)
        ? (Array.isArray(value) ? value : [value]).filter((each) => typeof each === "string")
        : [],
    );
  });
}

const isOwnPath = (path: string, { paths }: Own): boolean => paths.some((pattern) => fitsPath(pattern, path));

function outcomeOf(params: Params, git: GitFacts, context: Own): Outcome {
  if ("noSourceBefore" in params) return noSource(params.noSourceBefore, git, context);
  if ("noSourceWithout" in params) return noSourceWithout(params.noSourceWithout, git, context);
  if ("attributed" in params) return attributed(params.attributed, git, context);
  if ("holds" in params) return holds(params.holds, git, context);
  if ("logged" in params) return logged(params.logged, git, context);
  return notBeforeApproval(git, context);
}

function noSource(stage: string, git: GitFacts, context: Own): Outcome {
  const before = context.stageOf?.(stage);
  if (before && isThrough(before.state)) return met(throughOf(stage, before.state));
  return codeSoFar(git, context, beforeStage(stage));
}

function noSourceWithout(wanted: { role: string; n: string; after: string }, git: GitFacts, context: Own): Outcome {
  const before = context.stageOf?.(wanted.after);
  if (!before || !isThrough(before.state)) return notApplicable(t`Stage ${wanted.after} comes first`);
  const found = context.feature.files.find((file) => file.role === wanted.role && file.vars.n === wanted.n);
  return found ? met(t`${found.path} is there`) : codeSoFar(git, context, beforeDocument(wanted.role, wanted.n));
}

/** What a stage is that work may go on behind. */
function throughOf(stage: string, state: GateState): string {
  if (state === "waived") return t`Stage ${stage} is waived`;
  return state === "skipped" ? t`Stage ${stage} is skipped` : t`Stage ${stage} is passed`;
}

/** What is said of code that came too early: what is committed, or which file lies about. */
type Early = Record<"committed" | "uncommitted" | "unsaved", (code: string) => string>;

const beforeStage = (stage: string): Early => ({
  committed: (code) => t`Code was committed before stage ${stage} is approved: ${code}`,
  uncommitted: (code) => t`There is uncommitted code before stage ${stage} is approved: ${code}`,
  unsaved: (code) => t`There is unsaved code before stage ${stage} is approved: ${code}`,
});

const beforeDocument = (role: string, n: string): Early => ({
  committed: (code) => t`Code was committed before there is a ${role} ${n} document: ${code}`,
  uncommitted: (code) => t`There is uncommitted code before there is a ${role} ${n} document: ${code}`,
  unsaved: (code) => t`There is unsaved code before there is a ${role} ${n} document: ${code}`,
});

/** A commit, short enough for a message. */
const shown = ({ sha, subject }: Commit): string => `${sha.slice(0, 8)} ${subject}`;

/** Unmet where code of the feature is committed, or lies uncommitted while the feature is worked on. */
function codeSoFar(git: GitFacts, context: Own, say: Early): Outcome {
  const early = git.commits.find((each) => namesIt(each, git, context) && each.files.some(isSource));
  if (early) {
    const code = early.files.filter(isSource).slice(0, 1);
    const outcome = unmet(say.committed(shown(early)), context.place);
    return { ...outcome, related: code.map((file) => ({ file, line: 1, column: 1 })) };
  }
  const isWorkedOn = names(git.branch, context) || context.facts.focus === context.feature.id;
  const file = git.dirty.find((path) => isSource(path) && (isWorkedOn || isOwnPath(path, context)));
  if (file) return unmet(say.uncommitted(file), { file, line: 1, column: 1 });
  const typed = git.unsaved?.find((path) => isSource(path) && (isWorkedOn || isOwnPath(path, context)));
  if (typed) return unmet(say.unsaved(typed), { file: typed, line: 1, column: 1 });
  return met(t`No code of this feature yet`);
}

/** Commits since the feature's first document that touch source and name no feature: whose they are is not known. */
function attributed(stage: string, git: GitFacts, context: Own): Outcome {
  const before = context.stageOf?.(stage);
  if (before && isThrough(before.state)) return notApplicable(throughOf(stage, before.state));
  const since = startOf(git, context);
  if (since === undefined) return notApplicable(t`The feature's documents are not committed yet`);
  const beside = namesBeside(context);
  const isNobodys = (each: Commit): boolean =>
    !namesIt(each, git, context) && !beside.some((name) => plain(`${each.subject} ${each.body ?? ""}`).includes(name));
  const strange = git.commits.filter(
    (each) => Date.parse(each.at) > Date.parse(since) && each.files.some(isSource) && isNobodys(each),
  );
  const first = strange[0];
  if (!first) return met(t`Every commit since the start names its feature`);
  return strange.length === 1
    ? unmet(t`Unattributed since the feature began: ${shown(first)}`, context.place)
    : unmet(t`Unattributed since the feature began: ${shown(first)} and ${strange.length - 1} more`, context.place);
}

/**
 * The work of the stage that is the last to have begun: sources, and the files that the stage names, are committed. Behind
 * a stage that is done other work may lie about: of it only what was never committed at all is asked.
 */
function clean(names: readonly string[], git: GitFacts, context: GateContext): Outcome {
  const begun = context.later().some((scope) => {
    const status = ownStatus(scope, names);
    return status !== undefined && status !== "todo";
  });
  if (begun) return notApplicable(t`Work has gone on to a later stage`);
  const named = new Set(
    context.scopes.flatMap((scope) =>
      filesNamed(scope, scope.from, scope.to).flatMap(
        ({ target }) => whereIs(target, scope.document, context.facts) ?? [],
      ),
    ),
  );
  const own = new Set(context.feature.files.map((file) => file.path));
  const isDone = context.scopes.some((scope) => ownStatus(scope, names) === "done");
  const isKnown = (path: string): boolean => git.truncated || git.commits.some((each) => each.files.includes(path));
  const counts = (path: string): boolean =>
    isDone ? named.has(path) && !isKnown(path) : isSource(path) || named.has(path);
  const open = git.dirty.filter((path) => !own.has(path) && counts(path)).sort();
  const [file] = open;
  if (file === undefined) return met(t`Nothing lies uncommitted`);
  const message =
    open.length === 1 ? t`Not committed yet: ${file}` : t`Not committed yet: ${file} and ${open.length - 1} more`;
  return unmet(message, { file, line: 1, column: 1 });
}

function ownStatus(scope: Scope, names: readonly string[]): Status | undefined {
  const own = within(scope, scope.document.fields).find((field) => !field.quoted && headingIs(field.name, names));
  return statusOf(own?.value ?? "") ?? statusOf(scope.document.headings[scope.heading]?.text ?? "", "suffix");
}

function logged(column: string, git: GitFacts, context: Own): Outcome {
  const found = entriesIn(context.scopes, [[column, `${column}*`]]);
  if (found.kind === "missing") return unknown(found.message, found.place);
  const dates = found.entries.flatMap((entry) => /\d{4}-\d{2}-\d{2}/.exec(entry.name)?.[0] ?? []).sort();
  const last = dates.at(-1);
  const newest = git.commits.find((each) => namesIt(each, git, context) && each.files.some(isSource));
  if (!newest || (last !== undefined && newest.at.slice(0, 10) <= last))
    return met(t`Every commit of the feature is logged`);
  return unmet(t`Not logged: ${shown(newest)} (${newest.at.slice(0, 10)})`, found.place);
}

/** Whether what lies in folders now is part of a commit; what git ignores is not. */
function holds(folders: readonly string[], git: GitFacts, context: GateContext): Outcome {
  const lacking = folders.filter((folder) => {
    const prefix = `${resolvePath(folder, context)}/`;
    const committed = new Set(git.commits.flatMap((each) => each.files.filter((file) => file.startsWith(prefix))));
    return !context.facts.below(prefix).some((path) => committed.has(path));
  });
  if (lacking.length === 0) return met(t`All of them are committed`);
  const names = lacking.map((folder) => `${folder}/`).join(", ");
  if (git.truncated) return unknown(t`Git's log is cut off here: what came before is not known`);
  return unmet(t`Not committed: ${names}. Commit what is there, where your policy allows it`, context.place);
}

function notBeforeApproval(git: GitFacts, context: Own): Outcome {
  if (context.approval === undefined) return notApplicable(t`The gate asks for no approval`);
  if (!context.isRecorded) return unknown(t`The feature has no approval record at all: it came from elsewhere`);
  if (context.approval !== "none" && context.approval !== "changes-requested") return met(t`Approved`);
  const committed = context.scopes
    .map((scope) => scope.document.path)
    .find((path) => git.commits.some((each) => each.files.includes(path)));
  if (committed === undefined) return met(t`Not committed yet`);
  return unmet(t`${committed} is committed, but not approved`, { file: committed, line: 1, column: 1 });
}

/** When the feature's first document was committed. */
function startOf(git: GitFacts, context: GateContext): string | undefined {
  const paths = new Set(context.feature.files.map((file) => file.path));
  return git.commits.findLast((each: Commit) => each.files.some((file) => paths.has(file)))?.at;
}

/** Whether a commit is the feature's: its message names it, it was made on a branch that does, or it touches a path of its own (CF-G8). */
function namesIt(each: Commit, git: GitFacts, context: Own): boolean {
  if (names(each.subject, context) || names(each.body ?? "", context)) return true;
  if (each.files.some((file) => isSource(file) && isOwnPath(file, context))) return true;
  return names(git.branch, context) && git.branchCommits?.includes(each.sha) === true;
}

/** Whether a text or a branch names the feature, in any of the ways names are joined. */
function names(text: string, context: GateContext): boolean {
  const name = plain(context.vars.feature ?? "");
  return name.trim() !== "" && plain(text).includes(name);
}
