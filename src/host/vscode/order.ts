import type { JudgedFeature } from "../../core/index.ts";

/** How people expect names in a list: numbers in them by their value, so that Part 2 comes before Part 10. */
export const byName: (a: string, b: string) => number = new Intl.Collator(undefined, { numeric: true }).compare;

/** The order in which people see features: by title, and by id where titles are alike. */
export const byTitle = (a: JudgedFeature, b: JudgedFeature): number => byName(a.title, b.title) || byName(a.id, b.id);
