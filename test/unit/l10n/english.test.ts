// biome-ignore-all lint/suspicious/noTemplateCurlyInString: samples of code that has templates
import { deepEqual } from "node:assert/strict";
import { leftInEnglish } from "../../../scripts/l10n/english.ts";
import { englishFiles, surfaceFiles, untranslated } from "../../../scripts/l10n/files.ts";
import { sourceOf, sourcesIn } from "../../../scripts/l10n/sources.ts";

describe("strings left in English", () => {
  it("stand nowhere on the editor's surface", () => {
    const sources = sourcesIn(surfaceFiles);
    const left = sources.filter(({ path }) => !englishFiles.has(path)).flatMap(leftInEnglish);
    deepEqual(
      left.filter(({ text }) => !untranslated.has(text)).map(({ place, text }) => `${place}  ${text}`),
      [],
      "Say it with l10n.t, in the engine with t; a page gets its words from its presenter.",
    );
    const seen = new Set(left.map(({ text }) => text));
    deepEqual(
      [...untranslated].filter((text) => !seen.has(text)),
      [],
      "These exceptions are no longer needed.",
    );
    deepEqual(
      [...englishFiles].filter((file) => !sources.some((each) => each.path === file && leftInEnglish(each).length > 0)),
      [],
      "These exceptions are no longer needed.",
    );
  });

  const found: [name: string, code: string, texts: string[]][] = [
    ["a sentence", 'show("Nothing is written.")', ["Nothing is written."]],
    ["a sentence with values", "const text = `${count} features are hidden`;", ["… features are hidden"]],
    ["a label of one word", 'const row = { label: "open" };', ["open"]],
    ["one of two words", 'const row = { description: is ? "met" : "unmet" };', ["met", "unmet"]],
    ["a word that is set", 'item.tooltip = "ready";', ["ready"]],
    ["a word in a message", 'window.showWarningMessage("failed");', ["failed"]],
    ["a word that begins as labels do", 'section("Files", rows)', ["Files"]],
    [
      "a verdict of the engine",
      'const outcome = is ? met("there") : unmet(`${file} lies outside`, place);',
      ["there", "… lies outside"],
    ],
    ["what stands between names", 'const text = names.join(" as well as ");', [" as well as "]],
    ["a word filled into a message of the engine", 't`${name} is ${is ? "there" : "missing"}`', ["there", "missing"]],
    ["what is filled into a translation", 'l10n.t("{0} now", is ? "Not yet" : "")', ["Not yet"]],
    ["names that no type calls patterns", 'const columns: string[] = ["Code path"];', ["Code path"]],
    ["text of a page", "html`<p>${name} is <b>open</b></p>`", ["… is", "open"]],
    ["a name that is only heard", 'html`<button aria-label="close" class="link">×</button>`', ["close"]],
    ["a word filled into a page", 'html`<p>${is ? "open" : nothing}</p>`', ["open"]],
    ["a word filled into a name", 'html`<p title=${is ? "open" : ""}></p>`', ["open"]],
  ];
  for (const [name, code, texts] of found) {
    it(`are found: ${name}`, () => deepEqual(textsIn(code), texts));
  }

  const passed: [name: string, code: string][] = [
    ["a translation", 'l10n.t("Nothing is written.")'],
    ["a translation with a comment", 'l10n.t({ message: "Open it", comment: ["A verb"] })'],
    ["a message of the engine", "const message = t`Nothing is written.`;"],
    [
      "the reference",
      'z.string().describe("The role of a file").meta({ description: "A role" }); criterion({ description: "Files are there.", example: "a: b" });',
    ],
    [
      "lists of names, and of symbols",
      'const names = ("main and " + "Master").split(" "); const none = Symbol("not there");',
    ],
    [
      "ids and keys",
      'const own = fields["exit decision"]; const row = { kind: "open", "Any key": 1, id: `gate/${id}` }; run("plangate.showBoard");',
    ],
    ["types", 'type State = "Not here" | "Open";'],
    ["comparisons", 'if (state === "Not here") go();'],
    [
      "patterns",
      'const columns: Patterns = ["Code path", "Name"]; const ended = new RegExp(`^(?:no longer ${word})`);',
    ],
    [
      "paths and selectors",
      'read("docs/My.md"); find("[aria-current]"); join(home, "Library", "Application Support");',
    ],
    ["the log", 'surface.log.warn("The folder could not be read");'],
    ["styles", "css`main { color: red; }`"],
    ["classes and roles of a page", 'html`<p class=${is ? "open" : ""} role="row">${text}</p>`'],
  ];
  for (const [name, code] of passed) {
    it(`are not: ${name}`, () => deepEqual(textsIn(code), []));
  }
});

const textsIn = (code: string): string[] => leftInEnglish(sourceOf("a.ts", code)).map(({ text }) => text);
