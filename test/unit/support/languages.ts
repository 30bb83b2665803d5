import { bundleFile, readJson } from "../../../scripts/l10n/files.ts";

/** What an editor in this language hands to the engine. */
export const bundleOf = (language?: string): Record<string, string> =>
  readJson(bundleFile(language)) as Record<string, string>;

/** A language that is English with every message in `⟦…⟧`: what was glued together, or never translated, shows. */
export const bracketed = (): Record<string, string> =>
  Object.fromEntries(Object.keys(bundleOf()).map((key) => [key, `⟦${key}⟧`]));
