import { t } from "../../l10n.ts";

/** Where a gate is recorded: for the cycle as a whole, for a unit (task, epic), or for a unit's child (subtask, task). */
export type GateLevel = "cycle" | "unit" | "child";

/** A gate as a version declares it. */
export interface DeclaredGate {
  /** Its key in `gate_progress`; in shapes that only number their gates, the number. */
  name: string;
  /** What `current_gate` calls it. */
  number: string;
  /** Where its record stands. */
  level: GateLevel;
  /** What passes it: a gate can be recorded for the unit and yet be run for each child (version 1.0.0). */
  per: GateLevel;
  /** Only some cycles have it: absent, it is not missing; recorded as skipped, it may be. */
  optional?: true;
}

/** One generation of state files: what it calls things, and which gates it declares. Data, for reading and for writing. */
export interface CycleVersion {
  id: string;
  /** For people. */
  title: () => string;
  /** How a file of it is known. All that is given must hold; the first version that fits is the file's. */
  known: {
    /** What the file's own `version` may start with. */
    version?: readonly string[];
    /** Any of these top-level keys. */
    keys?: readonly string[];
    /** Any of these gates is recorded, at whatever level. */
    anyGate?: readonly string[];
    /** No gate but these is recorded, at whatever level. */
    onlyGates?: readonly string[];
    /** Every recorded gate is a number. */
    numbered?: true;
  };
  /** Key of the list of units, and of the list of children in a unit; none where the cycle itself passes the gates. */
  units?: { key: "tasks" | "epics"; one: string };
  children?: { key: "subtasks" | "tasks"; one: string };
  /** In the order in which they are passed. */
  gates: readonly DeclaredGate[];
  /** The reviewers that must all pass, without `ring:`, `-reviewer` and the like; none: those that the record names. */
  reviewers: readonly string[];
  /** True where the rules of the six gates apply as they are written: the seed's own gates under their own names. */
  hasSixGates: boolean;
  /** The words that the version itself uses; real files use more. */
  statuses: { cycle: readonly string[]; unit: readonly string[]; child: readonly string[]; gate: readonly string[] };
  executionModes: readonly string[];
  commitTimings: readonly string[];
}

type Row = [name: string, number: string, level?: GateLevel, per?: GateLevel, optional?: true];

/** Gates as rows of name, number, where recorded, and what passes them (where that is something else). */
const gates = (...rows: Row[]): DeclaredGate[] =>
  rows.map(([name, number, level = "unit", per = level, optional]) => ({
    name,
    number,
    level,
    per,
    ...(optional ? { optional } : {}),
  }));

/** Gates that are numbers; a `?` behind one says that only some cycles have it. */
const numbered = (...numbers: string[]): DeclaredGate[] =>
  gates(
    ...numbers.map((each): Row => {
      const number = each.replace("?", "");
      return each === number ? [number, number, "cycle"] : [number, number, "cycle", "cycle", true];
    }),
  );

const threeReviewers = ["code", "business_logic", "security"];
const fiveReviewers = [...threeReviewers, "test", "nil_safety"];
const nineReviewers = [...fiveReviewers, "dead_code", "performance", "multi_tenant", "lib_commons"];
const nineShortNames = ["code", "logic", "security", "test", "nil", "dead_code", "perf", "tenancy", "commons"];

const unitStatuses = ["pending", "in_progress", "completed", "failed", "blocked"];
const statuses = {
  cycle: [
    "in_progress",
    "completed",
    "failed",
    "paused",
    "paused_for_approval",
    "paused_for_testing",
    "paused_for_task_approval",
    "paused_for_integration_testing",
  ],
  unit: unitStatuses,
  child: ["pending", "completed"],
  gate: ["pending", "in_progress", "completed"],
};
const executionModes = ["manual_per_subtask", "manual_per_task", "automatic"];
const commitTimings = ["per_subtask", "per_task", "at_end"];
const tasks = { key: "tasks", one: "task" } as const;
const subtasks = { key: "subtasks", one: "subtask" } as const;
/** The gate of the first generation that loads its tasks. */
const loading = "import";
const modes = { statuses, executionModes, commitTimings };

const migrationSafety: Row = ["migration_safety_verification", "12", "cycle", "cycle", true];

