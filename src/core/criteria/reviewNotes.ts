import * as z from "zod";
import { type CycleIssue, severities } from "../cycle/issues.ts";
import { t } from "../l10n.ts";
import { criterion, type GateContext, met, notApplicable, unknown, unmet } from "./criterion.ts";
import { locate } from "./locate.ts";
import { isOutcome, recordedGate } from "./recorded.ts";
import { severityName } from "./severityName.ts";

/** A comment stands above its line, or lines were added since: so far away it is still the issue's. */
const NEAR = 5;

export const reviewNotes = criterion({
  name: "reviewNotes",
  description: "Every open issue of a severity has its comment, such as TODO(review):, at its file and line.",
  example: "reviewNotes: {notes: {low: TODO(review)}}",
  schema: z.strictObject({
    notes: z.partialRecord(z.enum(severities), z.string()).describe("The comment for each severity, without its colon"),
  }),
  check({ notes }, context) {
    const found = recordedGate(context);
    if (isOutcome(found)) return found;
    const left = found.gate.evidence.run.issues.filter(({ kind, isFixed }) => kind === "issue" && !isFixed);
    const open = left.filter(({ severity }) => severity !== "other" && notes[severity] !== undefined);
    const unclear = left.find(({ severity }) => severity === "other");
    if (open.length === 0 && !unclear) return notApplicable(t`No such issue is open`);
    const taken = new Set<string>();
    for (const issue of open) {
      const word = issue.severity === "other" ? "" : (notes[issue.severity] ?? "");
      const reason = lacking(issue, word, found.status === "done", taken, context);
      if (!reason) continue;
      return reason.isUnknown
        ? unknown(reason.message, found.at(issue.line))
        : { ...unmet(reason.message, found.at(issue.line)), ...(reason.place && { related: [reason.place] }) };
    }
    if (unclear)
      return unknown(
        t`The issue "${unclear.text}" has no severity that is known, so the comment that it needs is not known`,
        found.at(unclear.line),
      );
    return met(open.length === 1 ? t`1 comment is in place` : t`${open.length} comments are in place`, found.place);
  },
});

interface Lack {
  message: string;
  isUnknown?: boolean;
  place?: { file: string; line: number; column: number };
}

function lacking(
  issue: CycleIssue,
  word: string,
  isDone: boolean,
  taken: Set<string>,
  context: GateContext,
): Lack | undefined {
  const severity = severityName(issue.severity);
  if (issue.file === "")
    return {
      message: t`The ${severity} issue "${issue.text}" names no file for its ${word}: comment`,
      isUnknown: true,
    };
  const path = locate(issue.file, context);
  if (path.kind === "outside") return { message: t`${issue.file} lies outside this folder`, isUnknown: true };
  // What is gone needs no comment any more.
  if (path.kind === "missing")
    return isDone
      ? undefined
      : { message: t`The ${severity} issue "${issue.text}" is in ${issue.file}, which does not exist` };
  const document = context.facts.document(path.path);
  if (document?.kind !== "other") return { message: t`${path.path} cannot be looked into`, isUnknown: true };
  const free = document.notes.filter((note) => note.word === word && !taken.has(`${path.path}:${note.line}`));
  const at = issue.fileLine;
  const near = free.find(({ line }) => at === undefined || Math.abs(line - at) <= NEAR);
  // Code moves on after its gate: then the comment counts wherever it stands in the file.
  const note = near ?? (isDone ? free[0] : undefined);
  if (note) {
    taken.add(`${path.path}:${note.line}`);
    return undefined;
  }
  const where = at === undefined ? path.path : `${path.path}:${at}`;
  return {
    message: t`${where} lacks a ${word}: comment for the ${severity} issue "${issue.text}"`,
    place: { file: path.path, line: at ?? 1, column: 1 },
  };
}
