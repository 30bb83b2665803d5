import type { Plan } from "../change.ts";
import { recordFolder } from "../judge/approval.ts";
import { type Criterion, isThrough, type JudgedStage, leavesOf } from "../judged.ts";
import { t } from "../l10n.ts";
import { timeVars } from "../process/variables.ts";
import type { StageNode } from "../stages/source.ts";
import { runSteps } from "../steps/runSteps.ts";
import { draft, type PlanContext, refuse } from "./draft.ts";
import { type Answers, answersTo, headVars } from "./questions.ts";
import { approvedPath } from "./record.ts";
import { leafAt, nodeOf, type Target, targetOf } from "./target.ts";

/**
 * Plans the way past a gate (C-2): refused while a criterion is unmet, each named with its place; else the process's
 * steps. Without a stage it is the current gate, or the gate before it where that one holds and its steps were not
 * carried out yet.
 */
export function planAdvance(
  id: string,
  path: readonly string[] | undefined,
  answers: Answers,
  context: PlanContext,
): Plan {
  const target = targetOf(id, context);
  if (!target) return refuse("unknown", t`There is no feature "${id}".`);
  if (target.judged.archived) return refuse("archived", t`"${id}" is archived: it goes on nowhere.`);
  const leaf = path ? leafAt(target.judged, path) : pending(target, context);
  if (!leaf) return refuse("unknown", path ? t`"${id}" has no stage "${path.join("/")}".` : t`"${id}" has no stage.`);
  const refusal = refusalOf(leaf, nodeOf(target.feature, leaf.path, context));
  if (refusal) return refusal;
  return steps(target, leaf, answers, context);
}

/** The gate that is to be advanced when none is named. */
function pending({ feature, judged }: Target, context: PlanContext): JudgedStage | undefined {
  const all = leavesOf(judged.stages);
  const main = all.filter((leaf) => !leaf.aside);
  const leaves = main.length > 0 ? main : all;
  const current = leaves.find((leaf) => leaf.state !== "locked" && !isThrough(leaf.state));
  if (!current) return leaves.at(-1);
  const before = leaves[leaves.indexOf(current) - 1];
  const steps = before ? (nodeOf(feature, before.path, context)?.definition.gate?.advance ?? []) : [];
  if (!before || steps.length === 0 || !isThrough(before.state) || current.progress) return current;
  const isUnbegun = current.artifacts.length > 0 && current.artifacts.every((artifact) => !artifact.exists);
  // A commit that failed is tried again, as long as nothing was written beyond it.
  const isUncommitted =
    steps.some((each) => each.commit !== undefined) && pathsToCommit(before, recordFolder(feature), context).length > 0;
  return isUnbegun || isUncommitted ? before : current;
}

function refusalOf(leaf: JudgedStage, node: StageNode | undefined): Plan | undefined {
  const unmet = unmetOf(leaf);
  switch (leaf.state) {
    case "passed":
    case "waived":
    case "skipped":
      return undefined;
    case "locked":
      return refuse("unmet", t`${leaf.title} is locked: a gate before it does not hold.`, unmet);
    case "blocked":
      return refuse("blocked", t`${leaf.title} is blocked: ${leaf.reason}.`, unmet);
    case "stale":
      return refuse(
        "approval-missing",
        t`${leaf.title} was approved, but its text has changed since. Approve it again.`,
        unmet,
      );
    case "ready":
      if (leaf.approval?.required && leaf.approval.state !== "approved")
        return refuse("approval-missing", t`${leaf.title} is ready, but not approved yet.`, unmet);
      // Only the mark is missing: where advancing sets it, it is what the person asks for.
      if (unmet.length === 0) return setsMark(node) ? undefined : refuse("unmet", t`${leaf.title}: ${leaf.reason}.`);
      return notYet(leaf, unmet);
    case "open":
      return notYet(leaf, unmet);
  }
}

function notYet({ title, total }: JudgedStage, unmet: Criterion[]): Plan {
  const message =
    unmet.length === 1
      ? t`${title} does not hold yet: 1 of ${total} criterion is unmet.`
      : t`${title} does not hold yet: ${unmet.length} of ${total} criteria are unmet.`;
  return refuse("unmet", message, unmet);
}

