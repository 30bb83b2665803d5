import { check, evaluate } from "../criteria/evaluate.ts";
import type { Feature } from "../feature.ts";
import {
  type Approval,
  type Criterion,
  type Finding,
  isThrough,
  type JudgedFeature,
  type JudgedStage,
  leavesOf,
} from "../judged.ts";
import { t } from "../l10n.ts";
import type { Facts } from "../ports.ts";
import { type Place, type Problem, startOf } from "../problem.ts";
import { fillIn, humanise } from "../process/variables.ts";
import type { StageNode } from "../stages/source.ts";
import { headingIs } from "../words.ts";
import { recordFolder } from "./approval.ts";
import { decisionBy } from "./decisionBy.ts";
import { expand } from "./expand.ts";
import { findingsOf, passedOver } from "./findings.ts";
import { contextOf, judgeLeaf, type Leaf } from "./gate.ts";
import { stopOf } from "./stops.ts";

/**
 * Judges a feature: every gate's state, with the reasons. Pure: the same feature and facts give the same verdict, in
 * the editor, the terminal and CI. What a fact that is not there yet would change is unknown, and never lets pass.
 */
export function judge(feature: Feature, facts: Facts): Omit<JudgedFeature, "dependencies"> {
  const nodes = expand(feature, facts);
  const flat = flatten(nodes);
  const isRecorded = facts.below(recordFolder(feature)).length > 0;
  const leaves = new Map<StageNode, Leaf>();
  const holders = new Map<string, number>();
  const leafNodes = flat.filter((node) => node.children.length === 0);
  for (const node of leafNodes) for (const { path } of node.artifacts) holders.set(path, (holders.get(path) ?? 0) + 1);
  const isShared = (path: string): boolean => (holders.get(path) ?? 0) > 1;
  const times: string[] = [];
  const before = beforeOf(feature, facts, times);
  for (const node of leafNodes)
    leaves.set(
      node,
      judgeLeaf(feature, node, facts, () => flat, isRecorded, isShared, before),
    );
  const { stages } = inOrder(nodes, feature, leaves, false);
  for (const [index, node] of nodes.entries()) {
    if (node.definition.aside) for (const stage of leavesOf(stages.slice(index, index + 1))) stage.aside = true;
  }
  for (const node of passedOver(nodes, leaves).keys())
    for (const stage of leavesOf(stages)) if (isSame(stage.path, node.path)) stage.passedOver = true;
  stop(feature, stages, leaves, nodes, facts);
  const all = leavesOf(stages);
  const isLeft = (stage: JudgedStage): boolean => stage.state !== "locked" && !isThrough(stage.state);
  // What stands beside the stages comes last, and keeps no feature from being done unless there is nothing else.
  const main = all.some((stage) => !stage.aside) ? all.filter((stage) => !stage.aside) : all;
  const current = main.find(isLeft) ?? all.find(isLeft) ?? null;
  const problems = problemsOf(feature, leaves, facts);
  const findings = findingsOf(feature, nodes, stages, leaves, facts);
  if (!feature.archived) checkAlways(feature, flat, all, facts, isRecorded, before, findings, problems);
  const [nextChangeAt] = [...times, ...[...leaves.values()].flatMap(({ recorded }) => recorded.changesAt)].sort();
  return {
    id: feature.id,
    process: feature.process.id,
    processTitle: feature.process.title,
    title: titleOf(feature, facts),
    files: [...feature.files, ...feature.copies].map((file) => file.path).sort(),
    archived: feature.archived,
    adopted: facts.adopted,
    done: main.length > 0 && main.every((stage) => isThrough(stage.state)),
    stages,
    current,
    findings,
    problems,
    ...(nextChangeAt === undefined ? {} : { nextChangeAt }),
  };
}

/**
 * The feature before, judged by itself and once: what came before that one is not asked again.
 * @param times Where it is asked, the time at which its own verdict changes is added.
 */
function beforeOf({ before }: Feature, facts: Facts, times: string[]): (() => JudgedFeature) | undefined {
  if (!before) return undefined;
  const { before: _, ...alone } = before;
  let known: JudgedFeature | undefined;
  return () => {
    if (!known) {
      known = { ...judge(alone, facts), dependencies: [] };
      if (known.nextChangeAt !== undefined) times.push(known.nextChangeAt);
    }
    return known;
  };
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index]);

