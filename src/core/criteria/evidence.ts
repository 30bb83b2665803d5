import * as z from "zod";
import type { Document } from "../document.ts";
import { fillIn } from "../process/variables.ts";
import { fold } from "../words.ts";
import { criterion, met, unknown, unmet } from "./criterion.ts";
import { isFilled, pathsOf } from "./select.ts";

export const evidence = criterion({
  name: "evidence",
  description: "There is a file that shows the work was done, and it says something.",
  example: 'evidence: {files: ["runs/{id}/**/report.md"], names: "{id}"}',
  schema: z.strictObject({
    files: z.array(z.string()).min(1).describe("Paths or patterns; one file that is filled is enough"),
    names: z.string().optional().describe("What the file's path or its text must name, such as {id}"),
  }),
  check(params, context) {
    const paths = pathsOf(params.files, context);
    const name = params.names === undefined ? undefined : fillIn(params.names, context.vars);
    if (paths.length === 0)
      return unmet(`There is no ${fillIn(params.files[0] ?? "file", context.vars)}`, context.place);
    for (const path of paths) {
      const document = context.facts.document(path);
      if (document === undefined) return unknown(`${path} is not read yet`);
      if (document && isWritten(document) && namesWork(path, document, name))
        return met(path, { file: path, line: 1, column: 1 });
    }
    return unmet(name === undefined ? `${paths[0]} says nothing` : `${paths[0]} says nothing about ${name}`, {
      file: paths[0] ?? "",
      line: 1,
      column: 1,
    });
  },
});

/** A report that still has its placeholders shows nothing. */
const isWritten = (document: Document): boolean =>
  isFilled(document) && !(document.kind === "markdown" && document.placeholders.length > 0);

/** Whether a file is about a piece of work: by a folder or its own name, or by its text. */
function namesWork(path: string, document: Document, name: string | undefined): boolean {
  if (name === undefined) return true;
  const wanted = fold(name);
  const isIn = (text: string): boolean =>
    fold(text)
      .split(/[^\p{L}\p{N}-]+/u)
      .includes(wanted);
  const segments = path.split("/").slice(0, -1);
  if (path.split("/").some(isIn)) return true;
  // A folder of another story of the same kind of id: what it holds is that story's.
  const shape = wanted.replace(/\d.*$/, "");
  const isOther = (segment: string): boolean => /^[a-z]+-?\d+[a-z]?$/.test(segment) && segment.startsWith(shape);
  if (segments.map(fold).some(isOther)) return false;
  return (
    document.kind === "markdown" &&
    (document.blocks.some((block) => isIn(block.text)) || document.headings.some((heading) => isIn(heading.text)))
  );
}
