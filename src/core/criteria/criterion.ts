import type { z } from "zod";
import { between } from "../between.ts";
import type { Item, MarkdownDocument } from "../document.ts";
import type { Feature } from "../feature.ts";
import type { Approval, JudgedFeature, JudgedStage, Verdict } from "../judged.ts";
import { t } from "../l10n.ts";
import type { Facts } from "../ports.ts";
import type { Place } from "../problem.ts";
import type { Cycle, CycleGate, CycleUnit } from "../readers/cycle/cycle.ts";

/** A part of a Markdown document: the lines from `from` up to but without `to`; `heading` is its own, or -1. */
export interface Scope {
  document: MarkdownDocument;
  from: number;
  to: number;
  heading: number;
}

/** One gate of a cycle, as its reader normalised it: what the stage source `cycle` binds to a stage. */
export interface StateEntry {
  status: string;
  file: string;
  line: number;
  /** Why the status cannot be relied on, where it cannot. */
  doubt?: string;
  /** True where it may be recorded as skipped. */
  mayBeSkipped?: boolean;
  /** Why it is recorded as skipped. */
  skippedFor?: string;
  /** True for a unit that is called finished while nothing of its gates is recorded. */
  isUnrecorded?: boolean;
  /** The gate's own record, and the cycle and unit that it is of. */
  gate?: CycleGate;
  cycle?: Cycle;
  unit?: CycleUnit;
  /** The unit that a child belongs to. */
  parent?: CycleUnit;
}

/** What a criterion may look at. All of it is data; what is not read yet comes back as `undefined` and is wanted. */
export interface GateContext {
  facts: Facts;
  feature: Feature;
  /** The feature's variables, and what the stage's own source bound. */
  vars: Record<string, string>;
  /** What the stage is about: its artifacts' documents, or the section that it was made from. */
  scopes: Scope[];
  /** Artifacts that the stage asks for and that are not there. */
  missing: string[];
  /** Where to look when nothing better is known. */
  place: Place;
  state?: StateEntry;
  /** What another stage of the feature is about; undefined where there is no such stage or it is not read yet. */
  stageScopes(stage: string): Scope[] | undefined;
  /** Another stage as it was judged; only for checks of the feature as a whole, which come after its gates. */
  stageOf?(stage: string): JudgedStage | undefined;
  /** All leaves as they were judged; only for checks of the feature as a whole. */
  leaves?: readonly JudgedStage[];
  /** What the stages after this one are about, in their order. */
  later(): Scope[];
  /** The piece of work that comes before this feature, such as the phase before, judged by itself. */
  before?(): JudgedFeature | undefined;
  /** The state of this gate's approval; undefined where it asks for none. */
  approval?: Approval["state"];
  /** Whether any decision on this feature is recorded at all. */
  isRecorded: boolean;
}

/** What a criterion finds: its verdict, the reason in one sentence, and where to look. */
export interface Outcome {
  verdict: Verdict;
  message: string;
  place?: Place;
  /** Unmet because what it asks about is not there at all, as opposed to being empty or wrong. */
  absent?: true;
  /** The other place, where two disagree. */
  related?: Place[];
  /** Further places of the same fault. */
  also?: { message: string; place: Place; related?: Place[] }[];
}

/** One kind of criterion: a file in this folder. `check` never throws and asks nothing but its context. */
export interface CriterionKind<Schema extends z.ZodType = z.ZodType> {
  name: string;
  description: string;
  /** A short one in YAML, for the reference. Where there is none it shows one of a shipped process. */
  example?: string;
  schema: Schema;
  check(params: z.infer<Schema>, context: GateContext): Outcome;
}

/** Keeps the parameter type of `check` in step with the schema. */
export const criterion = <Schema extends z.ZodType>(kind: CriterionKind<Schema>): CriterionKind<Schema> => kind;

export const met = (message: string, place?: Place): Outcome => outcome("met", message, place);
export const unmet = (message: string, place?: Place): Outcome => outcome("unmet", message, place);
/** Unmet because the field or section is not there at all: an older document may lack it (`absent: warning`). */
export const absent = (message: string, place?: Place): Outcome => ({ ...unmet(message, place), absent: true });
export const unknown = (message: string, place?: Place): Outcome => outcome("unknown", message, place);
export const notApplicable = (message: string): Outcome => outcome("notApplicable", message);

function outcome(verdict: Verdict, message: string, place?: Place): Outcome {
  return place ? { verdict, message, place } : { verdict, message };
}

/** Where an extract stands. */
export const placeIn = (scope: { document: { path: string } }, at: { line: number; column?: number }): Place => ({
  file: scope.document.path,
  line: at.line,
  column: at.column ?? 1,
});

/** A scope's first line: its heading where it has one. */
export function startOfScope(scope: Scope): Place {
  const heading = scope.document.headings[scope.heading];
  return placeIn(scope, heading ?? { line: Math.max(1, scope.from) });
}

/** The extracts of a list that stand in a scope. */
export const within = <T extends { line: number }>(scope: Scope, extracts: readonly T[]): T[] =>
  between(extracts, scope.from, scope.to);

/** An extract's text, short enough for a message. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}

/** Words of a document, in the quotation marks of the reader's language. */
export const quoted = (words: string): string => t`"${words}"`;

/** Check boxes in a scope that count as work. */
export const boxesIn = (scope: Scope): Item[] =>
  within(scope, scope.document.items).filter((item) => item.box !== undefined && item.work);
