import * as z from "zod";
import type { StateEntry } from "../criteria/criterion.ts";
import { statusOf } from "../criteria/status.ts";
import type { CycleDocument } from "../document.ts";
import { t } from "../l10n.ts";
import { type Place, startOf } from "../problem.ts";
import type { StageDefinition } from "../process/schema.ts";
import type { Cycle, CycleGate, CycleUnit } from "../readers/cycle/cycle.ts";
import { plainGate } from "../readers/cycle/versions.ts";
import { arrange, type Passage } from "./passages.ts";
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
        const broken = document.cycle.brokenAt;
        const shown = document.lastGood?.cycle ?? document.cycle;
        const under: Inherited = { ...parent, place: startOf(file.path) };
        const from: CycleSource = { definition, file: file.path, doubt: doubtOf(document), cycle: shown };
        const { units, gates } = arrange(shown);
        const nodes = [...units.map((unit) => unitNode(unit, from, under)), ...gateNodes(gates, from, under)];
        if (broken !== undefined) {
          const title = document.lastGood
            ? t`The file as it is now, broken at line ${broken}`
            : t`What stands from line ${broken} on`;
          nodes.push(rest(title, broken, from, under));
        } else if (shown.isPartial) nodes.push(rest(t`What the file does not say`, 1, from, under));
        return nodes;
      });
  },
});

/** The state file that stages are made from, and why it cannot be relied on, where it cannot. */
interface CycleSource {
  definition: StageDefinition;
  file: string;
  doubt: string | undefined;
  cycle: Cycle;
}

function doubtOf({ cycle: { brokenAt }, lastGood }: Pick<CycleDocument, "cycle" | "lastGood">): string | undefined {
  if (brokenAt === undefined) return undefined;
  if (!lastGood) return t`the file is broken at line ${brokenAt}`;
  const { commit } = lastGood;
  return commit
    ? t`the file is broken at line ${brokenAt}; this is its last good state, from commit ${commit.sha} of ${commit.day}`
    : t`the file is broken at line ${brokenAt}; this is its last good state, as it was before it broke`;
}

/** What a state file hides or leaves out is never passed. */
function rest(title: string, line: number, { definition, file }: CycleSource, parent: Inherited): StageNode {
  return {
    ...parent,
    definition: { id: "rest", title, gate: definition.gate, waivable: definition.waivable },
    id: "rest",
    path: [...parent.path, "rest"],
    title,
    artifacts: [],
    place: { file, line, column: 1 },
    children: [],
  };
}

/** A unit is a group of its children and of the gates that it passes itself. */
function unitNode(passage: Passage, source: CycleSource, parent: Inherited, above?: CycleUnit): StageNode {
  const { unit, gates, children, isUnrecorded } = passage;
  const place: Place = { file: source.file, line: unit.line, column: 1 };
  const inherited: Inherited = { ...parent, path: [...parent.path, unit.id], place };
  const title = unit.title === "" ? unit.id : `${unit.id} ${unit.title}`;
  const nodes = [
    ...children.map((child) => unitNode(child, source, inherited, unit)),
    ...gateNodes(gates, source, inherited, unit, above),
  ];
  const state: StateEntry = {
    ...entryOf(unit.status, unit.line, source),
    unit,
    isUnrecorded,
    mayBeSkipped: true,
    ...(above && { parent: above }),
  };
  return {
    ...inherited,
    definition: {
      id: unit.id,
      title,
      waivable: source.definition.waivable,
      ...(nodes.length === 0 && { gate: source.definition.gate }),
    },
    id: unit.id,
    title,
    artifacts: [],
    state,
    children: nodes,
  };
}

const entryOf = (status: string, line: number, { file, doubt, cycle: of }: CycleSource): StateEntry => ({
  status,
  file,
  line,
  cycle: of,
  ...(doubt !== undefined && { doubt }),
});

function gateNodes(
  gates: readonly CycleGate[],
  source: CycleSource,
  parent: Inherited,
  unit?: CycleUnit,
  above?: CycleUnit,
): StageNode[] {
  const { definition, file } = source;
  // A unit that is dropped as a whole drops its gates with it.
  const isDropped = [unit, above].some((each) => each && statusOf(each.status) === "skipped");
  const subject = { path: file, text: evidenceText(unit, gates) };
  return gates.map((gate) => {
    const rules = definition.gates?.[plainGate(gate.id)] ?? definition.gate;
    const declared = source.cycle.shape.gates.find(({ name }) => plainGate(name) === plainGate(gate.id));
    const skip = skipOf(gate, source.cycle);
    const isDone = statusOf(gate.status) === "done";
    const status = isDone ? gate.status : isDropped ? "cancelled" : skip ? "skipped" : gate.status;
    const state: StateEntry = {
      ...entryOf(status, skip && !isDone ? skip.line : gate.line, source),
      gate,
      mayBeSkipped: isDropped || declared?.optional === true,
      ...(skip?.value && { skippedFor: skip.value }),
      ...(unit && { unit }),
      ...(above && { parent: above }),
    };
    return {
      ...parent,
      definition: { id: gate.id, title: gate.id, gate: rules, waivable: definition.waivable },
      id: gate.id,
      path: [...parent.path, gate.id],
      title: gate.id.replaceAll("_", " "),
      artifacts: [],
      place: { file, line: state.line, column: 1 },
      state,
      subject,
      children: [],
    };
  });
}

/** What the file as a whole says about skipping a gate, by its name or its number. */
function skipOf(gate: CycleGate, { skips, shape }: Cycle): Cycle["skips"][number] | undefined {
  const number = shape.gates.find(({ name }) => plainGate(name) === plainGate(gate.id))?.number;
  return skips.find(({ key }) => plainGate(key) === plainGate(gate.id) || (number !== undefined && key === number));
}

/** Everything that is recorded of a unit's gates, wherever it stands, without the gates' own statuses and times. */
const evidenceText = (unit: CycleUnit | undefined, gates: readonly CycleGate[]): string =>
  JSON.stringify([unit?.id ?? "", gates.map(({ id, evidence }) => [id, evidence.text])]);
