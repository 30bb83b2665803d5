import { type Scope, type StateEntry, startOfScope } from "../criteria/criterion.ts";
import { resolvePath, sectionsOf, wholeOf } from "../criteria/select.ts";
import { statusOf } from "../criteria/status.ts";
import type { Feature } from "../feature.ts";
import type { Facts } from "../ports.ts";
import { type Place, startOf } from "../problem.ts";
import type { StageDefinition } from "../process/schema.ts";
import { fillIn } from "../process/variables.ts";
import type { CycleGate, CycleUnit } from "../readers/cycle.ts";
import { bind } from "../words.ts";

/** A file that a stage asks for: where it is, or where it would be made from which template. */
export interface Artifact {
  path: string;
  exists: boolean;
  template?: string;
}

/** A stage of this feature, made from the process's definition: what it is about, before any verdict. */
export interface StageNode {
  definition: StageDefinition;
  id: string;
  path: string[];
  title: string;
  vars: Record<string, string>;
  artifacts: Artifact[];
  scopes: Scope[];
  missing: string[];
  place: Place;
  state?: StateEntry;
  children: StageNode[];
}

/** Makes the stages of a feature: those listed, and one for each heading or recorded gate where the process says so. */
export function expand(feature: Feature, facts: Facts): StageNode[] {
  const place = feature.files[0] ? startOf(feature.files[0].path) : startOf(feature.folder);
  const section = feature.section && sectionScope(feature.section, facts);
  const root: Inherited = { path: [], vars: feature.vars, scopes: section ? [section] : [], missing: [], place };
  return feature.process.definition.stages.flatMap((definition) => expandStage(definition, root, feature, facts));
}

type Inherited = Pick<StageNode, "path" | "vars" | "scopes" | "missing" | "place"> & { state?: StateEntry };

function sectionScope(section: { path: string; heading: number }, facts: Facts): Scope | undefined {
  const document = facts.document(section.path);
  if (document?.kind !== "markdown") return undefined;
  const heading = document.headings[section.heading];
  return heading ? { document, from: heading.line, to: heading.endLine, heading: section.heading } : wholeOf(document);
}

function expandStage(definition: StageDefinition, parent: Inherited, feature: Feature, facts: Facts): StageNode[] {
  if (definition.for !== undefined && !feature.files.some((file) => file.role === definition.for)) return [];
  if (definition.each?.cycle) return fromCycle(definition, definition.each.cycle.role, parent, feature, facts);
  if (definition.each?.headings) return fromHeadings(definition, parent, feature, facts);
  return [node(definition, parent, feature, facts)];
}

function node(definition: StageDefinition, parent: Inherited, feature: Feature, facts: Facts): StageNode {
  const own = artifactsOf(definition, parent.vars, feature, facts);
  const id = fillIn(definition.id, parent.vars);
  const inherited: Inherited = {
    path: [...parent.path, id],
    vars: parent.vars,
    scopes: own ? own.scopes : parent.scopes,
    missing: own
      ? own.artifacts.filter((artifact) => !artifact.exists).map((artifact) => artifact.path)
      : parent.missing,
    place: own?.artifacts.find((artifact) => artifact.exists)
      ? startOf(own.artifacts.find((artifact) => artifact.exists)?.path ?? "")
      : parent.place,
    ...(parent.state ? { state: parent.state } : {}),
  };
  return {
    ...inherited,
    definition,
    id,
    title: fillIn(definition.title, parent.vars) || id,
    artifacts: own?.artifacts ?? [],
    children: (definition.stages ?? []).flatMap((child) => expandStage(child, inherited, feature, facts)),
  };
}

function artifactsOf(
  definition: StageDefinition,
  vars: Record<string, string>,
  feature: Feature,
  facts: Facts,
): { artifacts: Artifact[]; scopes: Scope[] } | undefined {
  if (!definition.artifacts) return undefined;
  const artifacts: Artifact[] = [];
  const scopes: Scope[] = [];
  for (const wanted of definition.artifacts) {
    const create = typeof wanted === "string" ? wanted : wanted.create;
    const found =
      typeof wanted === "string"
        ? undefined
        : feature.files.find(
            (file) =>
              file.role === wanted.role &&
              Object.entries(wanted.where ?? {}).every(([name, value]) => file.vars[name] === value),
          );
    const path = found?.path ?? resolvePath(create, { feature, vars });
    const artifact: Artifact = { path, exists: found !== undefined || facts.exists(path) };
    if (typeof wanted !== "string" && wanted.template !== undefined) artifact.template = wanted.template;
    if (typeof wanted === "string") artifact.template = wanted.slice(wanted.lastIndexOf("/") + 1);
    artifacts.push(artifact);
    const document = artifact.exists ? facts.document(path) : null;
    if (document?.kind === "markdown") scopes.push(wholeOf(document));
  }
  return { artifacts, scopes };
}