const isAt = (node: StageNode, { file, line }: Place): boolean =>
  node.place.file === file && node.place.line === line && line > 1;

const flatten = (nodes: readonly StageNode[]): StageNode[] =>
  nodes.flatMap((node) => [node, ...flatten(node.children)]);

/** States in order: a leaf is locked while one it comes after is not passed, waived or skipped. */
function inOrder(
  nodes: readonly StageNode[],
  parent: Feature | StageNode,
  leaves: Map<StageNode, Leaf>,
  locked: boolean,
): { stages: JudgedStage[]; holds: boolean } {
  const any = "definition" in parent && parent.definition.order === "any";
  let before = true;
  let holds = true;
  const stages = nodes.map((node) => {
    const isLocked = locked || (!any && !before && !node.definition.aside);
    const judged =
      node.children.length > 0 ? group(node, leaves, isLocked) : leafStage(node, leaves.get(node) as Leaf, isLocked);
    before &&= judged.holds || node.definition.aside === true;
    holds &&= judged.holds;
    return judged.stage;
  });
  return { stages, holds };
}

function group(node: StageNode, leaves: Map<StageNode, Leaf>, locked: boolean): { stage: JudgedStage; holds: boolean } {
  const { stages, holds } = inOrder(node.children, node, leaves, locked);
  const inside = leavesOf(stages);
  const current = inside.find((stage) => !isThrough(stage.state)) ?? inside.at(-1);
  const through = inside.filter((stage) => isThrough(stage.state)).length;
  return {
    holds,
    stage: {
      id: node.id,
      path: node.path,
      title: node.title,
      state: current?.state ?? "open",
      reason: current?.reason ?? "",
      unverified: inside.some((stage) => stage.unverified),
      progress: inside.some((stage) => stage.progress),
      passedOver: false,
      aside: false,
      conditional: node.definition.conditional !== undefined,
      place: node.place,
      artifacts: node.artifacts.map(({ path, exists }) => ({ path, exists })),
      criteria: [],
      items: [],
      met: through,
      total: inside.length,
      children: stages,
    },
  };
}

function leafStage(node: StageNode, leaf: Leaf, locked: boolean): { stage: JudgedStage; holds: boolean } {
  // Waived and skipped are decisions: they stand whatever comes before.
  const state = locked && leaf.alone !== "waived" && leaf.alone !== "skipped" ? "locked" : leaf.alone;
  const stage: JudgedStage = {
    id: node.id,
    path: node.path,
    title: node.title,
    state,
    reason: state === "locked" ? t`A gate before this one does not hold` : leaf.reason,
    unverified: leaf.unverified && state === "passed",
    progress: leaf.progress,
    passedOver: false,
    aside: false,
    conditional: node.definition.conditional !== undefined,
    place: node.place,
    artifacts: node.artifacts.map(({ path, exists }) => ({ path, exists })),
    criteria: leaf.criteria,
    items: leaf.items,
    met: leaf.met,
    total: leaf.total,
    children: [],
  };
  if (leaf.recorded.approval) stage.approval = leaf.recorded.approval;
  if (leaf.unwaivable !== undefined) stage.unwaivable = leaf.unwaivable;
  if (leaf.recorded.noWaivers !== undefined) stage.noWaivers = leaf.recorded.noWaivers;
  if (leaf.recorded.policy) stage.waivers = leaf.recorded.policy.waivers;
  if (leaf.recorded.refused) stage.refused = leaf.recorded.refused;
  return { stage, holds: isThrough(state) };
}

