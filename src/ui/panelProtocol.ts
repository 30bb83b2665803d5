import * as z from "zod";

/** What panel and extension say to each other whatever the panel shows. What only one panel says stands in its own protocol. */

/** What a panel is about, by names that outlive a reload of the window. */
export const subjectSchema = z.strictObject({
  /** The workspace folder's address. */
  folder: z.string(),
  /** The feature's id. */
  feature: z.string(),
});
export type Subject = z.infer<typeof subjectSchema>;

/** What a panel leaves with the editor, to be brought back with after a reload. */
export const stateSchema = z.object({ subject: subjectSchema });
export interface PanelState {
  subject: Subject;
  /** How far down the person was, in pixels. */
  scrolled: number;
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
