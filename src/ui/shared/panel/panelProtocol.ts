import * as z from "zod";
import type { GateState } from "../../../core/index.ts";

/** What panel and extension say to each other whatever the panel shows. What only one panel says stands in its own protocol. */

/** What a panel is about, by names that outlive a reload of the window. */
export const subjectSchema = z.strictObject({
  /** The workspace folder's address. */
  folder: z.string(),
  /** The feature's id. */
  feature: z.string(),
  /** The path of one gate of it, where the panel is about a gate. */
  gate: z.array(z.string()).optional(),
});
export type Subject = z.infer<typeof subjectSchema>;

/** What a panel leaves with the editor, to be brought back with after a reload. */
export const stateSchema = z.object({ subject: subjectSchema });
export interface PanelState {
  subject: Subject;
  /** How far down the person was, in pixels. */
  scrolled: number;
  /** What else the page wants to find again, such as what was unfolded. The extension does not look at it. */
  page?: unknown;
}

/** The page stands and can be told what to show. */
export const readySchema = z.strictObject({ kind: z.literal("ready") });
export type Ready = z.infer<typeof readySchema>;

/** Sent to the page whenever what it shows has changed. */
export interface Show<View> {
  kind: "show";
  subject: Subject;
  view: View;
}

/** A place in a file of the workspace; lines and columns count from 1. */
export const placeSchema = z.strictObject({
  file: z.string().min(1),
  line: z.int().positive(),
  column: z.int().positive().optional(),
});
export type Place = z.infer<typeof placeSchema>;

/** How a thing stands, shown by a shape and a colour beside its words. */
export type Tone = "good" | "bad" | "busy" | "waiting" | "unknown";

/** Everything that pages show by a shape of its own: tones, the states of a gate, severities. */
export type Mark = Tone | GateState | "unverified" | "warning" | "info" | "none";

/** A bar beside a number: where it begins and what it is made of, as shares (0 to 1) of the column's width. */
export interface Bar {
  from: number;
  parts: { share: number; fill: "solid" | "striped" | "hollow" }[];
}

export interface Cell {
  /** Empty for what is not recorded. */
  text: string;
  tone?: Mark;
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
