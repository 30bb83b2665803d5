import type { Decision } from "../approval.ts";
import { boxesIn, type GateContext, placeIn, within } from "../criteria/criterion.ts";
import { check, evaluate } from "../criteria/evaluate.ts";
import { select, type Where } from "../criteria/select.ts";
import { statusOf } from "../criteria/status.ts";
import type { Feature } from "../feature.ts";
import type { Approval, Criterion, GateState, JudgedStage, StageItem } from "../judged.ts";
import { saidByProcess, t } from "../l10n.ts";
import type { Facts } from "../ports.ts";
import type { BareCriterion, GateDefinition } from "../process/schema.ts";
import type { StageNode } from "../stages/source.ts";
import { likeAny } from "../words.ts";
import { type Recorded, recorded } from "./approval.ts";
import { type Lack, lackOf, reasonOf } from "./lack.ts";
import { hasOwnText } from "./progress.ts";
import { neverWaived } from "./waiving.ts";

/** A mark or a box that claims what its criterion denies: two places that cannot both be true. */
export interface Denial {
  claim: { message: string; place: JudgedStage["place"] };
  criterion: Criterion;
}

/** A leaf as it is by itself, before the stages in front of it are looked at. */
export interface Leaf {
  node: StageNode;
  /** The state that the gate would have if nothing came before it. */
  alone: GateState;
  reason: string;
  unverified: boolean;
  /** Nothing is known to be wrong; something could not be determined. Never a violation, never a way past. */
  undetermined: boolean;
  progress: boolean;
  /** The mark that calls the gate passed although all it lacks is a person's approval. */
  unapproved?: { claim: Denial["claim"]; lack: Lack };
  /** What was approved and is not there any more, in a sentence, where the approval is stale for it. */
  gone?: string;
  /** Recorded as skipped though it may not be (C-4). */
  isSkippedOver: boolean;
  criteria: Criterion[];
  denials: Denial[];
  /** Criteria that two places of the files answer differently, where the process calls that a contradiction. */
  disagreements: Criterion[];
  recorded: Recorded;
  /** Why the gate is never waived or skipped. */
  unwaivable: string | undefined;
  items: StageItem[];
  met: number;
  total: number;
}

export function contextOf(
  feature: Feature,
  node: StageNode,
  facts: Facts,
  all: () => StageNode[],
  approval: Pick<Recorded, "approval">,
  isRecorded: boolean,
  before?: GateContext["before"],
): GateContext {
  const context: GateContext = {
    facts,
    feature,
    vars: node.vars,
    scopes: node.scopes,
    missing: node.missing,
    place: node.place,
    isRecorded,
    stageScopes: (id) => all().find((other) => other.id === id)?.scopes,
    later: () => laterThan(node, all()),
    ...(before && { before }),
  };
  if (node.state) context.state = node.state;
  if (approval.approval?.required) context.approval = approval.approval.state;
  return context;
}

/** What the leaves behind a stage are about. */
function laterThan(node: StageNode, all: readonly StageNode[]): GateContext["scopes"] {
  const at = all.findIndex((other) => other.path.join("\0") === node.path.join("\0"));
  return all.slice(at + 1).flatMap((other) => (other.children.length === 0 ? other.scopes : []));
}

