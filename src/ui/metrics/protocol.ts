import * as z from "zod";
import { type Place, placeSchema, type Table, type Tone } from "../shared/panel/panelProtocol.ts";

/** What the metrics panel and the extension say to each other. Every text comes in words, translated; the page only draws. */

/** The page asks for a file to be shown. */
export const messageSchema = z.strictObject({ kind: z.literal("open"), place: placeSchema });
export type Message = z.infer<typeof messageSchema>;

/** One number that stands for much, with what it means. */
export interface Figure {
  label: string;
  value: string;
  note: string;
}

export interface View {
  title: string;
  state: { text: string; tone: Tone };
  /** What the cycle is, in a line. */
  lead: string;
  /** What one has to know before reading on: a broken file, an empty one. */
  notices: { text: string; place?: Place }[];
  figures: Figure[];
  tables: Table[];
  /** The state file, for the button that opens it. */
  source?: { place: Place; button: string };
  /** What stands for an empty cell, and how it is said. */
  words: { notRecorded: string };
}
