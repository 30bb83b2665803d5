import type { Block, Heading, Item, MarkdownDocument } from "../../document.ts";
import { headingIs, likeAny, nameOf, type Patterns } from "../../words.ts";

/** What a task must fulfil, in the words of its file. */
export interface TaskCriterion {
  text: string;
  line: number;
}

/** Lines of a document, the last one left out. */
export interface Lines {
  from: number;
  to: number;
}

/** What people head a task's criteria with. */
const headings: Patterns = [
  "acceptance criteria*",
  "success criteria*",
  "acceptance tests*",
  "acceptance",
  "criterios de aceitacao*",
  "criterios de sucesso*",
  "criterios de aceptacion*",
  "criteres d'acceptation*",
  "критерии приемки*",
  "критерии приёмки*",
  "验收标准*",
  "验收条件*",
  "驗收標準*",
  "受け入れ基準*",
  "受入基準*",
  "受け入れ条件*",
];

/** Boxes below these are no criteria: how to work, not what must hold. */
const others: Patterns = [
  "subtasks*",
  "sub-tasks*",
  "steps*",
  "definition of ready*",
  "dependencies*",
  "files*",
  "risks*",
];

const isCriteria = (name: string): boolean => {
  const plain = nameOf(name).normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");
  return headingIs(name, headings) || likeAny(plain, headings);
};

/** The criteria in a stretch of a document: what is named so; where nothing is, every check box. */
export function criteriaIn(document: MarkdownDocument, lines: Lines): TaskCriterion[] {
  const named = namedCriteria(document, lines);
  return named.length > 0 ? named : shown(boxesIn(document, lines));
}

/** The lists under a heading, a bold line or a list item that says they are criteria, with or without boxes. */
export const namedCriteria = (document: MarkdownDocument, lines: Lines): TaskCriterion[] =>
  shown([...underHeadings(document, lines), ...underItems(document, lines)]);

const shown = (items: readonly Item[]): TaskCriterion[] =>
  [...new Set(items)]
    .sort((a, b) => a.line - b.line)
    .map(({ text, line }) => ({ text: text.split("\n", 1)[0]?.trim() ?? "", line }));

const inside = (line: number, { from, to }: Lines): boolean => line >= from && line < to;

function underHeadings(document: MarkdownDocument, lines: Lines): Item[] {
  return document.headings
    .filter((heading) => inside(heading.line, lines) && isCriteria(heading.text))
    .flatMap((heading) => tops(document, { from: heading.line, to: endOf(heading, document, lines) }));
}

/** A section's end; one that only a bold line heads ends with the next paragraph that begins in bold after its list. */
function endOf(heading: Heading, document: MarkdownDocument, lines: Lines): number {
  const end = Math.min(heading.endLine, lines.to);
  if (heading.level <= 6) return end;
  const first = document.items.find(
    (item) => item.source === "list" && inside(item.line, { from: heading.line, to: end }),
  );
  const next = document.blocks.find(
    (block: Block) =>
      block.kind === "paragraph" &&
      first &&
      block.line > first.endLine &&
      block.line < end &&
      /^(\*\*|__)/.test(block.text),
  );
  return next?.line ?? end;
}

/** `- Success Criteria:` with a list inside of it. */
function underItems(document: MarkdownDocument, lines: Lines): Item[] {
  const { items } = document;
  return items.flatMap((item, index) => {
    const label = /^(.{1,80}?)[:：]\s*$/u.exec(item.text)?.[1];
    if (item.source !== "list" || !inside(item.line, lines) || label === undefined || !isCriteria(label)) return [];
    return items.filter((other) => other.parent === index);
  });
}

/** The outermost list items; of one that only names what follows (`- **Functional:**`) the items inside of it. */
function tops({ items }: MarkdownDocument, lines: Lines): Item[] {
  const own = (item: Item): boolean => item.source === "list" && inside(item.line, lines);
  const isLabel = (item: Item, index: number): boolean =>
    /[:：][*_]*\s*$/u.test(item.text) && items.some((other) => other.parent === index);
  return items.filter((item, index) => {
    if (!own(item) || isLabel(item, index)) return false;
    const parent = items[item.parent];
    return !parent || !own(parent) || (isLabel(parent, item.parent) && !hasOwn(parent));
  });

  function hasOwn(parent: Item): boolean {
    const above = items[parent.parent];
    return above !== undefined && own(above);
  }
}

function boxesIn(document: MarkdownDocument, lines: Lines): Item[] {
  return document.items.filter((item) => {
    const heading = document.headings[item.heading];
    return (
      item.source === "list" &&
      item.box !== undefined &&
      item.work &&
      inside(item.line, lines) &&
      !/^\W*step\s+\d/i.test(item.text) &&
      !(heading && heading.level <= 6 && inside(heading.line, lines) && headingIs(heading.text, others))
    );
  });
}
