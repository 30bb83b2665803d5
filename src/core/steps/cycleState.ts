import { pathsOf } from "../criteria/select.ts";
import type { Ended, FeedbackCheck, Moved } from "../cycle/moves.ts";
import { allRecordedFiles, dueCommits, featureOf, labelOf, recordedFiles } from "../cycle/recorded.ts";
import type { Unfit } from "../cycle/shape.ts";
import { StateFile } from "../cycle/stateFile.ts";
import { textOf } from "../cycle/summary.ts";
import { t } from "../l10n.ts";
import { either } from "../listing.ts";
import { type Draft, refuse } from "../plan/draft.ts";
import { fillIn } from "../process/variables.ts";
import type { StepContext } from "./step.ts";

/** The feature's state file, open for editing. */
export interface Opened {
  path: string;
  state: StateFile;
}

/** Opens the feature's state file. One that cannot be edited for certain ends the plan, with the reason. */
export function openState(role: string, { feature }: StepContext, draft: Draft): Opened {
  const path = feature?.files.find((file) => file.role === role)?.path;
  if (path === undefined) return draft.stop(refuse("unknown", t`No cycle to resume: there is no state file.`));
  const state = StateFile.open(draft.text(path));
  if ("unfit" in state) return cannot(path, state, draft);
  return { path, state };
}

/** Ends the plan: nothing is written to a state file that says what cannot be relied on. */
export function cannot(path: string, { unfit }: Unfit, draft: Draft): never {
  return draft.stop(refuse("unfit", t`${path} is left as it is: ${unfit}.`));
}

/** Puts the edited text into the change; ends the plan where one of the edits could not be made. */
export function saveState({ path, state }: Opened, draft: Draft): void {
  if (state.refused) cannot(path, state.refused, draft);
  const old = draft.text(path);
  if (old !== state.text) draft.replace(path, 0, old.length, state.text);
}

/** A step that needs the work to be at some place: its result, or the end of the plan. */
export const requireFit = <T extends object>(path: string, result: T | Unfit, draft: Draft): T =>
  "unfit" in result ? cannot(path, result as Unfit, draft) : (result as T);

/** The files with feedback on a cycle, in folders of the day it began or later; only what holds something counts. */
export function feedbackFiles(
  patterns: readonly string[],
  { state }: Opened,
  context: StepContext,
  draft: Draft,
): string[] {
  const { facts, vars, folder } = context;
  const began = String(state.get(["started_at"]) ?? "").slice(0, 10);
  const paths = pathsOf(patterns, { facts, vars, feature: { folder } });
  const isOwn = (path: string): boolean => (/(\d{4}-\d{2}-\d{2})/.exec(path)?.[1] ?? began) >= began;
  return paths.filter((path) => isOwn(path) && draft.text(path).trim() !== "");
}

/** Whether a unit may be left behind: its flag is set, and what the flag claims is there. */
export const feedbackCheck =
  (patterns: readonly string[], opened: Opened, context: StepContext, draft: Draft): FeedbackCheck =>
  (unit) => {
    const { state } = opened;
    const name = textOf(labelOf(state, unit));
    if (state.get([state.shape.units, unit, "feedback_loop_completed"]) !== true)
      return {
        unfit: t`the feedback loop of ${name} is not recorded as completed, and no other unit begins before it`,
        next: t`It goes on once the feedback loop of ${name} is recorded as completed: record it, then resume.`,
      };
    if (feedbackFiles(patterns, opened, context, draft).length > 0) return undefined;
    const files = eitherPattern(patterns);
    return {
      unfit: t`${name} says that its feedback loop is completed, but no file ${files} of this cycle holds any feedback`,
      next: t`It goes on once a file ${files} of this cycle holds feedback on ${name}: write it, then resume.`,
    };
  };

/** Patterns of files as people read them: `a.md or b/*.md`. */
export const eitherPattern = (patterns: readonly string[]): string =>
  either(patterns.map((pattern) => pattern.replace(/^\//, "")));

/** Commits what ended, where the cycle's commit timing says so: the files that its record names, and the cycle's own. */
export function commitEnded(
  ended: readonly Ended[],
  message: string,
  opened: Opened,
  context: StepContext,
  draft: Draft,
): void {
  const { state } = opened;
  for (const { unit, child } of dueCommits(state, ended)) {
    const label = labelOf(state, unit, child);
    follow(fillIn(message, label), recordedFiles(state, unit, child), opened, context, draft);
  }
}

/** Commits the whole cycle at its end. */
export function commitAll(
  message: string,
  also: readonly string[],
  opened: Opened,
  context: StepContext,
  draft: Draft,
): void {
  const { state } = opened;
  if (state.get(["commit_timing"]) !== "at_end") return;
  const id = String(state.get(["cycle_id"]) ?? "cycle");
  const feature = featureOf(state);
  follow(fillIn(message, { id, feature }), [...allRecordedFiles(state), ...also], opened, context, draft);
}

const SHOWN = 5;

function follow(
  message: string,
  recorded: readonly string[],
  { path, state }: Opened,
  context: StepContext,
  draft: Draft,
): void {
  const { git } = context.facts;
  if (!git) {
    draft.note(t`The folder is in no git repository: nothing is committed.`);
    return;
  }
  const source = String(state.get(["source_file"]) ?? "");
  const named = new Set([...recorded, ...context.commit.paths, source]);
  const changed = git.dirty.filter((each) => named.has(each) || isOwn(each, path, source));
  const made = recorded.filter(
    (each) => draft.exists(each) && !git.dirty.includes(each) && !context.facts.exists(each),
  );
  const paths = [...new Set([...changed, ...made, path])].sort();
  const left = git.dirty.filter((each) => !paths.includes(each) && !each.startsWith(".plangate/"));
  draft.follow({ kind: "commit", paths, message });
  const some = left.slice(0, SHOWN).join(", ");
  if (left.length > SHOWN)
    draft.note(t`Not committed, as the cycle's record does not name them: ${some} and ${left.length - SHOWN} more.`);
  else if (left.length > 0) draft.note(t`Not committed, as the cycle's record does not name them: ${some}.`);
}

/** The cycle's own documents: what lies beside its tasks, and feedback. */
function isOwn(path: string, state: string, source: string): boolean {
  const folder = source.includes("/") ? source.slice(0, source.lastIndexOf("/") + 1) : undefined;
  return (
    path === state || (folder !== undefined && path.startsWith(folder)) || /(^|\/)docs\/feedbacks\/cycle-/.test(path)
  );
}

/** Says where the work is now. */
export function tell(moved: Moved, { state }: Opened, feedback: FeedbackCheck, draft: Draft): void {
  for (const { kind, unit, child } of moved.ended)
    if (kind === "unit" || child >= 0) draft.note(t`${textOf(labelOf(state, unit, child))} is completed.`);
  if (moved.waitsFor) draft.note(t`The work waits for a person: answer its checkpoint with Resume.`);
  else if (moved.next !== undefined) draft.note(t`Next: ${moved.next}.`);
  else {
    const last = moved.ended.findLast(({ kind }) => kind === "unit");
    const missing = last && feedback(last.unit);
    draft.note(missing ? missing.next : t`No more tasks: close the cycle.`);
  }
}
