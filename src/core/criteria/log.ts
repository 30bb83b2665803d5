import * as z from "zod";
import type { MarkdownDocument } from "../document.ts";
import { t } from "../l10n.ts";
import { fillIn } from "../process/variables.ts";
import { decisionOf, entriesOf, isTagged, type LogEntry, saysDone } from "../readers/decisionLog.ts";
import { fold, headingIs } from "../words.ts";
import { criterion, type GateContext, met, notApplicable, type Outcome, placeIn, unknown, unmet } from "./criterion.ts";
import { durationsIn } from "./duration.ts";
import { select } from "./select.ts";
import { stopsIn } from "./tokens.ts";

export const log = criterion({
  name: "log",
  description:
    "The decision log says what it should about a story: a final entry, progress, a runtime within its budget.",
  example: 'log: {file: log, tag: "{id}", says: done}',
  schema: z.strictObject({
    file: z.string().describe("Role or path of the log"),
    tag: z.string().optional().describe("Only entries with this tag, such as {id}"),
    says: z.literal("done").optional().describe("One of them records that the work is done"),
    newest: z.literal("blocked").optional().describe("The newest entry decides that the work is blocked"),
    stuck: z.number().int().positive().optional().describe("So many of the newest entries in a row show no progress"),
    pauses: z
      .array(z.string())
      .optional()
      .describe("Where the plan has one of these stop tokens, the newest entry must name it"),
    budget: z
      .strictObject({
        in: z.array(z.string()).describe("Fields of the plan that state the budget"),
        spec: z.number().positive().describe("Seconds for one spec where the plan says nothing"),
        total: z.number().positive().describe("Seconds in all where the plan says nothing"),
      })
      .optional()
      .describe("The newest runtime that the log records, against the plan's budget"),
  }),
  check(params, context) {
    const selection = select({ file: params.file }, context);
    if (selection.kind === "unknown") return unknown(selection.message, context.place);
    const document = selection.kind === "scopes" ? selection.scopes[0]?.document : undefined;
    const tag = params.tag === undefined ? undefined : fillIn(params.tag, context.vars);
    const entries = document ? entriesOf(document).filter((entry) => tag === undefined || isTagged(entry, tag)) : [];
    if (params.says === "done") return checkDone(entries, tag, document, context);
    if (params.newest) return checkBlocked(entries, document);
    if (params.stuck !== undefined) return checkStuck(entries, params.stuck, document);
    if (params.pauses) return checkPause(entries, params.pauses, document, context);
    if (params.budget) return checkBudget(entries, params.budget, document, context);
    return entries.length > 0 ? met(t`${entries.length} entries`) : unmet(t`The log has no entry`, context.place);
  },
});

const placeOf = (document: MarkdownDocument, entry: LogEntry) => ({ file: document.path, line: entry.line, column: 1 });

function checkDone(
  entries: LogEntry[],
  tag: string | undefined,
  document: MarkdownDocument | undefined,
  context: GateContext,
): Outcome {
  // What was reopened after its "Done" is not done.
  const done = entries.findLast((entry) => saysDone(entry) || decisionOf(entry) !== "");
  if (done && document && saysDone(done)) return met(t`Logged: ${done.title}`, placeOf(document, done));
  const place = document ? { file: document.path, line: 1, column: 1 } : context.place;
  return unmet(
    tag ? t`The decision log has no "Done" entry for ${tag}` : t`The decision log has no "Done" entry`,
    place,
  );
}

/** C-12: `Decision: blocked` in the newest entry. */
function checkBlocked(entries: LogEntry[], document: MarkdownDocument | undefined): Outcome {
  const last = entries.at(-1);
  if (last && document && decisionOf(last).startsWith("blocked"))
    return met(t`The newest log entry decides: blocked (${last.title})`, placeOf(document, last));
  return unmet(t`The newest log entry does not say blocked`);
}

