import { bundleFile, readJson } from "../../../scripts/l10n/files.ts";

/** A language without words: of each message only what it fills in is left, between brackets. */
export const wordless = Object.fromEntries(
  Object.keys(readJson(bundleFile())).map((key) => [
    key,
    `⟨${[...key.matchAll(/\{\d+\}/g)].map(([value]) => value).join(" ")}⟩`,
  ]),
);