/** Whether advancing writes the gate's mark: some step of it does more than lead on to the next stage. */
const setsMark = (node: StageNode | undefined): boolean =>
  (node?.definition.gate?.advance ?? []).some(
    (step) => !("open" in step || "commit" in step || "scaffoldNext" in step),
  );

/** Every criterion that stands in the way; a missing approval is one of them. */
export function unmetOf(leaf: JudgedStage): Criterion[] {
  const unmet = leaf.criteria.filter(
    (each) => (each.severity === "error" || each.atAdvance) && (each.verdict === "unmet" || each.verdict === "unknown"),
  );
  if (leaf.approval?.required && leaf.approval.state !== "approved") {
    unmet.push({
      kind: "approval",
      label: t`Approval`,
      verdict: "unmet",
      severity: "error",
      message:
        leaf.approval.state === "stale"
          ? t`The approved text has changed since`
          : leaf.approval.state === "unbound"
            ? t`The approval file names no content`
            : t`No approval is recorded`,
      ...(leaf.place ? { place: leaf.place } : {}),
    });
  }
  return unmet;
}

function steps({ feature, judged }: Target, leaf: JudgedStage, answers: Answers, context: PlanContext): Plan {
  const node = nodeOf(feature, leaf.path, context);
  const leaves = leavesOf(judged.stages);
  const after = leaves.slice(leaves.findIndex((each) => each.path.join("\0") === leaf.path.join("\0")) + 1);
  // A stage that does not apply gets no documents.
  const next = after.find((each) => each.state !== "skipped");
  const nextNode = next && nodeOf(feature, next.path, context);
  const gate = node?.definition.gate;
  const definition = gate?.advance ?? [{ open: "next" as const }];
  const { workspace } = context;
  const facts = workspace.facts();
  const { process, folder } = feature;
  const stage = node && { stage: node };
  const own = { ...timeVars(context.now), ...headVars(facts), ...feature.vars, ...node?.vars, title: judged.title };
  const asking = { workspace, facts, process, folder, vars: own, feature, judged, ...stage };
  const answered = answersTo(gate?.ask ?? [], answers, asking);
  if (answered.kind !== "answers") return answered;
  return draft(context, t`Advance ${judged.title} past ${leaf.title}`, (made) =>
    runSteps(
      definition,
      {
        vars: { ...own, ...answered.answers },
        answers: { ...answers, ...answered.answers },
        choices: answered.choices,
        facts,
        process,
        feature,
        judged,
        ...stage,
        templates: process.templates,
        folder,
        now: context.now,
        commit: {
          paths: pathsToCommit(leaf, recordFolder(feature), context),
          possible: facts.git !== undefined,
        },
        next: {
          documents: (nextNode?.artifacts ?? []).map(({ path, template }) => ({ path, template })),
          open: next?.place && { path: next.place.file, line: next.place.line },
          ...(nextNode && { stage: nextNode }),
        },
      },
      made,
    ),
  );
}

/** The gate's documents and the feature's records, as far as they are not committed. */
function pathsToCommit(leaf: JudgedStage, records: string, context: PlanContext): string[] {
  const { git, exists } = context.workspace.facts();
  if (!git) return [];
  const record = leaf.approval?.record;
  const texts = leaf.approval?.given.flatMap(({ subject }) => subject.map(({ sha256 }) => approvedPath(sha256))) ?? [];
  const own = new Set([...leaf.artifacts.map((artifact) => artifact.path), ...texts, ".plangate/README.md"]);
  const paths = git.dirty.filter((path) => own.has(path) || path === record || path.startsWith(records));
  // Git does not name what it ignores: the record belongs to the commit all the same, and its commit says so.
  const isUnknown =
    paths.length > 0 &&
    record !== undefined &&
    exists(record) &&
    !git.commits.some((each) => each.files.includes(record));
  return [...new Set(isUnknown ? [...paths, record] : paths)].sort();
}
