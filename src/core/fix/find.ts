import { criterionKinds } from "../criteria/index.ts";
import { expand } from "../judge/expand.ts";
import { contextOf } from "../judge/gate.ts";
import { type JudgedFeature, leavesOf } from "../judged.ts";
import type { BareCriterion } from "../process/schema.ts";
import type { StageNode } from "../stages/source.ts";
import type { Workspace } from "../workspace.ts";
import { answerFixes } from "./answer.ts";
import { choiceFixes } from "./choice.ts";
import { evidenceFixes } from "./evidence.ts";
import type { Fix, FoundFix, Unmet } from "./fix.ts";
import { gateFixes, itemFixes } from "./gate.ts";
import { partFixes } from "./part.ts";
import { statusFixes, takeBackFixes } from "./status.ts";
import { tickFixes } from "./tick.ts";

/** Judged features do not change: what can be mended in one is found once, until it is judged again. */
const found = new WeakMap<JudgedFeature, Fix[]>();

/** What can be mended between two lines of a file, both included, as the workspace was last judged. */
export function fixesAt(workspace: Workspace, file: string, from: number, to: number): Fix[] {
  return workspace.snapshot.features
    .filter((feature) => !feature.archived && feature.files.includes(file))
    .flatMap((feature) => fixesOf(feature, workspace))
    .filter((fix) => fix.file === file && fix.line <= to && fix.endLine >= from);
}

function fixesOf(feature: JudgedFeature, workspace: Workspace): Fix[] {
  const known = found.get(feature);
  if (known) return known;
  const fixes = allFixes(feature, workspace);
  found.set(feature, fixes);
  return fixes;
}

function allFixes(judged: JudgedFeature, workspace: Workspace): Fix[] {
  const feature = workspace.feature(judged.id);
  if (!feature) return [];
  const facts = workspace.facts();
  const top = expand(feature, facts);
  const nodes = flatten(top);
  const byPath = new Map(nodes.map((node) => [node.path.join("\0"), node]));
  const fixes = new Map<string, Fix>();
  const add = (found: readonly FoundFix[], stage: readonly string[]): void => {
    for (const fix of found) {
      const { sha256 } = facts.document(fix.file) ?? {};
      const key = `${fix.file}\0${fix.line}\0${fix.title}`;
      if (sha256 !== undefined && !fixes.has(key)) fixes.set(key, { ...fix, feature: judged.id, stage, sha256 });
    }
  };
  add(choiceFixes(judged.problems), []);
  for (const stage of leavesOf(judged.stages)) {
    const node = byPath.get(stage.path.join("\0"));
    if (!node) continue;
    const context = contextOf(feature, node, facts, () => nodes, {}, false);
    const inCriteria = stage.criteria.flatMap((criterion, index) =>
      criterion.verdict === "unmet"
        ? firstOf(
            kindsOf(node.definition.gate?.criteria[index]).map(([kind, params]) =>
              fixesFor({ feature: judged, stage, node, context, criterion, kind, params }),
            ),
          )
        : [],
    );
    const own = [
      ...inCriteria,
      ...takeBackFixes(feature.process, judged, stage, node),
      ...statusFixes(feature.process, node),
      ...itemFixes(stage, feature.process),
      ...tickFixes(stage),
    ];
    add(own, stage.path);
  }
  return [...fixes.values()];
}

/** Where one of several things is enough, the first that can be mended is. */
const firstOf = (alternatives: readonly FoundFix[][]): FoundFix[] =>
  alternatives.find((fixes) => fixes.length > 0) ?? [];

/** What nobody works on yet needs no sections and no evidence; a question may be answered as soon as it is asked. */
const fixesFor = (unmet: Unmet): FoundFix[] =>
  unmet.stage.state === "locked" && !unmet.stage.progress
    ? answerFixes(unmet)
    : [...partFixes(unmet), ...gateFixes(unmet), ...evidenceFixes(unmet), ...answerFixes(unmet)];

/** The kinds that a criterion asks for: its own, or those that `any` gives a choice of. */
function kindsOf(definition: object | undefined): [kind: string, params: unknown][] {
  if (!definition) return [];
  const { any } = definition as BareCriterion;
  if (any) return any.flatMap(kindsOf);
  return criterionKinds.flatMap(({ name }): [string, unknown][] => {
    const params = (definition as Record<string, unknown>)[name];
    return params === undefined ? [] : [[name, params]];
  });
}

const flatten = (nodes: readonly StageNode[]): StageNode[] =>
  nodes.flatMap((node) => [node, ...flatten(node.children)]);
