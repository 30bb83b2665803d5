import * as z from "zod";

/** What the metrics panel and the extension say to each other. Every text comes in words, translated; the page only draws. */

/** A line of a file of the workspace, from 1. */
export const placeSchema = z.strictObject({ file: z.string().min(1), line: z.int().positive() });
export type Place = z.infer<typeof placeSchema>;

/** The page asks for a file to be shown. */
export const messageSchema = z.strictObject({ kind: z.literal("open"), place: placeSchema });
export type Message = z.infer<typeof messageSchema>;

/** How a thing stands, shown by a shape and a colour beside its words. */
export type Tone = "good" | "bad" | "busy" | "waiting" | "unknown";

/** A bar beside a number: where it begins and what it is made of, as shares (0 to 1) of the column's width. */
export interface Bar {
  from: number;
  parts: { share: number; fill: "solid" | "striped" | "hollow" }[];
}

export interface Cell {
  /** Empty for what is not recorded. */
  text: string;
  tone?: Tone;
  bar?: Bar;
  /** Where the cell itself leads. */
  place?: Place;
}

/** A row; its first cell is its header. */
export interface Row {
  cells: Cell[];
  /** Where the row leads. */
  place?: Place;
  /** How deep it lies within the rows above it. */
  depth?: number;
}

export interface Table {
  id: string;
  title: string;
  note?: string;
  columns: { title: string; isNumber?: boolean }[];
  rows: Row[];
}

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
