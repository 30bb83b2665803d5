import * as z from "zod";
import { fitsPath } from "../pattern.ts";
import { type Draft, inLineEnds, lineEndOf } from "../plan/draft.ts";
import type { Findings } from "../ports.ts";
import { slugOf } from "../process/variables.ts";
import { readMarkdown } from "../readers/markdown/markdown.ts";
import { type Keywords, keywordsOf } from "./keywords.ts";
import { pathOf, type StepContext, step } from "./step.ts";

const patterns = z.array(z.string()).min(1);

export const scan = step({
  name: "scan",
  description:
    "Looks for the words that a document names in guides of the workspace, and writes down where they stand.",
  schema: z.strictObject({
    keywords: z
      .strictObject({
        file: z.string().describe("The document that names the words"),
        in: patterns.describe("The section that names them, one a line"),
        derive: patterns.describe("Sections that words are taken from where it names none"),
        else: patterns.describe("Words for a document that says too little"),
      })
      .describe("The words that are looked for"),
    sources: patterns.describe("Files that are searched, as patterns from the workspace folder"),
    more: z
      .array(
        z.strictObject({
          files: patterns.describe("The files, as patterns"),
          when: z.record(z.string(), z.string()).describe("The answers, by the ids of their questions"),
        }),
      )
      .optional()
      .describe("Files that are searched as well, where the answers are these"),
    not: z.array(z.string()).optional().describe("Files that are left out"),
    context: z.number().int().nonnegative().describe("Lines shown before and after each place"),
    top: z.number().int().positive().describe("How many files are listed by the number of places in them"),
    into: z.string().describe("The document that gets a section for each scan"),
    excerpts: z.string().describe("The file that gets the places with their context; {slug} is the folder's name"),
  }),
  run({ keywords: source, sources, more = [], not = [], context: around, top, into, excerpts }, context, draft) {
    const planPath = pathOf(source.file, context);
    const keywords = keywordsOf(readMarkdown(planPath, draft.text(planPath)), source);
    const extra = more.filter(({ when }) => Object.entries(when).every(([name, is]) => context.vars[name] === is));
    const wanted = [...sources, ...extra.flatMap(({ files }) => files)];
    const paths = draft
      .paths()
      .filter((path) => wanted.some((pattern) => fitsPath(pattern, path)))
      .filter((path) => !not.some((pattern) => fitsPath(pattern, path)));
    const found = draft.search({ terms: keywords.terms, paths, context: around });
    const own: StepContext = { ...context, vars: { slug: slugFrom(context), ...context.vars } };
    const excerptsPath = pathOf(excerpts, own);
    const now = context.vars.now ?? "";
    add(pathOf(into, context), sectionOf(now, keywords, paths.length, found, top, excerptsPath, context), draft);
    add(excerptsPath, excerptsOf(now, found), draft);
    draft.follow({ kind: "open", path: pathOf(into, context), line: lineOf(draft.text(pathOf(into, context)), now) });
  },
});

/** `tasks/tour-export-20261012T090000Z` is called tour-export. */
function slugFrom({ folder, vars }: StepContext): string {
  const name = (folder.split("/").at(-1) ?? "").replace(/-\d{8}T\d{4,6}Z$/i, "");
  return slugOf(name) || slugOf(vars.title ?? "") || "plan";
}

/** More places than a person reads are in the excerpts alone; more excerpts than that say "look for fewer words". */
const MAX_LISTED = 100;
const MAX_LINES = 5000;

const origins: Record<Keywords["from"], string> = {
  named: "",
  derived: " (taken from the plan's text, since it names none)",
  default: " (the process's own list, since the plan says too little)",
};

function sectionOf(
  now: string,
  keywords: Keywords,
  files: number,
  found: Findings,
  top: number,
  excerpts: string,
  { folder }: StepContext,
): string {
  const hits = found.flatMap(({ path, lines }) =>
    lines.filter((line) => line.isHit).map((line) => `- ${path}:${line.line}: ${codeSpan(line.text)}`),
  );
  const more = hits.length - MAX_LISTED;
  const order = [...found].sort((a, b) => b.hits - a.hits || (a.path < b.path ? -1 : 1));
  const link = excerpts.startsWith(`${folder}/`) ? excerpts.slice(folder.length + 1) : excerpts;
  const body =
    found.length === 0
      ? [`- Nothing found in ${files} files`]
      : [
          ...hits.slice(0, MAX_LISTED),
          ...(more > 0 ? [`- and ${more} more, all in the excerpts`] : []),
          "",
          "### Top files (by hits)",
          "",
          ...order.slice(0, top).map(({ path, hits: count }) => `- ${count} ${path}`),
          "",
          `Excerpts with context: \`${link}\``,
        ];
  return [
    "",
    `## Scan @ ${now}`,
    "",
    `- Keywords: ${keywords.terms.map(plain).join("|")}${origins[keywords.from]}`,
    "",
    ...body,
    "",
  ].join("\n");
}

/** Found text is somebody else's: in a code span it is no box, no heading and no stop token. */
function codeSpan(text: string): string {
  const short = text.trim().replace(/\s+/g, " ");
  const shown = short.length > 200 ? `${short.slice(0, 199)}…` : short;
  const fence = "`".repeat(Math.max(0, ...[...shown.matchAll(/`+/g)].map((run) => run[0].length)) + 1);
  return fence === "`" ? `\`${shown}\`` : `${fence} ${shown} ${fence}`;
}

const plain = (word: string): string => word.replace(/[<>`]/g, "");

/** As grep shows it: `:` behind the number of a line that is found, `-` behind one of its context, `--` between places. */
function excerptsOf(now: string, found: Findings): string {
  const lines = [`# Scan @ ${now}`];
  for (const { path, lines: inside } of found) {
    let last = -1;
    for (const { line, text, isHit } of inside) {
      if (lines.length > 1 && line !== last + 1) lines.push("--");
      const mark = isHit ? ":" : "-";
      lines.push(`${path}${mark}${line}${mark}${text}`);
      last = line;
    }
  }
  const left = lines.length - MAX_LINES;
  const kept = left > 0 ? [...lines.slice(0, MAX_LINES), `… ${left} lines more: look for fewer words`] : lines;
  return `${kept.join("\n")}\n`;
}

/** Adds a text at the end of a file, made where it is not there; what stands in it stays. */
function add(path: string, text: string, draft: Draft): void {
  const old = draft.exists(path) ? draft.text(path) : undefined;
  if (old === undefined) {
    draft.create(path, text.trimStart());
    return;
  }
  const lineEnd = lineEndOf(old);
  const gap = old === "" || /[\r\n]$/.test(old) ? "" : lineEnd;
  draft.replace(path, old.length, old.length, gap + inLineEnds(old === "" ? text.trimStart() : text, lineEnd));
}

const lineOf = (text: string, now: string): number => text.split(/\r\n|\r|\n/).lastIndexOf(`## Scan @ ${now}`) + 1;
