import { t } from "./l10n.ts";

/** `a and b and c`, for people; empty where there is none. */
export const both = ([first = "", ...more]: readonly (string | number)[]): string =>
  more.reduce<string>((all, each) => t`${all} and ${each}`, String(first));

/** `a or b or c`, for people; empty where there is none. */
export const either = ([first = "", ...more]: readonly (string | number)[]): string =>
  more.reduce<string>((all, each) => t`${all} or ${each}`, String(first));

/** Clauses in one sentence: `a; b; c`. */
export const clauses = ([first = "", ...more]: readonly string[]): string =>
  more.reduce((all, each) => t`${all}; ${each}`, first);
