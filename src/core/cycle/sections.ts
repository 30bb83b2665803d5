import { inLineEnds, lineEndOf, offsetOfLine } from "../plan/draft.ts";
import { readMarkdown } from "../readers/markdown/markdown.ts";
import { headingIs } from "../words.ts";

/** A section of a rules document: what it is called, and what else people call it. */
export interface RulesSection {
  name: string;
  like: readonly string[];
}

/** The sections that a text lacks, or has without anything in them but placeholders. */
export function emptySections<Section extends RulesSection>(text: string, sections: readonly Section[]): Section[] {
  const document = readMarkdown("", text);
  return sections.filter(({ name, like }) => {
    const heading = document.headings.find((each) => headingIs(each.text, [name, ...like]));
    if (!heading) return true;
    const inside = (line: number): boolean => line > heading.line && line < heading.endLine;
    const left = document.placeholders.some(({ line }) => inside(line));
    return left || !document.blocks.some((block) => inside(block.line) && !block.vacant && !block.quoted);
  });
}

/**
 * The text with entries put into a section, a line each, `Name: what it is`: as rows of the section's table in place of
 * those that only hold placeholders, else as a list. A section that is missing comes last.
 */
export function withEntries(text: string, { name, like }: RulesSection, entries: readonly string[]): string {
  const lineEnd = lineEndOf(text);
  const document = readMarkdown("", text);
  const heading = document.headings.find((each) => headingIs(each.text, [name, ...like]));
  if (!heading) {
    const gap = /(\r\n|\r|\n)$/.test(text) || text === "" ? "" : lineEnd;
    return `${text}${gap}${inLineEnds(`\n## ${name}\n\n${list(entries)}\n`, lineEnd)}`;
  }
  const table = document.tables.find((each) => each.line > heading.line && each.line < heading.endLine);
  if (table) {
    const vacant = table.rows.filter((row) => row.some((cell) => cell.vacant));
    const first = vacant[0]?.[0]?.line;
    const last = vacant.at(-1)?.[0]?.line;
    const rows = entries.map((entry) => row(entry, table.header.length)).join("\n");
    const from = offsetOfLine(text, first ?? table.endLine + 1);
    const to = first === undefined ? from : offsetOfLine(text, (last ?? first) + 1);
    const gap = from > 0 && !/[\r\n]/.test(text[from - 1] ?? "") ? lineEnd : "";
    return text.slice(0, from) + gap + inLineEnds(`${rows}\n`, lineEnd) + text.slice(to);
  }
  const at = offsetOfLine(text, heading.line + 1);
  const gap = at > 0 && !/[\r\n]/.test(text[at - 1] ?? "") ? lineEnd : "";
  return text.slice(0, at) + gap + inLineEnds(`\n${list(entries)}\n`, lineEnd) + text.slice(at);
}

const list = (entries: readonly string[]): string => entries.map((entry) => `- ${entry}`).join("\n");

/** `Redis 7: sessions` as the cells of a row; what is not said is "n/a". */
function row(entry: string, columns: number): string {
  const [, first = entry, second = ""] = /^([^:]{1,80}?)\s*:\s+(.*)$/.exec(entry) ?? [];
  const cells = [first, second, ...Array.from({ length: Math.max(0, columns - 2) }, () => "")].slice(
    0,
    Math.max(1, columns),
  );
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|") || "n/a").join(" | ")} |`;
}
