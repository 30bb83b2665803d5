import { bundleFile, readJson } from "../../../scripts/l10n/files.ts";
import { processNote } from "../../../src/core/l10n.ts";

/**
 * A language without words: of each message only what it fills in is left, between brackets. What processes say stays,
 * so that their criteria can be told apart.
 */
export const wordless = Object.fromEntries(
  Object.keys(readJson(bundleFile()))
    .filter((key) => !key.endsWith(`/${processNote}`))
    .map((key) => [key, `⟨${[...key.matchAll(/\{\d+\}/g)].map(([value]) => value).join(" ")}⟩`]),
);