/** Judges a leaf by itself: its criteria, its approval, its mark, its progress. */
export function judgeLeaf(
  feature: Feature,
  node: StageNode,
  facts: Facts,
  all: () => StageNode[],
  isRecorded: boolean,
  isShared: (path: string) => boolean,
  before?: GateContext["before"],
): Leaf {
  const gate: GateDefinition = node.definition.gate ?? { criteria: [] };
  const decided = recorded(feature, node, facts);
  const context = contextOf(feature, node, facts, all, decided, isRecorded, before);
  const criteria = gate.criteria.map((definition) => evaluate(definition, feature.process.id, context));
  const mark = gate.done ? check(gate.done, context) : undefined;
  // What an older document lacks holds a gate that is still to be advanced, and is a warning behind one that is.
  const holding = criteria.filter(
    ({ severity, atAdvance, verdict }) =>
      (severity === "error" || (atAdvance && mark?.verdict !== "met")) && verdict !== "notApplicable",
  );
  const unmet = holding.filter((criterion) => criterion.verdict === "unmet");
  const unclear = holding.filter((criterion) => criterion.verdict === "unknown");
  const declared = node.definition.conditional ? check(node.definition.conditional.declared, context) : undefined;
  const approval = decided.approval;
  const approved = !approval?.required || approval.state === "approved";
  // What is left of a broken record contradicts nothing.
  const isDoubtful = node.state?.doubt !== undefined;
  const leaf: Leaf = {
    node,
    alone: "open",
    reason: "",
    unverified: false,
    undetermined: isDoubtful || (unmet.length === 0 && unclear.length > 0),
    progress:
      progressOf(node, gate, context, feature) || mark?.verdict === "met" || (approval?.decisions.length ?? 0) > 0,
    isSkippedOver: false,
    criteria,
    denials: isDoubtful ? [] : denialsOf(gate, criteria, context),
    disagreements: isDoubtful ? [] : disagreementsIn(gate, criteria),
    recorded: decided,
    unwaivable: neverWaived(node, criteria, feature.process),
    items: itemsOf(node, gate, criteria, context, isShared),
    met: holding.filter((criterion) => criterion.verdict === "met").length + (approval?.required && approved ? 1 : 0),
    total: holding.length + (approval?.required ? 1 : 0),
  };
  const set = (alone: GateState, reason: string): Leaf => Object.assign(leaf, { alone, reason });
  if (decided.waived && leaf.unwaivable === undefined) return set("waived", waivedBy(decided.waived));
  if (decided.skipped && node.definition.conditional && leaf.unwaivable === undefined)
    return set("skipped", skippedBy(decided.skipped));
  if (node.state && statusOf(node.state.status) === "skipped") {
    const { status, skippedFor: why } = node.state;
    if (node.state.mayBeSkipped || node.definition.conditional)
      return set("skipped", why ? t`Recorded as ${status}: ${why}` : t`Recorded as ${status}`);
    leaf.isSkippedOver = true;
    return set("open", why ? t`it is recorded as ${status}: ${why}` : t`it is recorded as ${status}`);
  }
  if (declared?.verdict === "unmet")
    return set("skipped", saidByProcess(node.definition.conditional?.reason ?? declared.message));
  if (approval?.required && approval.state === "stale") {
    const flaw = approval.subjectFlaw ?? goneSince(approval);
    if (flaw === undefined) return set("stale", t`The approved text has changed since`);
    leaf.gone = flaw;
    return set("stale", t`The approved text has changed since: ${flaw}`);
  }
  const denied =
    mark?.verdict === "met" ? unmet.find((criterion) => !isAboutMark(gate, criteria.indexOf(criterion))) : undefined;
  if (mark && denied && !isDoubtful && leaf.denials.length === 0) {
    leaf.denials.push({ claim: { message: mark.message, place: mark.place ?? node.place }, criterion: denied });
  }
  if (unmet[0]) return set("open", unmet[0].message);
  if (unclear[0]) {
    if (mark?.verdict === "met" && approved) {
      leaf.unverified = true;
      return set("passed", t`Marked as passed; not verified: ${unclear[0].message}`);
    }
    return set("open", unclear[0].message);
  }
  if (!approved) {
    const lack = lackOf(approval);
    if (mark?.verdict === "met" && !isDoubtful)
      leaf.unapproved = { claim: { message: mark.message, place: mark.place ?? node.place }, lack };
    return set("ready", reasonOf(lack));
  }
  if (mark && mark.verdict !== "met") return set("ready", t`Everything holds; the mark is missing: ${mark.message}`);
  if (leaf.total === 0 && !mark && !approval?.required) {
    return leaf.progress ? set("passed", t`Nothing is asked here`) : set("open", t`Nothing is recorded here yet`);
  }
  if (node.state?.doubt) {
    leaf.unverified = true;
    return set("passed", t`Marked as passed; not verified: ${node.state.doubt}`);
  }
  return set("passed", approval?.required ? t`Criteria met and approved` : t`Criteria met`);
}