/** CP-G5: entries in a row that decide to go on, without a result that passes. */
function checkStuck(entries: LogEntry[], limit: number, document: MarkdownDocument | undefined): Outcome {
  const newest = entries.slice(-limit);
  const idle = (entry: LogEntry): boolean => decisionOf(entry) === "" || /^(continue|refine)\b/.test(decisionOf(entry));
  const stuck =
    newest.length === limit &&
    newest.every((entry) => idle(entry) && !saysDone(entry) && !fold(entry.fields.result ?? "").startsWith("pass"));
  const last = newest.at(-1);
  if (!stuck || !last || !document) return unmet(t`The log shows progress`);
  return met(t`${limit} log entries in a row without progress: pause, and say what blocks`, placeOf(document, last));
}

/** CP-G1: who pauses says in the log what for. */
function checkPause(
  entries: LogEntry[],
  tokens: readonly string[],
  document: MarkdownDocument | undefined,
  context: GateContext,
): Outcome {
  const stop = context.scopes.flatMap((scope) => stopsIn(scope, tokens).map((site) => placeIn(scope, site)))[0];
  if (!stop) return notApplicable(t`The plan does not pause`);
  const last = entries.at(-1);
  if (last && document && /blocked|needs_clarification|blocker|waiting|question/.test(fold(last.text)))
    return met(t`The log names the blocker`, placeOf(document, last));
  return unmet(t`The plan pauses, and the newest log entry does not name the blocker`, stop);
}

/** CP-G6: the runtime the log records, against the plan's budget; what exceeds it is accepted as BLOCKED with evidence. */
function checkBudget(
  entries: LogEntry[],
  budget: { in: string[]; spec: number; total: number },
  document: MarkdownDocument | undefined,
  context: GateContext,
): Outcome {
  const entry = entries.findLast((candidate) => Object.keys(candidate.fields).some((name) => /\bruntime\b/.test(name)));
  const name = entry && Object.keys(entry.fields).find((field) => /\bruntime\b/.test(field));
  const value = (name && entry?.fields[name]) ?? "";
  if (!entry || !document || /^(n\/?a|none|-|)$/.test(fold(value)))
    return notApplicable(t`No end-to-end runtime is recorded`);
  const allowed = budgetOf(context, budget);
  // "3m 10s vs 5 min; slowest spec 45 s": what stands behind "vs", "of" or "budget" is the budget said again.
  const spent = value.split(/\b(?:vs\.?|of|against|budget|≤|<=)\b|[≤/]/i);
  const durations = durationsIn(spent[0] ?? "");
  const total = durations.length > 0 ? Math.max(...durations) : undefined;
  const spec = durationsIn(/(?:slowest|per[- ]spec|spec)\D*([^;,]*)/i.exec(value.replaceAll("‑", "-"))?.[0] ?? "")[0];
  if (total === undefined && spec === undefined)
    return unknown(t`The runtime "${value}" could not be read`, placeOf(document, entry));
  const over = (total !== undefined && total > allowed.total) || (spec !== undefined && spec > allowed.spec);
  if (!over) return met(t`Runtime ${value}`, placeOf(document, entry));
  if (/^blocked\b/.test(decisionOf(entry)) && (entry.fields.evidence ?? "") !== "")
    return met(t`Over budget, logged as BLOCKED with evidence`, placeOf(document, entry));
  return unmet(
    t`Runtime ${value} is over the budget of ${allowed.total} s in all, ${allowed.spec} s a spec`,
    placeOf(document, entry),
  );
}

function budgetOf(
  context: GateContext,
  budget: { in: string[]; spec: number; total: number },
): { spec: number; total: number } {
  for (const found of context.feature.files) {
    const document = context.facts.document(found.path);
    if (document?.kind !== "markdown") continue;
    for (const field of document.fields) {
      if (
        !headingIs(field.name, budget.in) ||
        document.placeholders.some((placeholder) => placeholder.line === field.line)
      )
        continue;
      const total = durationsIn(/total[^;,]*/i.exec(field.value)?.[0] ?? "")[0];
      const spec = durationsIn(/(?:per|each)[\s\u2010-\u2015-]*spec[^;,]*/i.exec(field.value)?.[0] ?? "")[0];
      if (total !== undefined || spec !== undefined) return { total: total ?? budget.total, spec: spec ?? budget.spec };
    }
  }
  return budget;
}
