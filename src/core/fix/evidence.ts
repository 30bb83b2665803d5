import { within } from "../criteria/criterion.ts";
import { evidence } from "../criteria/evidence.ts";
import { fieldValues } from "../criteria/fieldValues.ts";
import { filesNamed, whereIs } from "../criteria/namedFiles.ts";
import { select } from "../criteria/select.ts";
import { t } from "../l10n.ts";
import { setField } from "../plan/fieldEdit.ts";
import { linkTextOf } from "../process/variables.ts";
import { headingIs } from "../words.ts";
import type { Editing, FixEdit, FixQuestion, FixTarget, FoundFix, Unmet } from "./fix.ts";

/** A link to a file of the workspace, in the field that names what shows the work. */
export function evidenceFixes({ kind, params, context }: Unmet): FoundFix[] {
  const { field: names } = params as { field?: readonly string[] };
  if (kind !== evidence.name || names === undefined) return [];
  const selection = select(params as Parameters<typeof select>[0], context);
  if (selection.kind !== "scopes") return [];
  const value = fieldValues(selection.scopes, names)[0];
  const scope = value?.scope ?? selection.scopes[0];
  if (!scope) return [];
  const heading = scope.document.headings[scope.heading];
  const line = value?.field.line ?? heading?.line ?? 1;
  const dead =
    value &&
    filesNamed(value.scope, value.field.line, value.to).find(
      ({ target }) => whereIs(target, scope.document, context.facts) === undefined,
    );
  const name = value?.field.name ?? names[0] ?? "";
  return [
    {
      name: "addEvidence",
      title: dead ? t`Choose a file instead of ${dead.target}…` : t`Add a file to “${name}”…`,
      file: scope.document.path,
      line,
      endLine: Math.max(line, (value?.to ?? line) - 1),
      target: {
        kind: "evidence",
        heading: heading?.text ?? "",
        index: scope.heading,
        names,
        ...(dead && { dead: dead.target }),
      },
    },
  ];
}

/** Which of the workspace's files it is. Those beside the document come first, then those whose folder tells of evidence. */
export function evidenceQuestion(file: string, paths: readonly string[]): FixQuestion {
  const folder = file.slice(0, file.lastIndexOf("/") + 1);
  const rank = (path: string): number =>
    /(^|\/)(evidence|logs?|runs|reports?|artifacts|test-results)\//i.test(path) ? 0 : path.startsWith(folder) ? 1 : 2;
  const choices = paths
    .filter((path) => path !== file && !path.startsWith(".plangate/"))
    .map((path) => ({ path, rank: rank(path) }))
    .sort((a, b) => a.rank - b.rank || (a.path < b.path ? -1 : 1))
    .map(({ path }) => ({ value: path, label: path.slice(path.lastIndexOf("/") + 1), description: path }));
  return {
    id: "file",
    kind: "pick",
    label: t`Which file shows that the gate holds?`,
    required: true,
    prefill: "",
    lines: false,
    many: false,
    person: false,
    choices,
  };
}

/** Writes the link: behind what the field says, in place of a file that is not there, or as a field of its own. */
export function editEvidence(target: FixTarget & { kind: "evidence" }, editing: Editing): FixEdit {
  const { file, text, document, answer } = editing;
  const { heading: title, index, names, dead } = target;
  const heading = document.headings[index];
  if (index >= 0 && heading?.text !== title) return undefined;
  const [from, to] = heading ? [heading.line, heading.endLine] : [1, document.lineCount + 1];
  const scope = { document: { ...document, path: file } as never, from, to, heading: index };
  const field = within(scope, document.fields).find((each) => !each.quoted && headingIs(each.name, names));
  if (dead !== undefined && field) {
    const start = text.indexOf(dead, field.offset);
    return start < 0 ? undefined : { start, end: start + dead.length, text: relative(file, answer) };
  }
  const value = linkTo(file, answer, field?.value ?? "");
  const edit = { names, value, unless: [], add: true, before: false, after: [] };
  if (index < 0) return field && { start: field.valueSpan.end, end: field.valueSpan.end, text: ` ${value}` };
  return setField(text, { heading: title, index }, edit) ?? undefined;
}

/** A link, or a code span where the field names its files in those. */
function linkTo(file: string, path: string, value: string): string {
  const target = relative(file, path);
  if (value.includes("`") && !value.includes("](") && !path.includes("`")) return `\`${target}\``;
  const name = linkTextOf(path.slice(path.lastIndexOf("/") + 1));
  return `[${name}](${/[\s()<>%]/.test(target) ? encodeURI(target).replace(/[()]/g, (c) => (c === "(" ? "%28" : "%29")) : target})`;
}

/** A workspace path as a link in a document counts it: from the document's own folder. */
export function relative(from: string, to: string): string {
  const folders = from.split("/").slice(0, -1);
  const parts = to.split("/");
  let same = 0;
  while (same < folders.length && same < parts.length - 1 && folders[same] === parts[same]) same++;
  return [...folders.slice(same).map(() => ".."), ...parts.slice(same)].join("/");
}
