import type { Plan, Refusal } from "../change.ts";
import { policyFor } from "../judge/approval.ts";
import { bypassRefusal } from "../judge/bypass.ts";
import { refusalTo } from "../judge/counting.ts";
import { isThrough, type JudgedStage } from "../judged.ts";
import { t } from "../l10n.ts";
import { addressOf, policyFile } from "../policy/policy.ts";
import { isDayOrTime } from "../readers/record.ts";
import { sectionIn } from "../section.ts";
import { adoptionFile } from "./adoption.ts";
import { unmetOf } from "./advance.ts";
import { type Draft, draft, type PlanContext, refuse } from "./draft.ts";
import { keepApproved, record, type Verdict } from "./record.ts";
import { leafAt, nodeOf, type Target, targetOf } from "./target.ts";

/**
 * Plans recording a person's decision on a gate (C-3, C-4): approved, changes requested, revoked, waived, skipped.
 * Only to be called by code that has just shown the gate and its subject to a person and got the confirmation (P-6).
 * Refused where the decision does not fit the gate's state, where the text shown is not the text on disk, or where it
 * is not saved.
 */
export function planDecide(
  id: string,
  path: readonly string[] | undefined,
  verdict: Verdict,
  context: PlanContext,
): Plan {
  const target = targetOf(id, context);
  if (!target) return refuse("unknown", t`There is no feature "${id}".`);
  if (target.judged.archived) return refuse("archived", t`"${id}" is archived: nothing is decided on it any more.`);
  const leaf = path ? leafAt(target.judged, path) : (target.judged.current ?? undefined);
  if (!leaf) return refuse("nothing-to-do", t`"${id}" has no gate that waits.`);
  if (verdict.by.name === "" && verdict.by.email === "")
    return refuse("answer-missing", t`Git does not know who you are. Set user.name and user.email, then try again.`);
  const refused = refusals[verdict.kind](leaf, target, verdict, context);
  if (refused) return refused;
  const subject = leaf.approval?.subject ?? [];
  const isSaved = subject.every(({ path: file }) => !context.workspace.document(file)?.unsaved);
  if (!isSaved) return refuse("unsaved", t`What ${leaf.title} is about has unsaved changes. Save it first.`);
  return draft(
    context,
    titles[verdict.kind](leaf.title),
    (made) => {
      if (!isAsShown(leaf, verdict, made, context))
        made.stop(refuse("changed", t`${leaf.title} has changed since it was shown. Nothing was recorded.`));
      record(target, leaf, verdict, made, context);
      if (verdict.kind === "approved") keepApproved(subject, made, context);
      adoptionFile(made);
    },
    { decides: true },
  );
}

const titles: Record<Verdict["kind"], (gate: string) => string> = {
  approved: (gate) => t`Approve ${gate}`,
  "changes-requested": (gate) => t`Request changes at ${gate}`,
  revoked: (gate) => t`Revoke the decision on ${gate}`,
  waived: (gate) => t`Waive ${gate}`,
  skipped: (gate) => t`Skip ${gate}`,
};

type Check = (leaf: JudgedStage, target: Target, verdict: Verdict, context: PlanContext) => Refusal | undefined;

