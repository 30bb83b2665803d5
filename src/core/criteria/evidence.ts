import * as z from "zod";
import type { Document } from "../document.ts";
import { t } from "../l10n.ts";
import { startOf } from "../problem.ts";
import { fillIn } from "../process/variables.ts";
import { fold } from "../words.ts";
import {
  absent,
  criterion,
  excerpt,
  type GateContext,
  met,
  type Outcome,
  placeIn,
  unknown,
  unmet,
} from "./criterion.ts";
import { deniesIt } from "./denial.ts";
import { fieldValues } from "./fieldValues.ts";
import { filesNamed, whereIs } from "./namedFiles.ts";
import { isFilled, pathsOf, select, type Where, where } from "./select.ts";

export const evidence = criterion({
  name: "evidence",
  description: "There is a file that shows the work was done, and it says something.",
  example: 'evidence: {files: ["runs/{id}/**/report.md"], names: "{id}"}',
  schema: z
    .strictObject({
      ...where,
      files: z.array(z.string()).min(1).optional().describe("Paths or patterns; one file that is filled is enough"),
      names: z.string().optional().describe("What the file's path or its text must name, such as {id}"),
      field: z
        .array(z.string())
        .min(1)
        .optional()
        .describe("Instead of files: a field that says what shows it; the files that it names are there"),
    })
    .refine(({ files, field }) => (files === undefined) !== (field === undefined), {
      error: () => t`Evidence is in files or in a field`,
    }),
  check(params, context) {
    return params.field
      ? inField(params, params.field, context)
      : inFiles({ ...params, files: params.files ?? [] }, context);
  },
});

/** A field that says what shows the work, and whose files exist. */
function inField(params: Where, names: readonly string[], context: GateContext): Outcome {
  const selection = select(params, context);
  if (selection.kind === "unknown") return unknown(selection.message, context.place);
  if (selection.kind === "missing") return unmet(selection.message, context.place);
  const values = fieldValues(selection.scopes, names);
  const value = values.find((each) => !each.vacant) ?? values[0];
  if (!value) return absent(t`There is no field "${names[0] ?? ""}"`, context.place);
  const { scope, field, to } = value;
  if (value.vacant)
    return unmet(t`"${field.name}" is empty: name what shows that the gate holds`, placeIn(scope, field));
  if (deniesIt(field.value))
    return unmet(
      t`${field.name}: "${field.value}" shows nothing: name what shows that the gate holds`,
      placeIn(scope, field),
    );
  for (const file of filesNamed(scope, field.line, to)) {
    const path = whereIs(file.target, scope.document, context.facts);
    if (path === undefined) return unmet(t`${field.name}: ${file.target} does not exist`, placeIn(scope, file));
    if (path === scope.document.path)
      return unmet(
        t`${field.name}: ${file.target} is this very file, and shows nothing by itself`,
        placeIn(scope, file),
      );
    const document = context.facts.exists(path) ? context.facts.document(path) : null;
    if (document && document.kind === "other" && !document.filled && document.problems.length === 0)
      return unmet(t`${field.name}: ${file.target} is empty`, placeIn(scope, file));
  }
  const stranger = unknownCommit(field.value, context);
  if (stranger !== undefined) return unmet(t`${field.name}: git knows no commit ${stranger}`, placeIn(scope, field));
  return met(`${field.name}: ${excerpt(field.value)}`, placeIn(scope, field));
}

/** A commit that a text names and that git does not know, where its log is whole. */
function unknownCommit(text: string, { facts: { git } }: GateContext): string | undefined {
  if (!git || git.truncated) return undefined;
  const named = [...text.matchAll(/\bcommits?\s+`?([0-9a-f]{7,40})\b/gi)].map((match) =>
    (match[1] ?? "").toLowerCase(),
  );
  return named.find((sha) => !git.commits.some((commit) => commit.sha.startsWith(sha)));
}

function inFiles(params: { files: readonly string[]; names?: string | undefined }, context: GateContext): Outcome {
  const paths = pathsOf(params.files, context);
  const name = params.names === undefined ? undefined : fillIn(params.names, context.vars);
  const [first] = paths;
  if (first === undefined) return unmet(t`There is no ${fillIn(params.files[0] ?? "", context.vars)}`, context.place);
  for (const path of paths) {
    const document = context.facts.document(path);
    if (document === undefined) return unknown(t`${path} is not read yet`);
    if (document && isWritten(document) && namesWork(path, document, name)) return met(path, startOf(path));
  }
  return unmet(name === undefined ? t`${first} says nothing` : t`${first} says nothing about ${name}`, startOf(first));
}

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
