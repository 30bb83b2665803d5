import * as z from "zod";
import { t } from "../l10n.ts";
import type { TestPhase } from "../readers/cycle/evidence.ts";
import { criterion, excerpt, met, notApplicable, type Outcome, unknown, unmet } from "./criterion.ts";
import { isOutcome, type RecordedGate, recordedGate } from "./recorded.ts";
import { statusOf } from "./status.ts";
import { isWithoutTests, outcomeOfRun } from "./testRuns.ts";

export const tdd = criterion({
  name: "tdd",
  description: "The failing test (red), or the code that made it pass (green), is recorded with what the run printed.",
  example: "tdd: {phase: red}",
  schema: z.strictObject({ phase: z.enum(["red", "green"]).describe("The half") }),
  check({ phase }, context) {
    const found = recordedGate(context);
    if (isOutcome(found)) return found;
    // The first generation knew no red and green.
    if (!found.cycle.shape.hasSixGates && !found.gate.evidence.red && !found.gate.evidence.green)
      return found.cycle.shape.id === "first"
        ? notApplicable(t`This version's state does not record red and green`)
        : missing(phase, found);
    return phase === "red" ? red(found) : green(found);
  },
});

/** What the halves are called where they are worked by. */
const names = { red: "RED", green: "GREEN" } as const;

const missing = (phase: "red" | "green", found: RecordedGate): Outcome =>
  found.lacking(
    phase === "red"
      ? t`RED is not recorded: tdd_red with a test file and its failure output`
      : t`GREEN is not recorded: tdd_green with an implementation file and its pass output`,
  );

function red(found: RecordedGate): Outcome {
  const phase = found.gate.evidence.red;
  if (!phase) return missing("red", found);
  const lack = lacking(phase, "red", found);
  if (lack) return lack;
  const place = found.at(phase.line);
  switch (outcomeOfRun(phase.output)) {
    case "failed":
      return met(`${names.red}: ${excerpt(phase.output)}`, place);
    case "passed":
      return unmet(t`RED: the recorded output shows a run that passes; the test has to fail first`, place);
    default:
      return unknown(t`RED: no test runner's failure is recognised in the recorded output`, place);
  }
}

function green(found: RecordedGate): Outcome {
  const { red: before, green: phase } = found.gate.evidence;
  if (!phase) return missing("green", found);
  const place = found.at(phase.line);
  const hasBegun = ["doing", "done"].includes(statusOf(phase.status) ?? "") || phase.output !== "";
  if (hasBegun && statusOf(before?.status ?? "") !== "done")
    return {
      ...unmet(t`GREEN has begun before RED was completed`, place),
      ...(before && { related: [found.at(before.line)] }),
    };
  if (isEarlier(phase.completedAt, before?.completedAt ?? ""))
    return unmet(t`GREEN was completed (${phase.completedAt}) before RED (${before?.completedAt ?? ""})`, place);
  const lack = lacking(phase, "green", found);
  if (lack) return lack;
  if (before && before.file === phase.file && !testsInside.test(phase.file))
    return unmet(t`GREEN: ${phase.file} is recorded as the test and as the code that makes it pass`, place);
  if (before && isWithoutTests(phase.output, folderOf(before.file)))
    return unknown(t`GREEN: the recorded output ran no tests in ${folderOf(before.file)}`, place);
  switch (outcomeOfRun(phase.output)) {
    case "passed":
      return met(`${names.green}: ${excerpt(phase.output)}`, place);
    case "failed":
      return unmet(t`GREEN: the recorded output shows a run that fails`, place);
    default:
      return unknown(t`GREEN: no test runner's success is recognised in the recorded output`, place);
  }
}

function lacking(phase: TestPhase, half: "red" | "green", found: RecordedGate): Outcome | undefined {
  const place = found.at(phase.line);
  const status = statusOf(phase.status);
  const name = names[half];
  if (status !== "done" && status !== undefined) return unmet(t`${name} is ${phase.status}, not completed`, place);
  if (phase.file === "")
    return found.lacking(
      half === "red" ? t`RED: a test file is not recorded` : t`GREEN: an implementation file is not recorded`,
      place,
    );
  if (phase.output.trim() === "")
    return found.lacking(
      half === "red" ? t`RED: the failure output is not recorded` : t`GREEN: the pass output is not recorded`,
      place,
    );
  if (status === undefined) return unknown(t`${name}: the status "${phase.status}" is not known`, place);
  return undefined;
}

/** Files of languages whose unit tests stand beside the code that they test. */
const testsInside = /\.(rs|zig|d)$/i;

const folderOf = (path: string): string => path.replace(/\/?[^/]*$/, "");

const isEarlier = (one: string, other: string): boolean => Date.parse(one) < Date.parse(other);