/** Why a decision is not taken. */
const refusals: Record<Verdict["kind"], Check> = {
  approved: (leaf, { feature }, { by }, context) => {
    if (!leaf.approval?.required) return refuse("not-asked", t`${leaf.title} asks for no approval.`);
    const unmet = unmetOf(leaf).filter((criterion) => criterion.kind !== "approval");
    if (unmet.length > 0) {
      const message =
        unmet.length === 1
          ? t`${leaf.title} cannot be approved yet: 1 of ${leaf.total} criterion is unmet.`
          : t`${leaf.title} cannot be approved yet: ${unmet.length} of ${leaf.total} criteria are unmet.`;
      return refuse("unmet", message, unmet);
    }
    const { subjectFlaw } = leaf.approval;
    if (subjectFlaw !== undefined) return refuse("unfit", t`${leaf.title} cannot be approved: ${subjectFlaw}`);
    if (leaf.state === "locked") return refuse("unmet", t`${leaf.title} is locked: a gate before it does not hold.`);
    const facts = context.workspace.facts();
    const node = nodeOf(feature, leaf.path, context);
    const policy = node && policyFor(feature, node, facts);
    if (!policy) return refuse("not-allowed", t`${policyFile} cannot be used, so no approval counts. Mend it first.`);
    // Nobody should read, and put their name to, what will not count.
    const never = refusalTo(by, leaf.approval.subject, policy, facts);
    if (never !== undefined) return refuse("not-allowed", t`${leaf.title} cannot be approved: ${never}.`);
    const own = leaf.approval.given.some((each) => addressOf(each.by.email) === addressOf(by.email));
    if (own && leaf.approval.state !== "approved")
      return refuse("nothing-to-do", t`${by.name} has approved this text already; somebody else has to as well.`);
    return undefined;
  },
  "changes-requested": (leaf, _, verdict) => {
    if (!leaf.approval?.required) return refuse("not-asked", t`${leaf.title} asks for no approval.`);
    if (leaf.approval.subject.length === 0)
      return refuse("nothing-to-do", t`${leaf.title} has no text yet that could be changed.`);
    return reasonMissing(verdict, t`Which changes are requested? A reason is needed.`);
  },
  revoked: (leaf, _, verdict) => {
    // What does not count can be taken back as well: it stands in the record, and is reported.
    const last = (leaf.refused?.decision ?? leaf.approval?.latest)?.decision;
    if (last === undefined || last === "revoked" || last === "changes-requested")
      return refuse("nothing-to-do", t`${leaf.title} has no decision that could be revoked.`);
    return reasonMissing(verdict, t`Why is the decision taken back? A reason is needed.`);
  },
  waived: (leaf, _, verdict, context) => {
    if (isThrough(leaf.state)) return refuse("nothing-to-do", alreadyThrough("waived", leaf));
    if (leaf.unwaivable !== undefined)
      return refuse("not-waivable", t`${leaf.title} cannot be waived: ${leaf.unwaivable}`);
    if (leaf.noWaivers !== undefined)
      return refuse("not-waivable", t`${leaf.title} cannot be waived: ${leaf.noWaivers}`);
    return (
      notAllowed("waived", leaf, verdict) ??
      endRefusal(leaf, verdict, context) ??
      reasonMissing(verdict, t`Why is the gate waived? A reason is needed.`)
    );
  },
  skipped: (leaf, _, verdict) => {
    if (isThrough(leaf.state)) return refuse("nothing-to-do", alreadyThrough("skipped", leaf));
    if (!leaf.conditional)
      return refuse("not-conditional", t`${leaf.title} is for every feature: only a conditional stage can be skipped.`);
    if (leaf.unwaivable !== undefined)
      return refuse("not-waivable", t`${leaf.title} cannot be skipped: ${leaf.unwaivable}`);
    return (
      notAllowed("skipped", leaf, verdict) ??
      reasonMissing(verdict, t`Why does the stage not apply? A reason is needed.`)
    );
  },
};

/** Why the team's policy does not let this person pass the gate over. */
function notAllowed(kind: "waived" | "skipped", leaf: JudgedStage, { by }: Verdict): Refusal | undefined {
  const refused = bypassRefusal(kind, by, leaf.waivers);
  if (refused === undefined) return undefined;
  const message =
    kind === "waived"
      ? t`${leaf.title} cannot be waived: ${refused}.`
      : t`${leaf.title} cannot be skipped: ${refused}.`;
  return refuse("not-allowed", message);
}

/** Why a gate that is behind the work is not passed over: there is nothing to pass over. */
function alreadyThrough(kind: "waived" | "skipped", { title, state }: JudgedStage): string {
  if (kind === "waived") {
    if (state === "waived") return t`${title} is waived: nothing is to be waived.`;
    if (state === "skipped") return t`${title} is skipped: nothing is to be waived.`;
    return t`${title} is passed: nothing is to be waived.`;
  }
  if (state === "waived") return t`${title} is waived: nothing is to be skipped.`;
  if (state === "skipped") return t`${title} is skipped: nothing is to be skipped.`;
  return t`${title} is passed: nothing is to be skipped.`;
}

const reasonMissing = ({ comment = "" }: Verdict, message: string): Refusal | undefined =>
  comment.trim() === "" ? refuse("answer-missing", message) : undefined;

/** What is wrong with the end of a waiver: no day or time, past, or later than the team's policy lets it hold. */
function endRefusal(leaf: JudgedStage, { until }: Verdict, { now }: PlanContext): Refusal | undefined {
  if (until === undefined) return undefined;
  if (!isDayOrTime(until))
    return refuse("answer-missing", t`"${until}" is no day and no time with a zone; write it as 2026-01-31.`);
  const end = Date.parse(until);
  if (end <= Date.parse(now)) return refuse("answer-missing", t`${until} has passed: a waiver ends in the future.`);
  const longest = leaf.waivers?.longest;
  const days = (end - Date.parse(now)) / (24 * 60 * 60 * 1000);
  if (longest !== undefined && days > longest)
    return refuse(
      "answer-missing",
      longest === 1
        ? t`The team's policy lets a waiver hold for 1 day at most.`
        : t`The team's policy lets a waiver hold for ${longest} days at most.`,
    );
  return undefined;
}

/** Whether every file of the subject, or the section of it, still has the bytes that were shown. A gate without any text has nothing to show. */
function isAsShown(leaf: JudgedStage, { kind, shown }: Verdict, made: Draft, context: PlanContext): boolean {
  const subject = leaf.approval?.subject ?? [];
  if (subject.length !== shown.length) return false;
  if (subject.length === 0) return kind !== "approved";
  for (const { path } of subject) made.text(path);
  return subject.every(({ path, section }) => {
    const read = context.texts[path];
    if (read?.kind !== "text") return false;
    const part = section === undefined ? undefined : sectionIn(path, read.text, section);
    const now = section === undefined ? read.sha256 : part && context.sha256(part.text);
    return shown.some((each) => each.path === path && each.section === section && each.sha256 === now);
  });
}
