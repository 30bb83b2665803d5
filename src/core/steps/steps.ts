import { type Draft, inLineEnds, lineEndOf, offsetOfLine } from "../plan/draft.ts";
import type { StepDefinition } from "../process/schema.ts";
import { fillIn } from "../process/variables.ts";
import { readMarkdown } from "../readers/markdown/markdown.ts";
import { headingIs } from "../words.ts";

/** What a step works with: its variables, the process's templates, where paths start, and the stage after this one. */
export interface StepContext {
  vars: Record<string, string>;
  templates: Readonly<Record<string, string>>;
  /** The feature's folder; paths with a `/` in front start at the workspace folder. */
  folder: string;
  /** Paths to commit, and whether there is a repository to commit to. */
  commit: { paths: string[]; possible: boolean };
  /** The documents of the next stage, and the place to go on at. */
  next: {
    documents: { path: string; template: string | undefined }[];
    open: { path: string; line?: number } | undefined;
  };
}

type Run<Kind extends string> = (
  params: Extract<StepDefinition, Record<Kind, unknown>>[Kind & keyof Extract<StepDefinition, Record<Kind, unknown>>],
  context: StepContext,
  draft: Draft,
) => void;

const pathOf = (path: string, { vars, folder }: StepContext): string => {
  const filled = fillIn(path, vars);
  return filled.startsWith("/") ? filled.slice(1) : folder === "" ? filled : `${folder}/${filled}`;
};

const templateOf = (name: string, context: StepContext): string => fillIn(context.templates[name] ?? "", context.vars);

const mkdir: Run<"mkdir"> = (folders, context, draft) => {
  for (const folder of folders) draft.folder(pathOf(folder, context));
};

const scaffold: Run<"scaffold"> = (files, context, draft) => {
  for (const { file, template, text, keep, before = [], after = [] } of files) {
    const path = pathOf(file, context);
    if (keep && draft.exists(path)) continue;
    const applies = (part: { when: Record<string, string> }): boolean =>
      Object.entries(part.when).every(([name, value]) => context.vars[name] === value);
    const names = [
      ...before.filter(applies).map((part) => part.template),
      ...(template === undefined ? [] : [template]),
      ...after.filter(applies).map((part) => part.template),
    ];
    draft.create(path, text ?? names.map((name) => templateOf(name, context)).join("\n"));
  }
};

const scaffoldNext: Run<"scaffoldNext"> = (_, context, draft) => {
  for (const { path, template } of context.next.documents) {
    if (template !== undefined && !draft.exists(path)) draft.create(path, templateOf(template, context));
  }
};

const append: Run<"append"> = ({ file, line, template, row, ifExists }, context, draft) => {
  const path = pathOf(file, context);
  if (ifExists && !draft.exists(path)) return;
  const old = draft.exists(path) ? draft.text(path) : "";
  const lineEnd = lineEndOf(old);
  if (row)
    return appendRow(
      path,
      old,
      row.map((cell) => cellOf(fillIn(cell, context.vars))),
      lineEnd,
      draft,
    );
  const text = line !== undefined ? `${fillIn(line, context.vars)}\n` : templateOf(template ?? "", context);
  const gap =
    old === ""
      ? ""
      : (/(\r\n|\r|\n)$/.test(old) ? "" : lineEnd) +
        (template !== undefined && !/(\r\n|\r|\n)\s*(\r\n|\r|\n)$/.test(old) ? lineEnd : "");
  if (old === "" && !draft.exists(path)) draft.create(path, text);
  else draft.replace(path, old.length, old.length, gap + inLineEnds(text, lineEnd));
};

/** A cell never breaks its row. */
const cellOf = (text: string): string => text.replace(/\r?\n/g, " ").replaceAll("|", "\\|");

function appendRow(path: string, text: string, cells: string[], lineEnd: string, draft: Draft): void {
  const table = readMarkdown(path, text).tables[0];
  const row = `| ${cells.join(" | ")} |`;
  if (!table) {
    draft.replace(path, text.length, text.length, `${lineEnd}${row}${lineEnd}`);
    return;
  }
  const at = offsetOfLine(text, table.endLine + 1);
  const gap = at > 0 && !/[\r\n]$/.test(text.slice(0, at)) ? lineEnd : "";
  draft.replace(path, at, at, `${gap}${row}${lineEnd}`);
}

/** Inserts a block such as a story: after the last section like it, else at the end of the section it belongs under. */
const insert: Run<"insert"> = ({ file, template, under, after }, context, draft) => {
  const path = pathOf(file, context);
  const text = draft.text(path);
  const lineEnd = lineEndOf(text);
  const document = readMarkdown(path, text);
  const parents = typeof under === "string" ? [under] : under;
  const likes = after === undefined ? [] : typeof after === "string" ? [after] : after;
  const parent = document.headings.find((heading) => headingIs(heading.text, parents));
  const siblings = document.headings.filter(
    (heading) =>
      headingIs(heading.text, likes) && (!parent || (heading.line > parent.line && heading.line < parent.endLine)),
  );
  const top = Math.min(...siblings.map((heading) => heading.level));
  const last = siblings.findLast((heading) => heading.level === top);
  const line = last?.endLine ?? parent?.endLine;
  const at = line === undefined ? text.length : offsetOfLine(text, line);
  const before = text.slice(0, at);
  const lead =
    before === "" || /(\r\n|\n)\s*(\r\n|\n)$/.test(before) ? "" : /[\r\n]$/.test(before) ? lineEnd : lineEnd + lineEnd;
  const heading = parent ? "" : `## ${parents[0]}${lineEnd}${lineEnd}`;
  const tail = at < text.length ? lineEnd : "";
  draft.replace(
    path,
    at,
    at,
    lead + heading + inLineEnds(templateOf(template, context).trimEnd(), lineEnd) + lineEnd + tail,
  );
  draft.follow({ kind: "open", path, line: lead.split(lineEnd).length - 1 + before.split(/\r\n|\r|\n/).length });
};

const commit: Run<"commit"> = ({ message }, context, draft) => {
  const { paths, possible } = context.commit;
  if (possible && paths.length > 0) draft.follow({ kind: "commit", paths, message: fillIn(message, context.vars) });
};

const open: Run<"open"> = (target, context, draft) => {
  if (target !== "next") return draft.open(pathOf(target, context));
  const document = context.next.documents[0];
  if (document && draft.exists(document.path)) return draft.open(document.path);
  if (context.next.open) draft.follow({ kind: "open", ...context.next.open });
};

/** What a step of a process can be; each does one thing to a draft. */
const kinds = { mkdir, scaffold, scaffoldNext, append, insert, commit, open };

/** Carries out a process's steps on a draft, in order. */
export function runSteps(steps: readonly StepDefinition[], context: StepContext, draft: Draft): void {
  for (const step of steps) {
    for (const [kind, params] of Object.entries(step)) {
      // The schema has checked that kind and parameters belong together.
      (kinds[kind as keyof typeof kinds] as (params: unknown, context: StepContext, draft: Draft) => void)(
        params,
        context,
        draft,
      );
    }
  }
}
