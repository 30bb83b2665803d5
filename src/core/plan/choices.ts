import type { Choice } from "../change.ts";
import { within } from "../criteria/criterion.ts";
import { listOf, pathsOf, select } from "../criteria/select.ts";
import type { Feature } from "../feature.ts";
import { contextOf } from "../judge/gate.ts";
import { type JudgedFeature, type JudgedStage, leavesOf } from "../judged.ts";
import { t } from "../l10n.ts";
import type { Facts } from "../ports.ts";
import type { Process } from "../process/process.ts";
import type { Question } from "../process/schema.ts";
import type { StageNode } from "../stages/source.ts";
import type { Workspace } from "../workspace.ts";

/** What a question's choices are found in. A feature that is to be started has no stage yet. */
export interface ChoiceContext {
  workspace: Workspace;
  facts: Facts;
  process: Process;
  /** Where relative patterns start from. */
  folder: string;
  vars: Readonly<Record<string, string>>;
  feature?: Feature;
  judged?: JudgedFeature;
  stage?: StageNode;
}

type From = NonNullable<Question["from"]>;

/** The choices that the workspace gives, in the order in which it holds them. */
export function choicesFrom(from: From, context: ChoiceContext): Choice[] {
  if (from.offers) return offers(context);
  if (from.files) return files(from.files, context);
  if (from.code) return commands(listOf(from.code.in), context);
  if (from.stages) return stages(from.stages, context);
  if (from.features) return featureFiles(from.features, context);
  return [];
}

const offers = ({ workspace, process }: ChoiceContext): Choice[] =>
  workspace.snapshot.offers
    .filter((offer) => offer.process === process.id)
    .map(({ path, title }) => ({ value: path, label: title, description: path }));

function featureFiles(role: string, { workspace, process }: ChoiceContext): Choice[] {
  const paths = workspace.snapshot.features.flatMap(({ id, process: its, archived }) =>
    its !== process.id || archived
      ? []
      : (workspace.feature(id)?.files ?? []).filter((file) => file.role === role).map((file) => file.path),
  );
  return [...new Set(paths)].sort().map((path) => ({ value: path, label: path }));
}

const files = (patterns: readonly string[], { facts, folder, vars }: ChoiceContext): Choice[] =>
  pathsOf(patterns, { facts, vars, feature: { folder } }).map((path) => ({ value: path, label: path }));

/** Commands as a document writes them: the lines of code blocks, and code spans. */
function commands(sections: readonly string[], { feature, stage, facts }: ChoiceContext): Choice[] {
  if (!feature || !stage) return [];
  const found = select(
    { in: [...sections] },
    contextOf(feature, stage, facts, () => [], {}, false),
  );
  if (found.kind !== "scopes") return [];
  const texts = found.scopes.flatMap((scope) =>
    within(scope, scope.document.blocks).flatMap((block) => {
      if (block.vacant || block.quoted) return [];
      if (block.kind === "code") return block.text.split(/\r\n|\r|\n/);
      return [...block.text.matchAll(/`+([^`]+)`+/g)].map((match) => match[1] ?? "");
    }),
  );
  const lines = texts.map((text) => text.replace(/^\s*\$ /, "").trim());
  const runnable = lines.filter((line) => line !== "" && !line.startsWith("#") && !/<[^<>\s][^<>]*>/.test(line));
  return [...new Set(runnable)].map((command) => ({ value: command, label: command }));
}

function stages(which: NonNullable<From["stages"]>, { judged, stage }: ChoiceContext): Choice[] {
  if (!judged || !stage) return [];
  const leaves = leavesOf(judged.stages);
  const own = stage.path.join("/");
  const first = leaves.findIndex((leaf) => isWithin(leaf.path, stage.path));
  const last = leaves.findLastIndex((leaf) => isWithin(leaf.path, stage.path));
  const parent = stage.path.slice(0, -1);
  const isChosen: Record<typeof which, (leaf: JudgedStage, index: number) => boolean> = {
    before: (_, index) => index < first,
    after: (_, index) => index > last,
    children: (_, index) => index >= first && index <= last,
    siblings: ({ path }) => isWithin(path, parent) && path.join("/") !== own,
  };
  const chosen = leaves.filter(isChosen[which]);
  return chosen.map((leaf) => ({
    value: leaf.path.join("/"),
    label: leaf.title,
    description: placeOf(leaf),
  }));
}

/** A stage's path, and whether it is behind the work. */
function placeOf({ path, state }: JudgedStage): string {
  const place = path.join("/");
  if (state === "passed") return t`${place} (passed)`;
  if (state === "waived") return t`${place} (waived)`;
  return state === "skipped" ? t`${place} (skipped)` : place;
}

const isWithin = (path: readonly string[], group: readonly string[]): boolean =>
  group.every((id, depth) => path[depth] === id);