function fromHeadings(definition: StageDefinition, parent: Inherited, feature: Feature, facts: Facts): StageNode[] {
  const source = definition.each?.headings;
  if (!source) return [];
  const whole =
    parent.scopes.length > 0
      ? parent.scopes
      : feature.files.filter((file) => file.role === source.role).flatMap((file) => documentScope(file.path, facts));
  const bases =
    source.under === undefined
      ? whole
      : whole.flatMap((scope) =>
          sectionsOf(scope, typeof source.under === "string" ? [source.under] : (source.under ?? [])),
        );
  const nodes: StageNode[] = [];
  for (const scope of bases) {
    let end = 0;
    scope.document.headings.forEach((heading, index) => {
      if (heading.line < Math.max(scope.from, end) || heading.line >= scope.to || index === scope.heading) return;
      if (heading.level > 6 || (source.level && !source.level.includes(heading.level))) return;
      const bound = firstBinding(heading.text, source.like);
      if (!bound) return;
      end = heading.endLine;
      const vars = { ...parent.vars, ...bound, id: fillIn(definition.id, bound) };
      const section: Scope = {
        document: scope.document,
        from: heading.line,
        to: Math.min(heading.endLine, scope.to),
        heading: index,
      };
      const repeated = nodes.some((other) => other.id === vars.id) ? `${vars.id} (line ${heading.line})` : vars.id;
      nodes.push(
        node(
          { ...definition, id: repeated.replaceAll("{", "(") },
          {
            ...parent,
            vars: { ...vars, title: bound.title ?? heading.text },
            scopes: [section],
            missing: [],
            place: startOfScope(section),
          },
          feature,
          facts,
        ),
      );
    });
  }
  return nodes;
}

function documentScope(path: string, facts: Facts): Scope[] {
  const document = facts.document(path);
  return document?.kind === "markdown" ? [wholeOf(document)] : [];
}

function firstBinding(text: string, patterns: readonly string[]): Record<string, string> | undefined {
  for (const pattern of patterns) {
    const bound = bind(text, pattern);
    if (bound) return bound;
  }
  return undefined;
}

/** Units, their sub-units and their gates, as the state file records them at whatever level. */
function fromCycle(
  definition: StageDefinition,
  role: string,
  parent: Inherited,
  feature: Feature,
  facts: Facts,
): StageNode[] {
  return feature.files
    .filter((file) => file.role === role)
    .flatMap((file) => {
      const document = facts.document(file.path);
      if (document?.kind !== "cycle") return [];
      const { units, gates, brokenAt, isPartial } = document.cycle;
      const under: Inherited = { ...parent, place: startOf(file.path) };
      const doubt = brokenAt === undefined ? undefined : `the file is broken at line ${brokenAt}`;
      const source: CycleSource = { definition, file: file.path, doubt };
      const nodes = [...units.map((unit) => unitNode(unit, source, under)), ...gateNodes(gates, source, under)];
      if (brokenAt !== undefined)
        return [...nodes, rest(`What stands from line ${brokenAt} on`, brokenAt, source, under)];
      return isPartial ? [...nodes, rest("What the file does not say", 1, source, under)] : nodes;
    });
}

/** The state file that stages are made from, and why it cannot be relied on, where it cannot. */
interface CycleSource {
  definition: StageDefinition;
  file: string;
  doubt: string | undefined;
}

const entryOf = (status: string, line: number, { file, doubt }: CycleSource): StateEntry =>
  doubt === undefined ? { status, file, line } : { status, file, line, doubt };

/** What a state file hides or leaves out is never passed. */
function rest(title: string, line: number, source: CycleSource, parent: Inherited): StageNode {
  return {
    ...parent,
    definition: { id: "rest", title, gate: source.definition.gate },
    id: "rest",
    path: [...parent.path, "rest"],
    title,
    artifacts: [],
    place: { file: source.file, line, column: 1 },
    children: [],
  };
}

/**
 * A unit is a group of its sub-units and its gates. Where sub-units carry no gates, the unit's gates belong to the
 * sub-unit that work is at; one that is finished without any record cannot be verified (DC-S1).
 */
function unitNode(unit: CycleUnit, source: CycleSource, parent: Inherited): StageNode {
  const place: Place = { file: source.file, line: unit.line, column: 1 };
  const inherited: Inherited = { ...parent, path: [...parent.path, unit.id], place };
  const bare =
    unit.children.length > 0 && unit.children.every((child) => child.gates.length === 0 && child.children.length === 0);
  const at = bare ? unit.children.find((child) => statusOf(child.status) !== "done") : undefined;
  const subUnits = unit.children.map((child) =>
    unitNode(child === at ? { ...child, gates: unit.gates } : child, source, inherited),
  );
  const children = [...subUnits, ...(at ? [] : gateNodes(unit.gates, source, inherited))];
  const title = unit.title === "" ? unit.id : `${unit.id} ${unit.title}`;
  const entry = entryOf(unit.status, unit.line, source);
  if (children.length === 0 && parent.path.length > 0) entry.doubt ??= "no gate of it is recorded";
  return {
    ...inherited,
    definition: { id: unit.id, title, gate: children.length > 0 ? undefined : source.definition.gate },
    id: unit.id,
    title,
    artifacts: [],
    state: entry,
    children,
  };
}

function gateNodes(gates: readonly CycleGate[], source: CycleSource, parent: Inherited): StageNode[] {
  return gates.map((gate) => ({
    ...parent,
    definition: { id: gate.id, title: gate.id, gate: source.definition.gate },
    id: gate.id,
    path: [...parent.path, gate.id],
    title: gate.id.replaceAll("_", " "),
    artifacts: [],
    place: { file: source.file, line: gate.line, column: 1 },
    state: entryOf(gate.status, gate.line, source),
    children: [],
  }));
}
