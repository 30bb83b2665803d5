import * as z from "zod";
import { gateStates, type JudgedFeature, type JudgedStage } from "../../core/index.ts";

/** What of the tree is shown. Everything that is set has to fit; an empty list and an empty text ask for nothing. */
export const filterSchema = z.object({
  /** Gates in one of these states. */
  states: z.array(z.enum(gateStates)),
  /** Features of one of these processes, by id. */
  processes: z.array(z.string()),
  /** Words in the name of a feature, of one of its files, of a stage or of a box. */
  text: z.string(),
  /** Gates that wait for the person who works here. */
  waiting: z.boolean(),
});
export type Filter = z.infer<typeof filterSchema>;

export const noFilter: Filter = { states: [], processes: [], text: "", waiting: false };

/** Whether a filter hides anything by what it says; the wait for a person is a switch of its own. */
export const isFiltering = ({ states, processes, text }: Filter): boolean =>
  states.length > 0 || processes.length > 0 || text.trim() !== "";

/** What of a feature is shown: all of it, or these stages, groups around them included. */
export type Shown = "all" | ReadonlySet<JudgedStage>;

/** What a filter leaves of a feature; undefined where that is nothing. */
export function shownOf(
  feature: JudgedFeature,
  filter: Filter,
  waits: (stage: JudgedStage) => boolean,
): Shown | undefined {
  if (filter.processes.length > 0 && !filter.processes.includes(feature.process)) return undefined;
  const has = finder(filter.text);
  const isNamed = [feature.title, feature.id, ...feature.files].some(has);
  if (isNamed && filter.states.length === 0 && !filter.waiting) return "all";
  const kept = new Set<JudgedStage>();
  const keep = (stage: JudgedStage, named: boolean): boolean => {
    const isMeant = named || has(stage.title);
    const stays =
      stage.children.length > 0
        ? stage.children.filter((child) => keep(child, isMeant)).length > 0
        : fits(stage, filter, waits) && (isMeant || stage.items.some(({ text }) => has(text)));
    if (stays) kept.add(stage);
    return stays;
  };
  for (const stage of feature.stages) keep(stage, isNamed);
  return kept.size > 0 ? kept : undefined;
}

const fits = (stage: JudgedStage, { states, waiting }: Filter, waits: (stage: JudgedStage) => boolean): boolean =>
  (states.length === 0 || states.includes(stage.state)) && (!waiting || waits(stage));

/** Looks for words as people type them: in any case, each of them somewhere. */
export function finder(text: string): (within: string) => boolean {
  const words = folded(text)
    .split(/\s+/)
    .filter((word) => word !== "");
  return words.length === 0
    ? () => true
    : (within) => {
        const folds = folded(within);
        return words.every((word) => folds.includes(word));
      };
}

const folded = (text: string): string => text.normalize("NFKC").toLowerCase();
