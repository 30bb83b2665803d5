import * as z from "zod";
import type { Item } from "../document.ts";
import { t } from "../l10n.ts";
import { blank, inlineSpans } from "../readers/markdown/parser.ts";
import { isVacant, withoutPlaceholders } from "../readers/markdown/placeholders.ts";
import { fold, likeAny } from "../words.ts";
import { isSettled } from "./checklist.ts";
import {
  absent,
  criterion,
  excerpt,
  type GateContext,
  met,
  notApplicable,
  placeIn,
  type Scope,
  unknown,
  unmet,
  within,
} from "./criterion.ts";
import { nestedIn, speaksAt } from "./nested.ts";
import { listOf, sectionsOf, select, where, wordsOf } from "./select.ts";
import { stopsIn } from "./tokens.ts";

export const resolved = criterion({
  name: "resolved",
  description: "No open point is left: every unknown or question is answered (C-13).",
  example: "resolved: {in: Open questions}",
  schema: z.strictObject({
    ...where,
    required: z.boolean().optional().describe("A document without such a section does not meet this"),
    carried: z.literal(true).optional().describe("A point that says where it is carried over to is not open either"),
    like: z.array(z.string()).optional().describe("Only points with these words count, such as [Critical]*"),
    tokens: z.array(z.string()).optional().describe("Stop tokens that must not stand in the section either"),
  }),
  check(params, context) {
    if (params.file === undefined && context.missing[0] !== undefined) {
      return unmet(t`${context.missing[0]} does not exist`, context.place);
    }
    const selection = select({ file: params.file, whole: params.whole }, context);
    if (selection.kind === "unknown") return unknown(selection.message, context.place);
    if (selection.kind === "missing") return unmet(selection.message, context.place);
    const names = listOf(params.in);
    const found = selection.scopes.flatMap((scope) => sectionsOf(scope, names));
    const stop = found.flatMap((section) =>
      stopsIn(section, params.tokens ?? []).map((site) => ({ section, site })),
    )[0];
    if (stop) return unmet(t`The document says ${stop.site.token}`, placeIn(stop.section, stop.site));
    const all = listsIn(selection.scopes, names, params.like);
    if (all.length === 0) {
      const message = t`There is no section "${wordsOf(names)}"`;
      return params.required ? absent(message, context.place) : notApplicable(message);
    }
    const open = openOf(all, params.carried);
    const first = open[0];
    if (first) {
      const text = excerpt(first.text);
      return unmet(open.length > 1 ? t`Open: ${text} and ${open.length - 1} more` : t`Open: ${text}`, first.place);
    }
    const empty = all.every((points) => points.total === 0 && !points.none);
    if (empty && params.required && !params.like)
      return unmet(t`"${wordsOf(names)}" says nothing: list the open points, or write "None"`, all[0]?.place);
    return met(t`Nothing is open`);
  },
});

/** Every open point that a gate with these parameters sees, with its place. */
export function openPointsIn(params: z.infer<(typeof resolved)["schema"]>, context: GateContext): Points["open"] {
  const selection = select({ file: params.file, whole: params.whole }, context);
  return selection.kind === "scopes"
    ? openOf(listsIn(selection.scopes, listOf(params.in), params.like), params.carried)
    : [];
}

/** The lists of points: sections of these names, and fields. */
function listsIn(scopes: readonly Scope[], names: readonly string[], like: readonly string[] | undefined): Points[] {
  const sections = scopes.flatMap((scope) => sectionsOf(scope, names)).map((section) => openPointsOf(section, like));
  const fields = scopes.flatMap((scope) =>
    within(scope, scope.document.fields)
      .filter((field) => likeAny(field.name, names))
      .map((field) => openPointsOf(fieldScope(scope, field.line), like, sayingOf(field.value))),
  );
  return [...sections, ...fields];
}

const openOf = (lists: readonly Points[], carried: true | undefined): Points["open"] =>
  lists.flatMap((points) => points.open).filter(({ text }) => !(carried && isCarried(text)));

interface Points {
  total: number;
  open: { text: string; place: ReturnType<typeof placeIn> }[];
  /** The list as a whole says "None". */
  none: boolean;
  place: ReturnType<typeof placeIn>;
}

/** A value that is a placeholder or a dash names no point. */
const sayingOf = (value: string): string => (isVacant(withoutPlaceholders(value)) ? "" : value);

/** A field's line and the items nested under it. */
function fieldScope(scope: Scope, line: number): Scope {
  const item = scope.document.items.find((candidate) => candidate.line === line && candidate.source === "list");
  return { document: scope.document, from: line, to: Math.min(scope.to, (item?.endLine ?? line) + 1), heading: -1 };
}

function openPointsOf(section: Scope, like: readonly string[] | undefined, value?: string): Points {
  const place = placeIn(section, { line: section.from });
  if (like !== undefined) return taggedPointsOf(section, like, place);
  const { document } = section;
  const items = within(section, document.items).filter(
    (item) =>
      item.source === "list" && !(value !== undefined && item.line === section.from) && !isAnswer(item, section),
  );
  const texts = within(section, document.blocks).filter(
    (block) => block.kind !== "item" && block.kind !== "code" && block.line !== section.from && !block.vacant,
  );
  const all = [
    ...items.map((item) => item.text),
    ...(items.length > 0 ? [] : texts.map((block) => block.text)),
    ...(value ? [value] : []),
  ];
  // "None" answers for the list as a whole only where it is all that the list says.
  const none = all.length === 1 && isNone(all[0] ?? "");
  if (none) return { total: all.length, open: [], none, place };
  const open = items
    .filter((item) => !isAnswered(item, section, []))
    .map((item) => ({ text: item.text, place: placeIn(section, item) }));
  // Without a list, every paragraph (or the field's own value) is a point; beside one, what asks a question.
  if (items.length > 0) {
    const questions = texts.filter((block) => /\?[\s*_)]*$/.test(block.text) && !hasAnswer(block.text));
    open.push(...questions.map((block) => ({ text: block.text, place: placeIn(section, block) })));
  } else {
    for (const block of texts)
      if (!hasAnswer(block.text)) open.push({ text: block.text, place: placeIn(section, block) });
    if (value && !hasAnswer(value)) open.push({ text: value, place });
  }
  return { total: all.length, open, none, place };
}

