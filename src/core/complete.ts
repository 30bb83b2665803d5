import { relative } from "./fix/evidence.ts";
import { fixesAt } from "./fix/find.ts";
import { allowedValues } from "./fix/status.ts";
import { expand } from "./judge/expand.ts";
import type { JudgedStage } from "./judged.ts";
import type { Process } from "./process/process.ts";
import type { BareCriterion } from "./process/schema.ts";
import type { StageNode } from "./stages/source.ts";
import { headingIs } from "./words.ts";
import type { Workspace } from "./workspace.ts";

/** Something that may be written at a place: what stands from `start` (a column from 0) up to the cursor is replaced. */
export interface Completion {
  kind: "value" | "id" | "section" | "path";
  label: string;
  detail: string;
  start: number;
  text: string;
}

/** The workspace may have many files: a list is for choosing, and typing narrows it. */
const mostPaths = 2000;

/**
 * What may be written in a document where `before` is the text of its line up to the cursor: values of fields that its
 * process knows, ids of its stages, titles of sections that it lacks, and files for fields that name evidence.
 */
export function completionsAt(workspace: Workspace, file: string, before: string): Completion[] {
  const judged = workspace.snapshot.features.filter((each) => !each.archived && each.files.includes(file));
  const features = judged.flatMap(({ id }) => workspace.feature(id) ?? []);
  const processes = [...new Set(features.map(({ process }) => process))];
  const heading = /^(#{1,6})\s+(.*)$/.exec(before);
  if (heading) return sections(workspace, file, before.length - (heading[2] ?? "").length);
  const field =
    /^([\s>]*(?:[-*+]\s+|\d+[.)]\s+)?(?:\*\*|__)?([^:*_`|<>[\]]{1,60})(?:\*\*|__)?:(?:\*\*|__)?\s*)(.*)$/.exec(before);
  const [, lead = "", name = "", value = ""] = field ?? [];
  if (field && processes.some((process) => namesEvidence(process, name)))
    return paths(workspace, file, lead.length, value);
  if (field) {
    const nodes = features.flatMap((feature) => leaves(expand(feature, workspace.facts())));
    const values = valuesFor(processes, name, nodes);
    if (values.length > 0)
      return values.map((each) => ({ kind: "value", label: each, detail: name, start: lead.length, text: each }));
  }
  return ids(
    judged.flatMap(({ stages }) => stages),
    before,
  );
}

function valuesFor(processes: readonly Process[], name: string, nodes: readonly StageNode[]): string[] {
  const all = processes.flatMap((process) => [
    ...allowedValues(process, name),
    ...nodes.flatMap((node) => allowedValues(process, name, node)),
  ]);
  return [...new Set(all)];
}

const leaves = (nodes: readonly StageNode[]): StageNode[] =>
  nodes.flatMap((node) => (node.children.length > 0 ? leaves(node.children) : [node]));

/** The titles of missing sections; what the template says in them comes by the quick fix. */
const sections = (workspace: Workspace, file: string, start: number): Completion[] =>
  fixesAt(workspace, file, 1, Number.MAX_SAFE_INTEGER).flatMap(({ name, target, stage }): Completion[] => {
    const title = name === "addSection" && target.kind === "insert" ? /^#+\s+(.*)$/m.exec(target.text)?.[1] : undefined;
    return title === undefined ? [] : [{ kind: "section", label: title, detail: stage.join("/"), start, text: title }];
  });

/** Whether a gate of the process looks for evidence in a field of this name. */
function namesEvidence({ definition }: Process, name: string): boolean {
  const known = evidenceFields.get(definition) ?? fieldsOf(definition);
  evidenceFields.set(definition, known);
  return headingIs(name, known);
}

const evidenceFields = new WeakMap<object, string[]>();

/** The names in all `evidence: {field: […]}` of a definition, wherever they stand. */
function fieldsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(fieldsOf);
  if (typeof value !== "object" || value === null) return [];
  const { evidence } = value as BareCriterion;
  const own = (evidence as { field?: unknown } | undefined)?.field;
  return [...(Array.isArray(own) ? own.map(String) : []), ...Object.values(value).flatMap(fieldsOf)];
}

/** Files as a link in the document counts them: a whole link, or only the path inside brackets or a code span. */
function paths(workspace: Workspace, file: string, lead: number, value: string): Completion[] {
  const inside = /(?:\]\(|`)([^()`]*)$/.exec(value);
  const typed = inside ? (inside[1] ?? "") : (/[^\s,;]*$/.exec(value)?.[0] ?? "");
  const start = lead + value.length - typed.length;
  return workspace.snapshot.paths
    .filter((path) => path !== file && !path.startsWith(".plangate/"))
    .map((path) => ({ path, target: relative(file, path) }))
    .filter(({ path, target }) => target.includes(typed) || path.includes(typed))
    .slice(0, mostPaths)
    .map(({ path, target }) => {
      const isPlain = !/[\s()<>%`[\]]/.test(target);
      const link = `[${path.slice(path.lastIndexOf("/") + 1)}](${isPlain ? target : encodeURI(target).replace(/[()]/g, encoded)})`;
      const bare = inside?.[0].startsWith("]") && !isPlain ? encodeURI(target).replace(/[()]/g, encoded) : target;
      return { kind: "path", label: target, detail: path, start, text: inside ? bare : link };
    });
}

const encoded = (bracket: string): string => (bracket === "(" ? "%28" : "%29");

/** Ids of stages that look like ids (`S-2`, `T-001`), once one has been begun. */
function ids(stages: readonly JudgedStage[], before: string): Completion[] {
  const typed = /(?:^|[^\p{L}\p{N}-])([\p{L}]+-?\d*)$/u.exec(before)?.[1];
  if (typed === undefined) return [];
  const all = stages.flatMap((stage): JudgedStage[] => [stage, ...stage.children]);
  const known = new Map(all.map((stage) => [stage.id, stage]));
  return [...known.values()]
    .filter(({ id }) => /^\p{L}+-?\d[\w.-]*$/u.test(id) && id.toLowerCase().startsWith(typed.toLowerCase()))
    .map(({ id, title }) => ({ kind: "id", label: id, detail: title, start: before.length - typed.length, text: id }));
}
