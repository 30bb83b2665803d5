import type { Approval, Criterion, Decision, JudgedFeature, JudgedStage } from "../../../src/core/index.ts";

/** Pieces of judged features as the engine gives them, made by hand: each test says only what it is about. */

export const criterion = (more: Partial<Criterion> = {}): Criterion => ({
  kind: "filled",
  label: "Filled in",
  verdict: "met",
  message: "Filled in",
  severity: "error",
  ...more,
});

export const decision = (more: Partial<Decision> = {}): Decision => ({
  decision: "approved",
  process: "made",
  feature: "x",
  gate: "1",
  by: { name: "Ada", email: "ada@example.org" },
  at: "2026-10-02T10:00:00Z",
  through: "editor",
  fingerprint: "f",
  subject: [],
  ...more,
});

export const approval = (more: Partial<Approval> = {}): Approval => ({
  required: true,
  state: "none",
  needed: 1,
  given: [],
  record: ".plangate/approvals/made/x/1.yaml",
  subject: [{ path: "x.md", sha256: "a", digest: "a" }],
  decisions: [],
  otherRules: false,
  changedSince: [],
  policy: {
    needed: 1,
    by: undefined,
    author: true,
    unbound: "refuse",
    unsigned: "accept",
    waivers: { allowed: true, longest: undefined, by: undefined },
  },
  ...more,
});

/** A stage at a path such as `stories/S-1/work`; its id is the last part. */
export const stage = (path: string, more: Partial<JudgedStage> = {}): JudgedStage => ({
  id: path.split("/").at(-1) ?? "",
  path: path.split("/"),
  title: path.split("/").at(-1) ?? "",
  state: "open",
  reason: "Something is missing",
  unverified: false,
  progress: false,
  passedOver: false,
  aside: false,
  conditional: false,
  artifacts: [],
  criteria: [],
  items: [],
  met: 0,
  total: 0,
  children: [],
  ...more,
});

/** A feature of these stages; its current gate is the one at the path `at`. */
export function feature(stages: JudgedStage[], at: string | null, more: Partial<JudgedFeature> = {}): JudgedFeature {
  const find = (among: readonly JudgedStage[]): JudgedStage | undefined =>
    among.find(({ path }) => path.join("/") === at) ?? among.map(({ children }) => find(children)).find(Boolean);
  return {
    id: "x",
    process: "made",
    processTitle: "Made",
    title: "X",
    files: [],
    archived: false,
    adopted: true,
    done: at === null,
    stages,
    current: find(stages) ?? null,
    findings: [],
    problems: [],
    dependencies: [],
    ...more,
  };
}
