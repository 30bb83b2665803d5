import { bundleFile, readJson } from "../../../scripts/l10n/files.ts";
import { processNote } from "../../../src/core/l10n.ts";

/** What an editor in this language hands to the engine. */
export const bundleOf = (language?: string): Record<string, string> =>
  readJson(bundleFile(language)) as Record<string, string>;

/** A language that is English with every message in `⟦…⟧`: what was glued together, or never translated, shows. */
export const bracketed = (): Record<string, string> =>
  Object.fromEntries(Object.keys(bundleOf()).map((key) => [key, `⟦${key}⟧`]));

/**
 * A language without words: of each message only what it fills in is left, between brackets. What processes say stays,
 * so that their criteria can be told apart.
 */
export const wordless = (): Record<string, string> =>
  Object.fromEntries(
    Object.keys(bundleOf())
      .filter((key) => !key.endsWith(`/${processNote}`))
      .map((key) => [key, `⟨${[...key.matchAll(/\{\d+\}/g)].map(([value]) => value).join(" ")}⟩`]),
  );