/** A stop token, a status or the log blocks the gate that work stands at (C-12). */
function stop(
  feature: Feature,
  stages: readonly JudgedStage[],
  leaves: Map<StageNode, Leaf>,
  nodes: readonly StageNode[],
  facts: Facts,
): void {
  const open = leavesOf(stages).find((stage) => !stage.aside && stage.state !== "locked" && !isThrough(stage.state));
  // Where nothing is left to do, a stop holds the last gate: work that says it is blocked is not done.
  const current = open ?? leavesOf(stages).findLast((stage) => !stage.aside);
  const leaf = current && [...leaves.values()].find(({ node }) => isSame(node.path, current.path));
  if (!current || !leaf || current.state === "stale") return;
  const blocked = leaf.node.definition.gate?.blocked;
  const context = contextOf(feature, leaf.node, facts, () => flatten(nodes), leaf.recorded, false);
  const recordedStop = open && blocked ? check(blocked, context) : undefined;
  const found = recordedStop?.verdict === "met" ? recordedStop : stopOf(feature, leaf.node, nodes);
  if (!found) return;
  current.state = "blocked";
  current.reason = found.message;
  if (found.place) current.place = found.place;
}

/** The problems of a feature's own files; a file that is only a record has its problems there too. */
function problemsOf(feature: Feature, leaves: Map<StageNode, Leaf>, facts: Facts): Problem[] {
  const paths = new Set(feature.files.map((file) => file.path));
  for (const leaf of leaves.values()) if (leaf.recorded.approval) paths.add(leaf.recorded.approval.record);
  const problems = [...paths]
    .sort()
    .flatMap((path) => (facts.exists(path) ? (facts.document(path)?.problems ?? []) : []));
  return feature.archived
    ? problems
    : [
        ...problems,
        ...[...leaves.values()].flatMap((leaf) => [...futureOf(leaf), ...otherRulesOf(leaf)]),
        ...[...leaves.values()].flatMap(({ recorded }) => recorded.problems),
        ...[...leaves.values()].flatMap(warningsOf),
      ];
}

/** Decisions from the future do not count: a clock is wrong, or somebody wrote what is not so. */
const futureOf = ({ node, recorded: { approval, future } }: Leaf): Problem[] =>
  future.map((each) => ({
    ...startOf(approval?.record ?? node.place.file),
    code: "record-from-future",
    severity: "error",
    message: t`${node.title}: ${decisionBy(each)} is dated ${each.at}, which is still to come. It does not count. Decide again, or wait until then.`,
    rule: "common/P-1",
  }));

/** An approval under other rules still counts; whether it should is for people to say (P-4). */
function otherRulesOf({ node, recorded: { approval } }: Leaf): Problem[] {
  if (!approval?.otherRules) return [];
  return [
    {
      ...startOf(approval.record),
      code: "approval-other-rules",
      severity: "info",
      message: otherRulesMessage(node.title, approval.changedSince),
      rule: "common/P-4",
    },
  ];
}

function otherRulesMessage(title: string, changed: Approval["changedSince"]): string {
  if (!changed.includes("policy"))
    return t`${title}: it was approved under other rules of the gate. The approval counts; approve again if it should stand under those of now.`;
  if (!changed.includes("rules"))
    return t`${title}: it was approved under another policy of the team. The approval counts; approve again if it should stand under those of now.`;
  return t`${title}: it was approved under other rules of the gate and another policy of the team. The approval counts; approve again if it should stand under those of now.`;
}

/** What a gate only warns of is a problem once its stage has begun; what an older document lacks is one problem. */
function warningsOf(leaf: Leaf): Problem[] {
  if (!leaf.progress) return [];
  const unmet = leaf.criteria.filter(({ severity, verdict }) => severity !== "error" && verdict === "unmet");
  const lacking = unmet.filter((criterion) => criterion.atAdvance);
  const shown = unmet.filter((criterion) => !criterion.atAdvance);
  const problem = ({ place, rule, severity }: Criterion, message: string): Problem => ({
    ...(place ?? leaf.node.place),
    code: "rule-unmet",
    severity,
    message: t`${leaf.node.title}: ${message}`,
    ...(rule ? { rule } : {}),
  });
  const first = lacking[0];
  const labels = lacking.map(({ label }) => label).join(", ");
  return [
    ...shown.map((criterion) => problem(criterion, criterion.message)),
    ...(first ? [problem(first, t`Not written here: ${labels}. Advancing this stage will ask for it`)] : []),
  ];
}

