import type { JudgedFeature } from "../../core/index.ts";

/** The order in which people see features: by title, and by id where titles are alike. */
export const byTitle = (a: JudgedFeature, b: JudgedFeature): number =>
  a.title.localeCompare(b.title) || a.id.localeCompare(b.id);