/** Every version, the ones that are known by more before those known by less. */
export const cycleVersions: readonly CycleVersion[] = [
  {
    id: "epics",
    title: () => t`2.0.0: epics of tasks, in phases`,
    known: { keys: ["epics"] },
    units: { key: "epics", one: "epic" },
    children: { key: "tasks", one: "task" },
    gates: gates(["implementation", "0", "child"], ["review", "8"], ["validation", "9"], migrationSafety),
    reviewers: nineShortNames,
    hasSixGates: false,
    statuses: {
      ...statuses,
      cycle: [
        "in_progress",
        "completed",
        "failed",
        "cancelled",
        "paused",
        "paused_for_approval",
        "paused_for_testing",
        "paused_for_epic_approval",
        "paused_for_integration_testing",
        "paused_for_phase_review",
      ],
    },
    executionModes: ["manual_per_task", "manual_per_epic", "automatic"],
    commitTimings: ["per_task", "per_epic", "at_end"],
  },
  {
    id: "frontend-lean",
    title: () => t`frontend: implementation, review, validation, or a list of what is completed`,
    known: { keys: ["gates_completed"] },
    gates: gates(["implementation", "0", "cycle"], ["review", "7", "cycle"], ["validation", "8", "cycle"]),
    reviewers: [],
    hasSixGates: false,
    ...modes,
  },
  {
    id: "enabled",
    title: () => t`1.0.0 in flat keys: the gates that are enabled, for a scope of tasks`,
    known: { keys: ["gates_enabled", "task_scope"] },
    gates: gates(
      ["implementation", "0", "cycle"],
      ["devops", "1", "cycle"],
      ["sre", "2", "cycle"],
      ["testing", "3", "cycle"],
      ["review", "4", "cycle"],
      ["validation", "5", "cycle"],
    ),
    reviewers: threeReviewers,
    hasSixGates: false,
    ...modes,
  },
  {
    id: "pre-dev",
    title: () => t`planning before development: gates by number`,
    known: { keys: ["currentGate", "track"], numbered: true },
    gates: numbered("0", "1", "1.5?", "2", "2.5?", "3", "4", "5", "6", "7", "8", "9"),
    reviewers: [],
    hasSixGates: false,
    ...modes,
  },
  {
    id: "multi-tenant",
    title: () => t`multi-tenant: gates by number, for the service as a whole`,
    known: { keys: ["gates"], numbered: true },
    gates: numbered("0", "1", "1.5", "2", "3", "4", "5", "5.5?", "6?", "7", "8", "9", "10", "11"),
    reviewers: [],
    hasSixGates: false,
    ...modes,
  },
  {
    id: "frontend",
    title: () => t`frontend: nine gates`,
    known: { anyGate: ["accessibility", "visual", "e2e", "performance", "visual_testing", "e2e_testing"] },
    units: tasks,
    children: subtasks,
    gates: gates(
      ["implementation", "0", "unit", "child"],
      ["devops", "1", "unit", "child"],
      ["accessibility", "2", "unit", "child"],
      ["unit_testing", "3", "unit", "child"],
      ["visual", "4", "unit", "child"],
      ["e2e", "5", "unit", "child"],
      ["performance", "6", "unit", "child"],
      ["review", "7", "unit", "child"],
      ["validation", "8", "unit", "child"],
    ),
    reviewers: [],
    hasSixGates: false,
    ...modes,
  },
  {
    id: "frontend-three",
    title: () => t`frontend, lean: gates 0, 7 and 8`,
    known: { keys: ["schema_version"], onlyGates: ["implementation", "review", "validation"] },
    units: tasks,
    children: subtasks,
    gates: gates(["implementation", "0", "child"], ["review", "7"], ["validation", "8", "child"]),
    reviewers: [],
    hasSixGates: false,
    ...modes,
  },
  {
    id: "first",
    title: () => t`the first generation: eight gates, tasks without subtasks`,
    known: { anyGate: ["analysis", "design"] },
    units: tasks,
    gates: gates(
      [loading, "0"],
      ["analysis", "1"],
      ["design", "2"],
      ["implementation", "3"],
      ["devops", "4"],
      ["testing", "5"],
      ["review", "6"],
      ["validation", "7"],
    ),
    reviewers: threeReviewers,
    hasSixGates: false,
    ...modes,
  },
  {
    id: "split",
    title: () => t`1.1.0: ten gates, some for each subtask, some for each task`,
    known: {
      version: ["1.1"],
      anyGate: [
        "devops",
        "sre",
        "unit_testing",
        "fuzz_testing",
        "property_testing",
        "integration_testing",
        "chaos_testing",
        "delivery_verification",
      ],
    },
    units: tasks,
    children: subtasks,
    gates: gates(
      ["implementation", "0", "child"],
      ["delivery_verification", "0.5", "child", "child", true],
      ["devops", "1"],
      ["sre", "2"],
      ["unit_testing", "3", "child"],
      ["fuzz_testing", "4"],
      ["property_testing", "5"],
      ["integration_testing", "6"],
      ["chaos_testing", "7"],
      ["review", "8"],
      ["validation", "9", "child"],
      ["multi_tenant", "11", "cycle", "cycle", true],
      migrationSafety,
    ),
    reviewers: [...fiveReviewers, "dead_code"],
    hasSixGates: false,
    ...modes,
  },
  {
    id: "lean",
    title: () => t`1.1.0, lean: gates 0, 8 and 9`,
    known: { version: ["1.1"] },
    units: tasks,
    children: subtasks,
    gates: gates(["implementation", "0", "child"], ["review", "8"], ["validation", "9", "child"], migrationSafety),
    reviewers: nineReviewers,
    hasSixGates: false,
    ...modes,
  },
  {
    id: "seven",
    title: () => t`1.0.0 with a gate 3.5: six gates and integration testing`,
    known: {
      anyGate: ["integration_testing"],
      onlyGates: [
        "implementation",
        "devops",
        "sre",
        "testing",
        "unit_testing",
        "integration_testing",
        "review",
        "validation",
      ],
    },
    units: tasks,
    children: subtasks,
    gates: gates(
      ["implementation", "0", "unit", "child"],
      ["devops", "1", "unit", "child"],
      ["sre", "2", "unit", "child"],
      ["testing", "3", "unit", "child"],
      ["integration_testing", "3.5", "unit", "child"],
      ["review", "4", "unit", "child"],
      ["validation", "5", "unit", "child"],
    ),
    reviewers: threeReviewers,
    hasSixGates: true,
    ...modes,
  },
  {
    id: "ten",
    title: () => t`1.0.0 with ten gates`,
    known: {
      anyGate: ["unit_testing", "fuzz_testing", "property_testing", "integration_testing", "chaos_testing"],
    },
    units: tasks,
    children: subtasks,
    gates: gates(
      ["implementation", "0", "unit", "child"],
      ["delivery_verification", "0.5", "unit", "child", true],
      ["devops", "1", "unit", "child"],
      ["sre", "2", "unit", "child"],
      ["unit_testing", "3", "unit", "child"],
      ["fuzz_testing", "4", "unit", "child"],
      ["property_testing", "5", "unit", "child"],
      ["integration_testing", "6", "unit", "child"],
      ["chaos_testing", "7", "unit", "child"],
      ["review", "8", "unit", "child"],
      ["validation", "9", "unit", "child"],
    ),
    reviewers: fiveReviewers,
    hasSixGates: false,
    ...modes,
  },
  {
    id: "six",
    title: () => t`1.0.0: the six gates`,
    known: {},
    units: tasks,
    children: subtasks,
    gates: gates(
      ["implementation", "0", "unit", "child"],
      ["devops", "1", "unit", "child"],
      ["sre", "2", "unit", "child"],
      ["testing", "3", "unit", "child"],
      ["review", "4", "unit", "child"],
      ["validation", "5", "unit", "child"],
    ),
    reviewers: threeReviewers,
    hasSixGates: true,
    ...modes,
  },
];

