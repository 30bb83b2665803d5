import * as z from "zod";
import { type IssueSeverity, severities } from "../cycle/issues.ts";
import type { Review } from "../cycle/reviews.ts";
import type { GateRun } from "../cycle/run.ts";
import { t } from "../l10n.ts";
import { criterion, met, notApplicable, type Outcome, unknown, unmet } from "./criterion.ts";
import { isOutcome, type RecordedGate, recordedGate } from "./recorded.ts";
import { severityName } from "./severityName.ts";
import { shareOf } from "./share.ts";
import { statusOf } from "./status.ts";

export const reviews = criterion({
  name: "reviews",
  description:
    "Every reviewer that the state's version declares has passed it (`of: verdicts`), and no issue of these severities is open (`of: issues`).",
  example: "reviews: {of: verdicts}",
  schema: z.strictObject({
    of: z.enum(["verdicts", "issues"]).describe("What is looked at"),
    open: z.array(z.enum(severities)).default(["critical", "high", "medium"]).describe("Severities that hold the gate"),
  }),
  check({ of, open }, context) {
    const found = recordedGate(context);
    if (isOutcome(found)) return found;
    return of === "verdicts" ? verdicts(found) : issues(found, open);
  },
});

const plain = (name: string): string => name.replace(/[\s_-]+/g, " ").toLowerCase();

function verdicts(found: RecordedGate): Outcome {
  const { run, reviewersPassed } = found.gate.evidence;
  const { reviewers, hasSixGates } = found.cycle.shape;
  const failed = run.reviews.find((review) => statusOf(review.verdict) !== "done");
  if (failed) {
    const verdict = failed.verdict || t`no verdict`;
    return {
      ...unmet(
        failed.other
          ? t`The ${failed.reviewer} reviewer has not passed it: ${verdict}, though another record of the same reviewer says ${failed.other.verdict}`
          : t`The ${failed.reviewer} reviewer has not passed it: ${verdict}`,
        found.at(failed.line),
      ),
      ...(failed.other && { related: [found.at(failed.other.line)] }),
    };
  }
  const share = shareOf(reviewersPassed?.value ?? "");
  if (reviewersPassed && share && share.part < share.all)
    return unmet(t`Only ${reviewersPassed.value} reviewers passed it`, found.at(reviewersPassed.line));
  const has = (name: string): boolean => run.reviews.some((review: Review) => plain(review.reviewer) === plain(name));
  const missing = reviewers.filter((name) => !has(name));
  if (hasSixGates && missing.length > 0)
    return found.lacking(
      t`Not reviewed by: ${missing.map(plain).join(", ")}. All ${reviewers.length} reviewers have to pass it`,
      found.place,
    );
  const count = Math.max(run.reviews.length, share?.part ?? 0);
  if (count === 0) return unknown(t`No reviewer's verdict is recorded`, found.place);
  if (count < reviewers.length)
    return unknown(t`${count} of the ${reviewers.length} reviewers of this version are recorded`, found.place);
  return met(count === 1 ? t`1 reviewer has passed it` : t`${count} reviewers have passed it`, found.place);
}

function issues(found: RecordedGate, open: readonly (typeof severities)[number][]): Outcome {
  const { run } = found.gate.evidence;
  const listed = run.issues.filter(({ kind }) => kind === "issue");
  const left = listed.filter(({ severity, isFixed }) => !isFixed && open.some((each) => each === severity));
  const first = left[0];
  if (first) {
    const text = first.text || t`without a description`;
    const where = first.fileLine ? `${first.file}:${first.fileLine}` : first.file;
    const message = t`${severityName(first.severity)} is open: ${first.file ? `${text} (${where})` : text}`;
    return unmet(left.length > 1 ? t`${message}, and ${left.length - 1} more` : message, found.at(first.line));
  }
  for (const severity of open) {
    const counted = Math.max(
      run.counted[severity]?.found ?? 0,
      run.reviews.reduce((sum, { counts }) => sum + (counts[severity]?.found ?? 0), 0),
    );
    const known = listed.filter((issue) => issue.severity === severity).length;
    if (counted > known) return unmet(unlisted(severityName(severity), counted, known), found.at(run.line));
  }
  const unclear = unclearIssue(run, open);
  if (unclear) return unknown(unclear.message, found.at(unclear.line));
  if (run.reviews.length === 0 && listed.length === 0)
    return found.cycle.shape.hasSixGates
      ? unknown(t`No reviewer's issues are recorded`, found.place)
      : notApplicable(t`This version's state does not record issues here`);
  return met(t`No ${open.map(severityName).join(", ")} issue is open`, found.place);
}

function unlisted(severity: string, counted: number, known: number): string {
  if (counted === 1) return t`1 ${severity} issue is counted, and none is listed as fixed`;
  return known === 0
    ? t`${counted} ${severity} issues are counted, and none is listed as fixed`
    : t`${counted} ${severity} issues are counted, and only ${known} are listed as fixed`;
}

/** An open issue that may be as bad as these: its severity is not known, or it was counted without one. */
function unclearIssue(run: GateRun, open: readonly IssueSeverity[]): { message: string; line: number } | undefined {
  const names = open.map(severityName).join(", ");
  const listed = run.issues.filter(({ kind, severity }) => kind === "issue" && severity === "other");
  const left = listed.find(({ isFixed }) => !isFixed);
  if (left)
    return {
      message: t`An open issue has no severity that is known: ${left.text || t`without a description`}. Only one that is none of ${names} does not block`,
      line: left.line,
    };
  const counted = run.reviews.find(
    ({ counts, atWorst }) =>
      (counts.other?.found ?? 0) > (counts.other?.fixed ?? 0) && (atWorst === undefined || open.includes(atWorst)),
  );
  if (!counted) return undefined;
  return {
    message: t`The ${counted.reviewer} reviewer counts issues without a severity; whether one is ${names} is not known`,
    line: counted.line,
  };
}
