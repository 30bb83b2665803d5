import * as z from "zod";
import type { StateEntry } from "../criteria/criterion.ts";
import { statusOf } from "../criteria/status.ts";
import { type Place, startOf } from "../problem.ts";
import type { StageDefinition } from "../process/schema.ts";
import type { CycleGate, CycleUnit } from "../readers/cycle.ts";
import { type Inherited, type StageNode, source } from "./source.ts";

export const cycle = source({
  name: "cycle",
  description: "The units, sub-units and gates that a state file records, at whatever level.",
  example: "cycle: {role: state}",
  schema: z.strictObject({ role: z.string().describe("The role of the state file") }),
  stages({ role }, { feature, facts, definition, parent }) {
    return feature.files
      .filter((file) => file.role === role)
      .flatMap((file) => {
        const document = facts.document(file.path);
        if (document?.kind !== "cycle") return [];
        const { units, gates, brokenAt, isPartial } = document.cycle;
        const under: Inherited = { ...parent, place: startOf(file.path) };
        const doubt = brokenAt === undefined ? undefined : `the file is broken at line ${brokenAt}`;
        const from: CycleSource = { definition, file: file.path, doubt };
        const nodes = [...units.map((unit) => unitNode(unit, from, under)), ...gateNodes(gates, from, under)];
        if (brokenAt !== undefined) nodes.push(rest(`What stands from line ${brokenAt} on`, brokenAt, from, under));
        else if (isPartial) nodes.push(rest("What the file does not say", 1, from, under));
        return nodes;
      });
  },
});

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
