import * as z from "zod";
import { type Mark, type Subject, subjectSchema } from "../shared/panel/panelProtocol.ts";

/** What the overview and the extension say to each other. Every text comes in words, translated; the page only draws and filters. */

/** The page asks for the board of a feature, or for a new one to be started. */
export const messageSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("board"), subject: subjectSchema }),
  z.strictObject({ kind: z.literal("start") }),
]);
export type Message = z.infer<typeof messageSchema>;

/** One feature in a line. */
export interface RowView {
  subject: Subject;
  title: string;
  process: string;
  /** The folder it lies in; empty where there is one folder only. */
  home: string;
  /** The gate in front, or one that waits for the person; empty where there is neither. */
  gate: string;
  mark: Mark;
  /** The gate's state in a word. */
  word: string;
  /** How many gates are behind it: `3/8`. */
  gates: string;
  /** How much of the gate in front holds: `5/7`; empty where nothing is counted. */
  criteria: string;
  /** What is wrong, in short. */
  trouble: string;
}

/** Features that stand alike. */
export interface GroupView {
  id: "waiting" | "blocked" | "working" | "done" | "archived";
  title: string;
  /** What they have in common, in a sentence. */
  note: string;
  /** Whether it is unfolded as long as the person has not said otherwise. */
  isOpen: boolean;
  rows: RowView[];
}

export interface View {
  title: string;
  /** The numbers, in a sentence. */
  lead: string;
  groups: GroupView[];
  /** Where there is nothing to show: why, and what to do. */
  empty?: { text: string; button?: string };
  words: {
    filter: string;
    /** `{0} of {1} features`, for what the filter leaves. */
    matches: string;
    noMatch: string;
    columns: { feature: string; gate: string; state: string; criteria: string; gates: string; trouble: string };
    /** `Show {0} more`, for a long group. */
    more: string;
    nothing: string;
  };
}