const waivedBy = ({ by, comment }: Decision): string =>
  comment === undefined ? t`Waived by ${by.name}: no reason given` : t`Waived by ${by.name}: ${comment}`;

const skippedBy = ({ by, comment }: Decision): string =>
  comment === undefined ? t`Skipped by ${by.name}: no reason given` : t`Skipped by ${by.name}: ${comment}`;

/** What was approved and is no part of the subject any more, in a sentence. */
function goneSince({ latest, subject }: Approval): string | undefined {
  const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
  const gone = latest?.subject.find((then) => !subject.some(({ path }) => nameOf(path) === nameOf(then.path)));
  return gone && t`${gone.path} is no longer there, or no longer part of what is approved.`;
}

/** Whether a criterion looks at the very list that the mark is made of: the two cannot contradict each other. */
function isAboutMark(gate: GateDefinition, index: number): boolean {
  const listOf = (definition: unknown): unknown => (definition as BareCriterion | undefined)?.checklist;
  const [mark, own] = [listOf(gate.done), listOf(gate.criteria[index])] as ({ in?: unknown } | undefined)[];
  return mark !== undefined && own !== undefined && JSON.stringify(mark.in) === JSON.stringify(own.in);
}

function progressOf(node: StageNode, gate: GateDefinition, context: GateContext, feature: Feature): boolean {
  if (gate.started) return check(gate.started, context).verdict === "met";
  const template = (path: string): string | undefined => {
    const name = node.artifacts.find((artifact) => artifact.path === path)?.template;
    return name === undefined ? undefined : feature.process.templates[name];
  };
  if (node.artifacts.length > 0)
    return node.scopes.some((scope) => hasOwnText(scope.document, template(scope.document.path)));
  return node.scopes.some((scope) => boxesIn(scope).some((item) => item.state === "done"));
}

function disagreementsIn(gate: GateDefinition, criteria: readonly Criterion[]): Criterion[] {
  return criteria.filter(
    ({ verdict, related = [] }, index) =>
      verdict === "unmet" && related.length > 0 && gate.criteria[index]?.finding === "contradiction",
  );
}

/** Boxes that are ticked though what they claim does not hold (CP-G3). */
function denialsOf(gate: GateDefinition, criteria: readonly Criterion[], context: GateContext): Denial[] {
  return gate.criteria.flatMap((definition, index): Denial[] => {
    const criterion = criteria[index];
    if (!definition.behind || criterion?.verdict !== "unmet") return [];
    const selection = select({ in: definition.behind.in }, context);
    if (selection.kind !== "scopes") return [];
    const like = definition.behind.like;
    for (const scope of selection.scopes) {
      const box = boxesIn(scope).find((item) => item.state === "done" && likeAny(item.text, like));
      if (box) return [{ claim: { message: t`Ticked: ${box.text}`, place: placeIn(scope, box) }, criterion }];
    }
    return [];
  });
}

/** The boxes to show under a gate: those its checklists speak of; else all of its documents, where they are its own. */
function itemsOf(
  node: StageNode,
  gate: GateDefinition,
  criteria: readonly Criterion[],
  context: GateContext,
  isShared: (path: string) => boolean,
): StageItem[] {
  const items = new Map<string, StageItem>();
  const add = (scope: GateContext["scopes"][number]): void => {
    for (const item of within(scope, scope.document.items)) {
      if (item.box && item.work)
        items.set(`${scope.document.path}:${item.offset}`, { ...item, file: scope.document.path });
    }
  };
  for (const [index, definition] of gate.criteria.entries()) {
    if (criteria[index]?.verdict === "notApplicable") continue;
    const list = (definition as BareCriterion).checklist as Where | undefined;
    if (!list || definition.behind) continue;
    const selection = select(list, context);
    if (selection.kind === "scopes") selection.scopes.forEach(add);
  }
  if (items.size === 0) {
    for (const scope of node.scopes) {
      const isOwn =
        node.artifacts.some((artifact) => artifact.path === scope.document.path) && !isShared(scope.document.path);
      if (isOwn) add(scope);
    }
  }
  return [...items.values()];
}
