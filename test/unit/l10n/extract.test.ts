// biome-ignore-all lint/suspicious/noTemplateCurlyInString: samples of code that has templates
import { deepEqual } from "node:assert/strict";
import { extract } from "../../../scripts/l10n/extract.ts";
import { textsIn } from "../../../scripts/l10n/processes.ts";
import { sourceOf } from "../../../scripts/l10n/sources.ts";

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
});
