import { deepEqual } from "node:assert/strict";
import { extract } from "../../../../scripts/l10n/extract.ts";
import { languages } from "../../../../scripts/l10n/files.ts";
import { sourcesIn } from "../../../../scripts/l10n/sources.ts";
import { goesOn } from "../../../../src/core/judge/goesOn.ts";
import { bundleOf } from "../../support/languages.ts";

/** First words of messages that are names, or values of documents. */
const names = new Set("GREEN: GREEN RED: RED CI ID Git Git's JSON Status: Standards".split(" "));

describe("what criteria find, behind a dash or a colon", () => {
  const keys = Object.keys(extract(sourcesIn("src/core/criteria/**/*.ts")).bundle);
  for (const language of [undefined, ...languages]) {
    it(`begins small in ${language ?? "English"}, but for names`, () => {
      const messages = language === undefined ? keys : keys.map((key) => bundleOf(language)[key] ?? "");
      const capital = messages.filter((text) => /^\p{Lu}\p{Ll}*(?=[\s:])|^\p{Lu}+(?=[\s:])/u.test(text));
      const left = capital.filter((text) => goesOn(text) === text).map((text) => text.split(" ")[0] ?? "");
      deepEqual(
        [...new Set(left)].filter((word) => !names.has(word)),
        [],
      );
    });
  }
});