function titleOf(feature: Feature, facts: Facts): string {
  const { role, not = [], else: otherwise } = feature.process.definition.feature.title;
  const file = role && feature.files.find((each) => each.role === role);
  const document = file ? facts.document(file.path) : undefined;
  if (document?.kind === "markdown") {
    const heading =
      document.headings[feature.section?.heading ?? -1] ?? document.headings.find((each) => each.level === 1);
    if (heading && heading.text !== "" && !headingIs(heading.text, not) && !heading.text.includes("<")) {
      const own = withoutKind(heading.text, not);
      // A part of a log is called by the log's own name as well: `Claims service · Phase 1 — MVP Backend`.
      const whole = document.headings.find((each) => each.level === 1);
      const name = whole && whole !== heading ? withoutKind(whole.text, not) : undefined;
      return name !== undefined && name !== whole?.text && !name.includes("<") ? `${name} · ${own}` : own;
    }
  }
  if (document?.kind === "cycle") {
    const { sourceFile, id } = document.lastGood?.cycle ?? document.cycle;
    const name = nameOfSource(sourceFile) || id;
    if (name !== "") return humanise(name);
  }
  const name = fillIn(otherwise, feature.vars)
    .split("/")
    .filter((part) => part !== "" && !/^\{\w+\}$/.test(part))
    .at(-1);
  return humanise(name ?? feature.process.title);
}

/** `docs/pre-dev/login/tasks.md` is about login; `docs/tasks/fix-login.md` about what its own name says. */
function nameOfSource(source: string): string {
  const [file = "", folder = ""] = source
    .split(/[\\/]+/)
    .filter((part) => part !== "")
    .reverse();
  const name = file.replace(/\.\w+$/, "");
  return name === file ? file : /(^|[-_])tasks$/i.test(name) ? folder : name;
}

/** `Express: Labels are printed twice` is titled by what comes after the kind of document that it is. */
function withoutKind(heading: string, kinds: readonly string[]): string {
  const [kind = "", ...rest] = heading.split(/\s*[:–—]\s+/);
  return rest.length > 0 && headingIs(kind, kinds) ? heading.slice(heading.indexOf(rest[0] ?? "")) : heading;
}

/** What a process asks at all times, besides its gates. */
function checkAlways(
  feature: Feature,
  flat: readonly StageNode[],
  all: readonly JudgedStage[],
  facts: Facts,
  isRecorded: boolean,
  before: (() => JudgedFeature) | undefined,
  findings: Finding[],
  problems: Problem[],
): void {
  for (const definition of feature.process.definition.always) {
    const node = flat.find((each) => each.id === definition.stage) ?? flat[0];
    const judged = node && all.find((each) => isSame(each.path, node.path));
    if (!node) continue;
    const isPassedOver = judged?.state === "waived" || judged?.state === "skipped";
    const approval = judged?.approval && !isPassedOver ? { approval: judged.approval } : {};
    const context = contextOf(feature, node, facts, () => [...flat], approval, isRecorded, before);
    context.stageOf = (id) => all.find((each) => each.id === id);
    context.leaves = all;
    const criterion = evaluate(definition, feature.process.id, context);
    // What an older document lacks is asked for when it goes on, not before.
    if (criterion.verdict !== "unmet" || criterion.atAdvance) continue;
    const kind = definition.finding ?? "problem";
    const rule = criterion.rule ? { rule: criterion.rule } : {};
    for (const found of [criterion, ...(criterion.also ?? [])]) {
      const place = found.place ?? startOf(feature.files[0]?.path ?? "");
      const { message } = found;
      if (kind === "problem") {
        problems.push({ ...place, code: "rule-unmet", severity: definition.severity ?? "warning", message, ...rule });
        continue;
      }
      findings.push({
        kind,
        code: "rule-unmet",
        severity: definition.severity ?? "error",
        stage: (flat.findLast((each) => isAt(each, place)) ?? node).path.join("/"),
        message,
        place,
        // What a stage lacks an approval for is held against where that would be recorded.
        related: [
          ...(found.related ?? []),
          ...(definition.stage && judged?.approval ? [startOf(judged.approval.record)] : []),
        ],
        ...rule,
      });
    }
  }
}
