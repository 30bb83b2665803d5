import { parseDocument } from "yaml";
import { t } from "../../l10n.ts";
import { type Lines, lineAt, lineText, spanAt } from "../../lines.ts";
import type { Problem } from "../../problem.ts";

export interface FrontMatter {
  data?: Record<string, unknown>;
  /** There is front matter, and it cannot be read. */
  broken: boolean;
  /** The text with the front matter's lines blanked, so that all others keep their numbers. */
  rest: string;
}

/** Longer front matter is none: a `---` at the top is then a thematic break. */
const MAX_LINES = 400;

/**
 * Cuts YAML front matter: between a `---` on the first line and the next `---` or `...`; or, as some plans have it,
 * without the first `---`, when what stands above the next one is a YAML map and no Markdown.
 */
export function frontMatterOf(file: string, lines: Lines, problems: Problem[]): FrontMatter {
  const opened = lineText(lines, 0).trimEnd() === "---";
  const first = opened ? 1 : 0;
  if (!opened && !/^[A-Za-z_][\w-]*:\s*$/.test(lineText(lines, 0))) return { rest: lines.text, broken: false };
  let end = first;
  const last = Math.min(lines.starts.length, MAX_LINES);
  while (end < last && !/^(---|\.\.\.)\s*$/.test(lineText(lines, end))) end++;
  if (end >= last) return { rest: lines.text, broken: false };
  const from = lines.starts[first] ?? 0;
  const source = lines.text.slice(from, lines.starts[end]);
  const document = parseDocument(source, { prettyErrors: false });
  const data = document.errors.length === 0 ? dataOf(document) : undefined;
  const isMap = typeof data === "object" && data !== null && !Array.isArray(data);
  if (!isMap && !opened) return { rest: lines.text, broken: false };
  const error = document.errors[0];
  if (error || data === tooManyAliases) {
    const at = from + (error?.pos[0] ?? 0);
    const { line, column } = spanAt(lines, at, at);
    problems.push({
      file,
      line: Math.min(line, lineAt(lines, lines.text.length) + 1),
      column,
      code: "front-matter",
      severity: "warning",
      message: t`The front matter is not valid YAML (${error?.message.split("\n")[0] ?? t`too many aliases`}). It is left out; the rest is read.`,
    });
  }
  const rest = "\n".repeat(end + 1) + lines.text.slice(lines.starts[end + 1] ?? lines.text.length);
  return isMap ? { data: data as Record<string, unknown>, rest, broken: false } : { rest, broken: true };
}

const tooManyAliases = Symbol("too many aliases");

/** The value of a YAML document; a hostile one with endless aliases has none. */
function dataOf(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 50 });
  } catch {
    return tooManyAliases;
  }
}
