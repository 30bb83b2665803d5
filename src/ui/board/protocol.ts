import * as z from "zod";
import { type Mark, type Place, placeSchema, type Table } from "../shared/panel/panelProtocol.ts";

/** What a feature's board and the extension say to each other. Every text comes in words, translated; the page only draws. */

/** All that a page may ask to be run. Each is the command of that name in `ids.ts`, which asks the person what it always asks. */
export const boardCommands = [
  "reviewGate",
  "advance",
  "approveGate",
  "requestChanges",
  "waive",
  "skip",
  "revoke",
  "compareApproved",
  "runAction",
  "showMetrics",
  "showOverview",
] as const;
export type BoardCommand = (typeof boardCommands)[number];

const stageSchema = z.array(z.string().max(1000)).max(20);

export const messageSchema = z.discriminatedUnion("kind", [
  /** Shows a file of the workspace. */
  z.strictObject({ kind: z.literal("open"), place: placeSchema }),
  /** Runs a command on the feature, or on one of its stages; `action` is one of the process's own. */
  z.strictObject({
    kind: z.literal("run"),
    command: z.enum(boardCommands),
    stage: stageSchema.optional(),
    action: z.string().max(1000).optional(),
  }),
  /** Ticks a box that is shown, or unticks it. */
  z.strictObject({ kind: z.literal("tick"), id: z.string().max(3000), wanted: z.boolean() }),
  /** Which gate is looked at (the current one where there is none), and how much of the history. */
  z.strictObject({ kind: z.literal("look"), stage: stageSchema.optional(), wholeHistory: z.boolean() }),
]);
export type Message = z.infer<typeof messageSchema>;

/** A command that can be asked for here. */
export interface Offer {
  command: BoardCommand;
  label: string;
  stage?: string[];
  action?: string;
  /** The one that a person most likely wants. */
  isMain?: boolean;
}

/** Words that lead to a place. */
export interface Jump {
  text: string;
  place: Place;
}

/** A stage in the pipeline. */
export interface StageView {
  id: string;
  stage: string[];
  title: string;
  mark: Mark;
  /** Its state in a word. */
  word: string;
  /** `3/8`; empty where nothing is counted. */
  count: string;
  /** What is wrong at it, at a group also within it, in short; empty where nothing is. */
  trouble: string;
  isCurrent: boolean;
  /** Whether the current gate is this one or lies within it. */
  isOnTheWay: boolean;
  /** Whether it is the gate that is looked at. */
  isShown: boolean;
  children: StageView[];
}

/** One of the things that a gate asks. */
export interface CheckView {
  mark: Mark;
  title: string;
  /** Its verdict in a word. */
  word: string;
  text: string;
  places: Jump[];
  /** The further places of the same fault. */
  also: { text: string; places: Jump[] }[];
}

/** A box to tick. */
export interface BoxView {
  id: string;
  text: string;
  depth: number;
  isTicked: boolean;
  /** Its state in a word where it is no plain box to tick; it cannot be ticked here then. */
  word: string;
  place: Place;
}

/** The gate that is looked at. */
export interface GateView {
  id: string;
  title: string;
  /** The groups that it lies in, from the top; empty at the top. */
  within: string;
  mark: Mark;
  word: string;
  count: string;
  reason: string;
  isCurrent: boolean;
  offers: Offer[];
  /** The process's own actions. */
  actions: Offer[];
  checks: CheckView[];
  /** How many criteria do not apply here; empty where all do. */
  leftOut: string;
  approval?: { mark: Mark; text: string; lines: string[]; place?: Place };
  documents: (Jump | { text: string; place?: undefined })[];
  boxes: BoxView[];
  /** How many boxes are not shown; empty where all are. */
  moreBoxes: string;
}

/** A violation, a contradiction, a stale approval, or something wrong in a file. */
export interface FindingView {
  mark: Mark;
  word: string;
  text: string;
  places: Jump[];
}

export interface EventView {
  what: string;
  when: string;
  who: string;
  /** What kind of thing it was, in a word. */
  word: string;
  place?: Place;
}

/** Bars beside each other; the table says the same in numbers. */
export interface ChartView {
  id: string;
  title: string;
  /** What it shows, in a sentence or two: what stands for the picture where it cannot be seen. */
  summary: string;
  /** What each bar is about, and how long it is in words. */
  bars: { name: string; value: string }[];
  /** Values of one kind for each bar; the kinds of a bar stand one behind the other. */
  series: { name: string; fill: "solid" | "striped" | "hollow"; values: number[] }[];
  table: Table;
}

export interface View {
  title: string;
  process: string;
  /** Where the work stands, in one sentence. */
  sentence: string;
  mark: Mark;
  progress: { share: number; text: string };
  /** What one has to know before acting: Restricted Mode, an archived feature. */
  notices: string[];
  stages: StageView[];
  gate?: GateView;
  findings: FindingView[];
  /** Where there are many: how the rest of them is unfolded. */
  moreFindings: string;
  decisions: Table;
  documents: Table;
  evidence: Table;
  charts: ChartView[];
  history: { events: EventView[]; more: string; note: string };
  words: Words;
}

/** The texts of the page that are always the same. */
export interface Words {
  stages: string;
  current: string;
  findings: string;
  criteria: string;
  approval: string;
  documents: string;
  boxes: string;
  actions: string;
  figures: string;
  asTable: string;
  allFigures: string;
  history: string;
  overview: string;
  gone: string;
  noCriteria: string;
  noDecisions: string;
  noHistory: string;
  toCurrent: string;
  notRecorded: string;
}
