import type { Decision } from "../approval.ts";
import type { JudgedDecision } from "../judged.ts";

/** How far clocks may differ before a time lies in the future. */
const CLOCK_SKEW = 10 * 60 * 1000;

/** What is left of a record of decisions. */
export interface Standing {
  /** Approvals, waivers and skips that nothing took back, oldest first. */
  decisions: JudgedDecision[];
  /** The newest of them; else the take-back that the record ends with. */
  latest: JudgedDecision | undefined;
  /** Decisions that claim to be from the future: they count once their time has come, unless something takes them back. */
  future: Decision[];
}

/** When the decisions of a record that are still to come begin to count (ISO 8601), take-backs as well. */
export const comingIn = (record: readonly Decision[], now: string): string[] =>
  record
    .map(({ at }) => Date.parse(at) - CLOCK_SKEW)
    .filter((time) => time > Date.parse(now))
    .map((time) => new Date(time).toISOString());

/** Whether a decision takes others back, and gives nothing. */
export const takesBack = ({ decision }: Pick<Decision, "decision">): boolean =>
  decision === "revoked" || decision === "changes-requested";

/**
 * The decisions of a gate that stand. What takes decisions back takes back all that stand before it in the record,
 * whatever time they claim: a date in the future outlives nothing. It takes back what has an earlier time as well, as
 * after a merge the order of the record is that of the branches. In doubt a gate is closed, and is approved again.
 */
export function standingOf(record: readonly JudgedDecision[], now: string): Standing {
  const present = Date.parse(now) + CLOCK_SKEW;
  const timeOf = ({ at }: Decision): number => Date.parse(at);
  const isTakenBack = (decision: Decision, index: number): boolean =>
    record.some(
      (other, at) => takesBack(other) && (at > index || (timeOf(other) > timeOf(decision) && timeOf(other) <= present)),
    );
  const left = record.filter((decision, index) => !takesBack(decision) && !isTakenBack(decision, index));
  const decisions = left
    .filter((decision) => timeOf(decision) <= present)
    .sort((a, b) => timeOf(a) - timeOf(b) || record.indexOf(a) - record.indexOf(b));
  return {
    decisions,
    latest: decisions.at(-1) ?? record.findLast(takesBack),
    future: left.filter((decision) => timeOf(decision) > present),
  };
}