/** What a file shows of its version. */
export interface Shown {
  /** As written: `version`, or `schema_version`; empty where neither is. */
  version: string;
  /** The top-level keys. */
  keys: ReadonlySet<string>;
  /** Every key under which a gate is recorded, at whatever level. */
  gates: readonly string[];
}

/** Which version a state file is of: the first that fits what the file shows. */
export function versionOf(shown: Shown): CycleVersion {
  return cycleVersions.find(({ known }) => fits(known, shown)) ?? sixGates;
}

/** Version 1.0.0 with its six gates: what new cycles are written in. */
export const sixGates: CycleVersion = cycleVersions.at(-1) as CycleVersion;

function fits(known: CycleVersion["known"], { version, keys, gates: recorded }: Shown): boolean {
  return (
    (known.version === undefined || known.version.some((start) => version.startsWith(start))) &&
    (known.keys === undefined || known.keys.some((key) => keys.has(key))) &&
    (known.anyGate === undefined || known.anyGate.some((gate) => recorded.includes(gate))) &&
    (known.onlyGates === undefined ||
      (recorded.length > 0 && recorded.every((gate) => known.onlyGates?.includes(gate)))) &&
    (known.numbered === undefined || (recorded.length > 0 && recorded.every((gate) => /^\d+(\.\d+)?$/.test(gate))))
  );
}

/** The number of a gate in a version, from its name or its number in any spelling (`3`, `gate_3`, `Gate 3.5`). */
export function gateNumber(version: CycleVersion, gate: string): string | undefined {
  return declaredGate(version, gate)?.number;
}

/** A gate of a version by its name, or its number as `current_gate` writes it. */
export function declaredGate(version: CycleVersion, gate: string): DeclaredGate | undefined {
  const bare = gate
    .trim()
    .toLowerCase()
    .replace(/^gate[\s_-]*/, "");
  const byName = version.gates.find(({ name }) => name === bare);
  if (byName || bare === "") return byName;
  const value = Number(bare);
  return Number.isNaN(value) ? undefined : version.gates.find(({ number }) => Number(number) === value);
}

/** What people and other versions call the same gate. */
const sameNames: Record<string, string> = {
  unit_testing: "testing",
  unit_tests: "testing",
  code_review: "review",
  codereview: "review",
  visual_testing: "visual",
  e2e_testing: "e2e",
  performance_testing: "performance",
  observability: "sre",
};

/** The name under which rules speak of a gate: `unit_testing` and `testing` are one, as `gate_4_review` and `review`. */
export function plainGate(name: string): string {
  const bare = name
    .toLowerCase()
    .replace(/^gate[_-]?\d+(?:[._]\d+)?[_-]/, "")
    .replaceAll("-", "_");
  return sameNames[bare] ?? bare;
}