/** The points that carry a tag such as `[Critical]`, wherever in the section they stand: items, paragraphs, rows, headings. */
function taggedPointsOf(section: Scope, like: readonly string[], place: Points["place"]): Points {
  const { document } = section;
  const items = within(section, document.items).filter((item) => item.source === "list" && likeAny(item.text, like));
  const texts = within(section, document.blocks).filter(
    (block) => (block.kind === "paragraph" || block.kind === "cell") && likeAny(block.text, like),
  );
  const headings = within(section, document.headings).filter(
    (heading) => heading.line !== section.from && likeAny(heading.text, like),
  );
  const open = [
    ...items.filter((item) => !isAnswered(item, section, like)),
    ...texts.filter((block) => !hasAnswer(block.text)),
    ...headings.filter(
      (heading) =>
        !hasAnswer(heading.text) &&
        !document.blocks.some(
          (block) =>
            block.kind === "paragraph" &&
            block.line > heading.line &&
            block.line < heading.endLine &&
            hasAnswer(block.text),
        ),
    ),
  ].map((point) => ({ text: point.text, place: placeIn(section, point) }));
  return { total: items.length + texts.length + headings.length, open, none: false, place };
}

/** An item nested under another point is that point's answer or detail, no point of its own. */
function isAnswer(item: Item, section: Scope): boolean {
  const parent = section.document.items[item.parent];
  return (
    parent !== undefined && parent.line >= section.from && parent.line < section.to && parent.line !== section.from
  );
}

/** A nested item answers a point, unless it carries the tag of a point itself. */
function isAnswered(item: Item, section: Scope, like: readonly string[]): boolean {
  if (item.struck || (item.box && isSettled(item)) || hasAnswer(item.text)) return true;
  const { document } = section;
  return nestedIn(document, item).some((other) => !likeAny(other.text, like) && speaksAt(document, other.line));
}

/**
 * Where an answer begins: an arrow, `A:` or `Answer:` behind the question, or what stands behind a colon as a bold
 * "Resolved" (C-13). The words alone say nothing: a point may be "not resolved".
 */
const answerMarks =
  /→|[?.!)]\s*(?:->|=>)|(?:^|\n\s*|[?.!)]\s+)(?:\*\*|__)?(?:A|Answer|Answered|Resolved|Resolution|Decision)(?:\*\*|__)?:(?:\*\*|__)?|:\s+(?:\*\*|__)(?:Resolved|Answered)\b/g;

/** Whether a point carries its answer (C-13). Code is no mark of one; TBD is none either. */
function hasAnswer(text: string): boolean {
  const plain = blank(text, inlineSpans(text));
  return [...plain.matchAll(answerMarks)].some((mark) => {
    if (/(?:Resolved|Answered)$/.test(mark[0])) return true;
    const answer = text.slice(mark.index + mark[0].length);
    // "Is the step open → closed allowed?" has its arrow within the question.
    const isWithin = mark[0] === "→" && /\?[\s*_)]*$/.test(answer) && !text.slice(0, mark.index).includes("?");
    return !isWithin && !saysUndecided(answer) && !isVacant(withoutPlaceholders(answer));
  });
}

/** An answer that says that there is none yet. "No" and "never" are answers. */
const saysUndecided = (answer: string): boolean =>
  /^(?:unknown|undecided|unclear|open|pending|waiting\b.*|awaiting\b.*|not (?:yet )?(?:decided|known|clear|answered)|to be (?:decided|defined|answered))[\s.!?]*$/.test(
    fold(answer),
  );

/** Whether a point says, behind its question, that it goes on at a later place: "carried over to stage 4", "deferred to phase 2". */
function isCarried(text: string): boolean {
  const said = text.slice(text.lastIndexOf("?") + 1);
  return /\b(?:carried|moved|deferred|postponed|handed|passed|goes|taken) (?:over |on |along )?(?:to|into) (?:the )?(?:next\b|(?:stage|phase|release|sprint|iteration|milestone|version)s? ?\p{N}|backlog\b|v?\p{N}|#\p{N}|[A-Z][A-Z0-9]*-\p{N})/iu.test(
    said,
  );
}

/** "None", "N/A", "No open questions", all of it or all in parentheses: an answer for the list as a whole. */
export const isNone = (text: string): boolean =>
  /^(?:none(?: (?:outstanding|open|left|remaining|known|so far|at this time|yet))?|n\/?a|nothing(?: open)?|not applicable|no (?:open |known |unresolved |remaining )*(?:unknowns?|questions?|risks?|points?|issues?|blockers?))[\s.!]*(?:\([^()?]*\)[\s.!]*)?$/.test(
    fold(text),
  ) || /^\(none\b[^()?]*\)\.?$/.test(fold(text));
