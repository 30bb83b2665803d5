import type { Decision, DecisionKind, Subject } from "../approval.ts";
import type { Plan } from "../change.ts";
import { fingerprintOf, gateName, recordPath } from "../judge/approval.ts";
import { type JudgedStage, leavesOf } from "../judged.ts";
import { writeDecision } from "../readers/record.ts";
import { adoptionFile } from "./adoption.ts";
import { unmetOf } from "./advance.ts";
import { type Draft, draft, inLineEnds, lineEndOf, type PlanContext, refuse } from "./draft.ts";
import { leafAt, nodeOf, type Target, targetOf } from "./target.ts";

/** A decision as the person made it: what was shown, who they are, and what they said. */
export interface Verdict {
  kind: DecisionKind;
  by: { name: string; email: string };
  through: "editor" | "terminal";
  comment?: string | undefined;
  shown: readonly Subject[];
}

/**
 * Plans recording an approval (C-3). Only to be called by code that has just shown the subject to a person and got
 * the confirmation (P-6). Refused where a criterion is unmet, where the text shown is not the text on disk, or where
 * it is not saved.
 */
export function planApprove(
  id: string,
  path: readonly string[] | undefined,
  verdict: Verdict,
  context: PlanContext,
): Plan {
  const target = targetOf(id, context);
  if (!target) return refuse("unknown", `There is no feature "${id}".`);
  const leaf = path ? leafAt(target.judged, path) : (target.judged.current ?? undefined);
  if (!leaf) return refuse("nothing-to-do", `"${id}" has no gate that waits.`);
  if (!leaf.approval?.required) return refuse("not-asked", `${leaf.title} asks for no approval.`);
  if (verdict.by.name === "" && verdict.by.email === "")
    return refuse("answer-missing", "Git does not know who you are. Set user.name and user.email, then approve.");
  const unmet = unmetOf(leaf).filter((criterion) => criterion.kind !== "approval");
  if (unmet.length > 0)
    return refuse(
      "unmet",
      `${leaf.title} cannot be approved yet: ${unmet.length} of ${leaf.total} ${unmet.length === 1 ? "criterion is" : "criteria are"} unmet.`,
      unmet,
    );
  if (leaf.state === "locked") return refuse("unmet", `${leaf.title} is locked: a gate before it does not hold.`);
  const isSaved = leaf.approval.subject.every(({ path: file }) => !context.workspace.document(file)?.unsaved);
  if (!isSaved) return refuse("unsaved", "What is to be approved has unsaved changes. Save it first.");
  return draft(context, `Approve ${leaf.title}`, (made) => {
    if (!isAsShown(leaf, verdict.shown, made, context))
      made.stop(refuse("changed", `${leaf.title} has changed since it was shown. Nothing was recorded.`));
    record(target, leaf, verdict, made, context);
    adoptionFile(made);
  });
}

/** Whether every file of the subject still has the bytes that were shown. */
function isAsShown(leaf: JudgedStage, shown: readonly Subject[], made: Draft, context: PlanContext): boolean {
  const subject = leaf.approval?.subject ?? [];
  if (subject.length === 0 || subject.length !== shown.length) return false;
  for (const { path } of subject) made.text(path);
  return subject.every(({ path }) => {
    const read = context.texts[path];
    return read?.kind === "text" && shown.some((each) => each.path === path && each.sha256 === read.sha256);
  });
}

function record({ feature }: Target, leaf: JudgedStage, verdict: Verdict, made: Draft, context: PlanContext): void {
  const node = nodeOf(feature, leaf.path, context);
  if (!node) return;
  const decision: Decision = {
    decision: verdict.kind,
    process: feature.process.id,
    feature: feature.plainId,
    gate: gateName(leaf.path),
    by: { name: verdict.by.name, email: verdict.by.email },
    at: context.now,
    through: verdict.through,
    ...(verdict.comment ? { comment: verdict.comment } : {}),
    fingerprint: fingerprintOf(node, context.workspace.facts()),
    subject: verdict.shown.map(({ path, sha256, digest }) => ({ path, sha256, digest })),
  };
  const path = recordPath(feature, node);
  const text = writeDecision(decision);
  const old = made.text(path);
  if (old === "" && !made.exists(path)) made.create(path, text);
  else
    made.replace(
      path,
      old.length,
      old.length,
      (/[\r\n]$|^$/.test(old) ? "" : lineEndOf(old)) + inLineEnds(text, lineEndOf(old)),
    );
}

/** A gate that work has gone past without its holding: what adopting waives. */
export interface Adoptable {
  feature: string;
  stage: JudgedStage;
}

/** What "Adopt Existing Work" would waive (C-14): every gate of a live feature that does not hold, with progress beyond it. */
export function adoptable(features: PlanContext["workspace"]["snapshot"]["features"]): Adoptable[] {
  return features
    .filter((feature) => !feature.archived)
    .flatMap((feature) =>
      leavesOf(feature.stages)
        .filter((stage) => stage.passedOver)
        .map((stage) => ({ feature: feature.id, stage })),
    );
}

/** Plans adopting a folder: one waiver for each gate that was passed over, all in one change. */
export function planAdopt(verdict: Pick<Verdict, "by" | "through" | "comment">, context: PlanContext): Plan {
  const { snapshot } = context.workspace;
  if (verdict.by.name === "" && verdict.by.email === "")
    return refuse("answer-missing", "Git does not know who you are. Set user.name and user.email, then adopt.");
  const gates = adoptable(snapshot.features);
  if (gates.length === 0 && snapshot.adopted)
    return refuse("nothing-to-do", "Nothing is left to adopt: no gate was passed over.");
  return draft(context, "Adopt existing work", (made) => {
    for (const { feature: id, stage } of gates) {
      const target = targetOf(id, context);
      if (!target) continue;
      record(
        target,
        stage,
        {
          ...verdict,
          kind: "waived",
          comment: verdict.comment ?? "Work from before Plangate",
          shown: stage.approval?.subject ?? [],
        },
        made,
        context,
      );
    }
    adoptionFile(made);
  });
}
