// biome-ignore-all lint/suspicious/noTemplateCurlyInString: samples of code that has templates
import { deepEqual } from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { extract } from "../../../scripts/l10n/extract.ts";
import { textsIn, textsOfProcesses } from "../../../scripts/l10n/processes.ts";
import { sourceOf } from "../../../scripts/l10n/sources.ts";
import { root } from "../../../scripts/root.ts";
import { processNote } from "../../../src/core/l10n.ts";

const extracted = (code: string) => extract([sourceOf("a.ts", code)]);

describe("messages to translate", () => {
  const found: [name: string, code: string, keys: string[]][] = [
    ["of the editor", 'l10n.t("{0} files", count)', ["{0} files"]],
    ["told apart by a comment", 'l10n.t({ message: "Open", comment: ["A verb"] })', ["Open/A verb"]],
    ["of the engine", "const say = () => t`${done} of ${all} boxes`;", ["{0} of {1} boxes"]],
    ["of the engine, one in another", "const say = () => t`${t`a gate`} holds`;", ["a gate", "{0} holds"]],
    ["of the engine, as it reads", "const say = () => t`a \\`b\\` \\u2026`;", ["a `b` …"]],
  ];
  for (const [name, code, keys] of found) {
    it(`are found: ${name}`, () => {
      deepEqual(Object.keys(extracted(code).bundle), keys);
      deepEqual(extracted(code).faults, []);
    });
  }

  const faults: [name: string, code: string][] = [
    ["no literal", "l10n.t(message)"],
    ["made before the language is known", "const words = { open: t`open` };"],
  ];
  for (const [name, code] of faults) {
    it(`are refused: ${name}`, () => deepEqual(extracted(code).faults.length, 1));
  }

  it("are found in processes: what people read, and neither names nor what is compared or written", () => {
    const process = {
      id: "p",
      title: "A process",
      description: "What it is for.",
      rules: { "P-G1": "A rule." },
      start: {
        ask: [{ id: "topic", label: "Which topic?", detail: "One word", of: [{ value: "a", label: "The first" }] }],
      },
      stages: [
        {
          id: "s",
          title: "A stage",
          conditional: { declared: { field: { name: "Asked", is: "done" } }, reason: "Not asked" },
          gate: {
            criteria: [{ filled: { in: ["A section"] }, label: "Filled in" }],
            passedOver: { "*": "It went on" },
          },
        },
      ],
      actions: [{ id: "a", title: "Do It", steps: [{ commit: { message: "a commit" } }] }],
    };
    deepEqual(textsIn(process).sort(), [
      "A rule.",
      "Do It",
      "Filled in",
      "It went on",
      "Not asked",
      "One word",
      "The first",
      "What it is for.",
      "Which topic?",
    ]);
  });

  it("leave nothing in the built-in processes that reads as a sentence and is no message", () => {
    const said = new Set(Object.keys(textsOfProcesses()).map((key) => key.slice(0, -`/${processNote}`.length)));
    deepEqual(
      longTexts().filter(({ text, path }) => !said.has(text) && !written.test(path)),
      [],
    );
  });
});

/** Where a process.yaml says what documents are called, what is searched for, written or run. */
const written =
  /(?:^|\.)(?:title|like|not|shape|headings|in|all|only|except|parts|name|file|files|to|line|row|text|message|command|env|patterns?|section|sections|words|calls|vars|else|after|find|under|of|is|having|exit|or|keys|columns?|value|when|any)(?:\.|$)/;

/** Strings of four words or more, and where they stand. */
function longTexts(): { text: string; path: string }[] {
  const found: { text: string; path: string }[] = [];
  const look = (value: unknown, path: string): void => {
    if (typeof value === "string" && /^\p{Lu}\p{Ll}*(?: [\p{L}\d,'-]+){3}/u.test(value))
      found.push({ text: value, path });
    else if (typeof value === "object" && value !== null)
      for (const [key, inner] of Object.entries(value)) look(inner, path === "" ? key : `${path}.${key}`);
  };
  for (const file of globSync("templates/*/process.yaml", { cwd: root })) {
    look(parse(readFileSync(join(root, file), "utf8")), "");
  }
  return found;
}
