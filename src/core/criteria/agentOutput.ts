import * as z from "zod";
import { criterion, met, notApplicable, unknown, unmet } from "./criterion.ts";
import { isOutcome, notAsked, recordedGate } from "./recorded.ts";

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
      if (!denying)
        return outputs.length > 0 ? met("No output says that the gate failed") : notApplicable("No output is recorded");
      return unmet(
        `The output${denying.by ? ` of ${denying.by}` : ""} says "${denying.denial}"`,
        found.at(denying.line),
      );
    }
    if (shows === "logs") {
      const broken = run.issues.find(
        (issue) => !issue.isFixed && /log|trac/i.test(issue.text) && issue.kind === "validation",
      );
      if (broken) return unmet(`Not validated: ${broken.text}`, found.at(broken.line));
      const said = verdicts.find(({ key }) => key === "observability_validated" || key === "validation_result");
      if (said && /^(false|no|fail)/i.test(said.value))
        return unmet(`${said.key} is ${said.value}`, found.at(said.line));
      if (said && /^(true|yes|pass)/i.test(said.value)) return met(`${said.key}: ${said.value}`, found.at(said.line));
      if (outputs.some(({ hasTracedLogs }) => hasTracedLogs))
        return met("The output tells of structured logs with traces");
      return isAsked
        ? unknown("Nothing recorded tells of structured logs with trace correlation", found.place)
        : notAsked("how logs are validated");
    }
    const last = outputs.at(-1);
    if (!last)
      return isAsked ? found.lacking("The agent's output is not recorded") : notAsked("the agent's output here");
    const place = found.at(last.line);
    if (outputs.some(({ allMet }) => allMet === false))
      return unmet('The agent\'s output says "ALL STANDARDS MET: NO"', place);
    if (!outputs.some(({ hasCoverageTable }) => hasCoverageTable))
      return found.lacking("The agent's output has no Standards Coverage Table", place);
    if (!outputs.some(({ allMet }) => allMet))
      return found.lacking('The agent\'s output does not say "ALL STANDARDS MET"', place);
    return met("Standards Coverage Table, and ALL STANDARDS MET", place);
  },
});
