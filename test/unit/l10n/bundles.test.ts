import { deepEqual, equal, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { bundleFile, bundleText, extracted, languages, manifestFile, readJson } from "../../../scripts/l10n/files.ts";
import { processNote } from "../../../src/core/l10n.ts";

/** What people write the same way in these languages. */
const sameEverywhere: Record<string, readonly string[]> = {
  "zh-cn": ["Plangate"],
  "pt-br": [
    "Plangate",
    "Gate",
    "Gates",
    "Gates: {0}",
    "Gate {0}",
    "Gate: {0}",
    "gate",
    "1 gate",
    "{0} gates",
    "Commit: {0}",
    "Feedback: {0}",
    "commit",
    "Commit {0}",
    "Status: {0}",
    "editor",
    "terminal",
  ],
};
/** Names of files and values that processes have for labels. */
const sameOfProcesses = [".env.example", "DEBUG", "Dockerfile", "Makefile", "TRACE", "docker-compose.yml"];
const sameInPortuguese = ["Feedback", "Status"];
/** Units of time, which Portuguese writes as English does. */
const sameUnits = ["{0}d", "{0}d/Days", "{0}h", "{0}h/Hours", "{0}s", "{0}s/Seconds", "{0} h"];

const english = extracted();
const messages = Object.fromEntries(
  Object.entries(english.bundle).map(([key, value]) => [key, typeof value === "string" ? value : value.message]),
);

describe("the messages of the editor and the engine", () => {
  it("are literals, all of them, and stand in the bundle as the sources have them", () => {
    deepEqual(english.faults, []);
    equal(
      readFileSync(new URL(`../../../${bundleFile()}`, import.meta.url), "utf8"),
      bundleText(),
      "Messages have changed: run `npm run l10n`, then translate what it names.",
    );
  });

  for (const language of languages) {
    describe(`in ${language}`, () => {
      const bundle = readJson(bundleFile(language)) as Record<string, string>;
      const manifest = readJson(manifestFile(language)) as Record<string, string>;
      const said = readJson(manifestFile()) as Record<string, string>;

      it("are complete, and nothing is left over", () => {
        deepEqual(Object.keys(bundle), Object.keys(messages));
        deepEqual(Object.keys(manifest), Object.keys(said));
      });

      it("fill in, link to and quote what the English ones do", () => {
        for (const [key, text] of [...Object.entries(messages), ...Object.entries(said)]) {
          deepEqual(fixedIn(bundle[key] ?? manifest[key] ?? ""), fixedIn(text), key);
        }
      });

      it("are sentences, questions and beginnings where the English ones are", () => {
        for (const [key, text] of [...Object.entries(messages), ...Object.entries(said)]) {
          const translated = bundle[key] ?? manifest[key] ?? "";
          equal(translated.trim(), translated, key);
          equal(endOf(translated), endOf(text), `${key} → ${translated}`);
        }
      });

      it("are translated", () => {
        const same = [...Object.entries(messages), ...Object.entries(said)]
          .filter(
            ([key, text]) => (bundle[key] ?? manifest[key]) === text && /\p{L}{2,}|\p{L}$/u.test(withoutFixed(text)),
          )
          .map(([key]) => key);
        deepEqual(
          same.sort(),
          [
            ...(sameEverywhere[language] ?? []),
            ...(language === "pt-br" ? sameUnits : []),
            ...[...sameOfProcesses, ...(language === "pt-br" ? sameInPortuguese : [])].map(
              (text) => `${text}/${processNote}`,
            ),
          ].sort(),
        );
      });
    });
  }

  it("finds a translation that lost something", () => {
    ok(fixedIn("{0} of {1}").length !== fixedIn("{0}").length);
    deepEqual(fixedIn("[A](command:a.b) $(check) `git` {1}"), ["$(check)", "(command:a.b)", "`git`", "{1}"].sort());
    deepEqual(["Saved.", "Saved", "Saved…", "Saved?"].map(endOf), [".", "", "…", "?"]);
    deepEqual(["已保存。", "已保存", "已保存吗?"].map(endOf), [".", "", "?"]);
  });
});

/** What may stand at another place in another language, but has to be there just as often. */
function fixedIn(text: string): string[] {
  return [...text.matchAll(/\{\w+\}|\$\([\w~-]+\)|\(command:[^)]+\)|`+[^`]+`+|\n|✓|sha256|…/g)]
    .map(([part]) => part)
    .sort();
}

const withoutFixed = (text: string): string => text.replaceAll(/\{\d+\}|\$\([\w~-]+\)/g, " ");

const ends: Record<string, string> = { ".": ".", "。": ".", "?": "?", "？": "?", ":": ":", "：": ":", "…": "…" };
const endOf = (text: string): string => ends[text.at(-1) ?? ""] ?? "";
