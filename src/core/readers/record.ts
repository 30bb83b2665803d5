import { Document, parseAllDocuments } from "yaml";
import * as z from "zod";
import type { Decision } from "../approval.ts";
import { canonicalJson } from "../canonical.ts";
import type { RecordEntry } from "../document.ts";
import { isMissing, issueWords } from "../issues.ts";
import { t } from "../l10n.ts";
import { linesOf, spanAt } from "../lines.ts";
import type { Problem } from "../problem.ts";
import { payloadOf } from "../signature.ts";

function isTime(value: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}

/** A day of the calendar, or a time in ISO 8601 with its zone: what everybody reads as the same moment. */
export const isDayOrTime = (value: string): boolean =>
  isTime(value) ||
  (/^\d{4}-\d{2}-\d{2}$/.test(value) &&
    !Number.isNaN(Date.parse(value)) &&
    new Date(value).toISOString().slice(0, 10) === value);

/** A decision as a record holds it; what editors complete and explain in one is made from this. */
export const decisionSchema = z.object({
  decision: z.enum(["approved", "changes-requested", "waived", "skipped", "revoked"]),
  process: z.string(),
  feature: z.string(),
  gate: z.string(),
  by: z
    .object({ name: z.string(), email: z.string() })
    .refine((by) => by.name !== "" || by.email !== "", { error: () => t`names nobody` }),
  at: z.string().refine(isTime, { error: () => t`not a time in ISO 8601` }),
  through: z.enum(["editor", "terminal"]),
  comment: z.string().optional(),
  until: z
    .string()
    .refine(isDayOrTime, { error: () => t`no day and no time in ISO 8601` })
    .optional(),
  fingerprint: z.string(),
  policy: z.string().optional(),
  subject: z.array(
    z.object({ path: z.string(), section: z.string().optional(), sha256: z.string(), digest: z.string() }),
  ),
  signature: z.string().optional(),
});

/**
 * Reads a record of decisions: YAML documents separated by `---`, one for each decision (P-1). A free-form approval
 * file gives no decision and no problem. A document that is meant as a decision and cannot be read is a problem, and
 * does not count; behind the first decision that is every one that says anything.
 */
export function readRecord(
  file: string,
  text: string,
): { decisions: Decision[]; entries: Map<Decision, RecordEntry>; problems: Problem[] } {
  const decisions: Decision[] = [];
  const entries = new Map<Decision, RecordEntry>();
  const problems: Problem[] = [];
  if (!/decision|fingerprint/.test(text)) return { decisions, entries, problems };
  const lines = linesOf(text);
  // To YAML's parser a CR alone ends no line: all that follows it would be one long comment.
  const documents = parseAllDocuments(text.replace(/\r(?!\n)/g, "\n"), { prettyErrors: false });
  for (const document of Array.isArray(documents) ? documents : []) {
    const range = document.contents?.range ?? document.range;
    const { line, column } = spanAt(lines, range?.[0] ?? 0, range?.[0] ?? 0);
    const error = document.errors[0];
    let value: unknown;
    try {
      value = error ? undefined : document.toJS({ maxAliasCount: 20 });
    } catch {
      value = undefined;
    }
    const isFirst = decisions.length + problems.length === 0;
    // The content of a document with an error may end before it.
    const names = text.slice(document.range[0], document.range[2]).includes("decision");
    // Free-form words may stand before the first decision.
    const isMeant = value === undefined ? names || !isFirst : isDecisionLike(value) || (!isFirst && value !== null);
    if (!isMeant) continue;
    const result = decisionSchema.safeParse(value, { error: issueWords, reportInput: true });
    if (result.success) {
      const read = result.data as Decision;
      decisions.push(read);
      // Of what stands there, not of what was understood of it: a key that is not known here is signed as well.
      entries.set(read, { line, payload: payloadOf(value as object) });
      continue;
    }
    const [issue] = result.error.issues;
    const reason = (error ? error.message.split("\n")[0] : issue && reasonOf(issue)) ?? "";
    problems.push({
      file,
      line,
      column,
      code: "record-invalid",
      severity: "error",
      message: t`This decision cannot be read (${reason}). It does not count.`,
    });
  }
  return { decisions, entries, problems };
}

function reasonOf(issue: z.core.$ZodIssue): string {
  const path = issue.path.join(".");
  if (path === "") return issue.message;
  return isMissing(issue) ? t`"${path}" is missing` : t`${path}: ${issue.message}`;
}

/** Whether a map is a decision, or would be one but for a slip in the name of its first key. */
const isDecisionLike = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  (Object.hasOwn(value, "decision") || Object.hasOwn(value, "fingerprint"));

/**
 * A decision as it is appended to a record: one YAML document that begins with its separator. Every line ends in the
 * decision's id as a comment, so that no two decisions have a line in common and git's union merge, which works line by
 * line, keeps the decisions of two branches apart (P-1).
 */
export function writeDecision(each: Decision, sha256: (text: string) => string): string {
  const id = sha256(canonicalJson(each)).slice(0, 8);
  const document = new Document(each);
  // A value of several lines would have lines without the id.
  const lines = document.toString({ lineWidth: 0, blockQuote: false, doubleQuotedMinMultiLineLength: Infinity });
  return `---\n${lines}`.replaceAll("\n", ` # ${id}\n`);
}
