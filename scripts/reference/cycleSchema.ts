import {
  type CycleVersion,
  cycleVersions,
  type DeclaredGate,
  type GateLevel,
} from "../../src/core/readers/cycle/versions.ts";
import { type CycleKey, cycleKeys, gateKeys, unitKeys } from "./cycleKeys.ts";
import type { JsonSchema } from "./jsonSchema.ts";

/** Versions that offer the same keys: told apart by the list of units, and by what the file says of its own version. */
interface Group {
  name: string;
  versions: readonly CycleVersion[];
}

const isEpics = ({ units }: CycleVersion): boolean => units?.key === "epics";
const isOfOwnNumber = ({ known }: CycleVersion): boolean => known.version !== undefined;

/**
 * What a cycle's state file may say, of every version that Plangate reads, for completion and explanations. It asks for
 * nothing: real files hold more words, more keys and other types than any version declares, and Plangate reads them. What
 * is wrong with a state is said by its process, at its gates.
 */
export function cycleJsonSchema(): JsonSchema {
  const numbered = cycleVersions.filter((each) => isOfOwnNumber(each) && !isEpics(each));
  const starts = [...new Set(numbered.flatMap(({ known }) => known.version ?? []))];
  const groups: Group[] = [
    { name: "epics", versions: cycleVersions.filter(isEpics) },
    { name: "numbered", versions: numbered },
    { name: "tasks", versions: cycleVersions.filter((each) => !isEpics(each) && !isOfOwnNumber(each)) },
  ];
  const pattern = `^(${starts.map((start) => start.replaceAll(".", "\\.")).join("|")})`;
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    description: "The state of a development cycle: its tasks, and the gates that each has passed.",
    if: { required: ["epics"] },
    // biome-ignore lint/suspicious/noThenProperty: this is a keyword of JSON Schema
    then: { $ref: "#/definitions/epics" },
    else: {
      if: { required: ["version"], properties: { version: { pattern } } },
      // biome-ignore lint/suspicious/noThenProperty: this is a keyword of JSON Schema
      then: { $ref: "#/definitions/numbered" },
      else: { $ref: "#/definitions/tasks" },
    },
    definitions: {
      ...Object.assign({}, ...groups.map(cycleOf)),
      record: {
        description: "What is recorded of a gate",
        properties: described(
          gateKeys,
          all((each) => each.statuses.gate),
        ),
      },
    },
  };
}

/** The words of some versions, each once. */
function all(
  of: (version: CycleVersion) => readonly string[],
  versions: readonly CycleVersion[] = cycleVersions,
): Words {
  return { status: [...new Set(versions.flatMap(of))] };
}

type Words = Record<string, readonly string[]>;

function cycleOf({ name, versions }: Group): Record<string, JsonSchema> {
  const words: Words = {
    ...all(({ statuses }) => statuses.cycle, versions),
    execution_mode: [...new Set(versions.flatMap(({ executionModes }) => executionModes))],
    commit_timing: [...new Set(versions.flatMap(({ commitTimings }) => commitTimings))],
  };
  const lists = (
    of: (version: CycleVersion) => { key: string } | undefined,
    below: string,
  ): Record<string, JsonSchema> =>
    Object.fromEntries(
      versions.flatMap((version) => {
        const key = of(version)?.key;
        const items = { $ref: `#/definitions/${name}-${below}` };
        return key === undefined ? [] : [[key, { description: `The ${key}, in their order`, items }]];
      }),
    );
  const levels = ["cycle", "unit", "child"] as const;
  const statuses = (level: "unit" | "child"): Words => all((version) => version.statuses[level], versions);
  const recorded = (level: GateLevel): Record<string, JsonSchema> => {
    const gates = { $ref: `#/definitions/${name}-${level}-gates` };
    return {
      gate_progress: { description: "What is recorded of each gate, by its name", ...gates },
      agent_outputs: { description: "What was handed in for each gate, by its name", ...gates },
    };
  };
  const owners: Record<string, Record<string, JsonSchema>> = {
    [name]: { ...described(cycleKeys, words), ...lists(({ units }) => units, "unit"), ...recorded("cycle") },
    [`${name}-unit`]: {
      ...described(unitKeys, statuses("unit")),
      ...lists(({ children }) => children, "child"),
      ...recorded("unit"),
    },
    [`${name}-child`]: { ...described(unitKeys, statuses("child")), ...recorded("child") },
  };
  const parts = {
    ...owners,
    ...Object.fromEntries(levels.map((level) => [`${name}-${level}-gates`, gatesAt(versions, level)])),
  };
  return Object.fromEntries(Object.entries(parts).map(([key, properties]) => [key, { properties }]));
}

/** The gates that the versions record at a level, or run for it. */
function gatesAt(versions: readonly CycleVersion[], level: GateLevel): Record<string, JsonSchema> {
  const found = versions.flatMap((version) =>
    version.gates.filter((gate) => gate.level === level || gate.per === level).map((gate) => ({ gate, version })),
  );
  const names = [...new Set(found.map(({ gate }) => gate.name))];
  const properties = names.map((name): [string, JsonSchema] => {
    const said = found.filter(({ gate }) => gate.name === name).map(({ gate, version }) => saidOf(gate, version));
    return [name, { description: said.join("\n\n"), $ref: "#/definitions/record" }];
  });
  return Object.fromEntries(properties);
}

const saidOf = ({ number, optional }: DeclaredGate, { title }: CycleVersion): string =>
  `Gate ${number}${optional ? ", in some cycles" : ""} (${title()})`;

/** Properties with their meanings; words that a version knows are offered, never asked for. */
const described = (keys: Readonly<Record<string, CycleKey>>, words: Words): Record<string, JsonSchema> =>
  Object.fromEntries(
    Object.entries(keys).map(([key, { says, inner }]) => [
      key,
      {
        description: says,
        ...(words[key] && { examples: [...words[key]] }),
        ...(inner && { properties: described(inner, words) }),
      },
    ]),
  );
