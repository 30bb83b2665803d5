import * as z from "zod";
import { t } from "../l10n.ts";
import { criterion, met, notApplicable, type Outcome, unknown, unmet } from "./criterion.ts";
import { isOutcome, type RecordedGate, recordedGate } from "./recorded.ts";
import { statusOf } from "./status.ts";

export const agentOutput = criterion({
  name: "agentOutput",
  description:
    "What agents handed in speaks for the gate: it has its table of standards (standards), tells of structured logs with traces (logs), or does not itself say that the gate failed (agrees).",
  example: "agentOutput: {shows: agrees}",
  schema: z.strictObject({ shows: z.enum(["standards", "logs", "agrees"]).describe("What the outputs must show") }),
  check({ shows }, context) {
    const found = recordedGate(context);
    if (isOutcome(found)) return found;
    const { outputs, run, verdicts } = found.gate.evidence;
    const isAsked = found.cycle.shape.hasSixGates;
    if (shows === "agrees") {
      const denying = outputs.find(({ denial }) => denial !== undefined);
      const flag = denying ? undefined : flagged(found);
      if (flag) return flag;
      if (!denying)
        return outputs.length > 0
          ? met(t`No output says that the gate failed`)
          : notApplicable(t`No output is recorded`);
      const { by, denial = "" } = denying;
      return unmet(
        by ? t`The output of ${by} says "${denial}"` : t`The output says "${denial}"`,
        found.at(denying.line),
      );
    }
    if (shows === "logs") {
      const broken = run.issues.find(
        (issue) => !issue.isFixed && /log|trac/i.test(issue.text) && issue.kind === "validation",
      );
      if (broken) return unmet(t`Not validated: ${broken.text}`, found.at(broken.line));
      const said = verdicts.find(({ key }) => key === "observability_validated" || key === "validation_result");
      if (said && isDenied(said.value)) return unmet(t`${said.key} is ${said.value}`, found.at(said.line));
      if (said && isAffirmed(said.value)) return met(`${said.key}: ${said.value}`, found.at(said.line));
      if (said) return unknown(t`${said.key} is "${said.value}", neither yes nor no`, found.at(said.line));
      if (outputs.some(({ hasTracedLogs }) => hasTracedLogs))
        return met(t`The output tells of structured logs with traces`);
      return isAsked
        ? unknown(t`Nothing recorded tells of structured logs with trace correlation`, found.place)
        : notApplicable(t`This version's state does not record how logs are validated`);
    }
    const last = outputs.at(-1);
    if (!last)
      return isAsked
        ? found.lacking(t`The agent's output is not recorded`)
        : notApplicable(t`This version's state does not record the agent's output here`);
    const place = found.at(last.line);
    if (outputs.some(({ allMet }) => allMet === false))
      return unmet(t`The agent's output says "ALL STANDARDS MET: NO"`, place);
    if (!outputs.some(({ hasCoverageTable }) => hasCoverageTable))
      return found.lacking(t`The agent's output has no Standards Coverage Table`, place);
    if (!outputs.some(({ allMet }) => allMet))
      return found.lacking(t`The agent's output does not say "ALL STANDARDS MET"`, place);
    return met(t`Standards Coverage Table, and ALL STANDARDS MET`, place);
  },
});

const isAffirmed = (value: string): boolean => /^\s*true\s*$/i.test(value) || statusOf(value) === "done";
const isDenied = (value: string): boolean => /^\s*(false|no)\b/i.test(value) || statusOf(value) === "failed";

/** Judged by the criterion of the logs. */
const judgedElsewhere = new Set(["observability_validated"]);

/** What the gate's own records say beside the outputs: a verdict that fails, or something that was not verified. */
function flagged({ gate, status, at }: RecordedGate): Outcome | undefined {
  if (status === undefined || status === "todo") return undefined;
  const asked = gate.evidence.verdicts.filter(({ key }) => !judgedElsewhere.has(key));
  const denied = asked.find(({ value }) => isDenied(value));
  if (denied) return unmet(t`${denied.key} is ${denied.value}`, at(denied.line));
  const unclear = asked.find(({ key, value }) => /_verified$/.test(key) && !isAffirmed(value));
  return unclear && unknown(t`${unclear.key} is "${unclear.value}", neither yes nor no`, at(unclear.line));
}
