import { deepEqual, equal, match, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { TextEdit } from "vscode-languageserver-types";
import { root } from "../../../scripts/root.ts";
import { criterionKinds } from "../../../src/core/criteria/index.ts";
import { stageSources } from "../../../src/core/stages/index.ts";
import { stepKinds } from "../../../src/core/steps/index.ts";
import { yamlLanguage } from "../../../src/ui/yamlFiles/language.ts";

const uri = "file:///work/.plangate/processes/own/process.yaml";

const head = `id: own
title: Own
description: Of this test.
feature:
  id: "{dir}"
  title: {else: "{dir}"}
  folder: "{dir}"
  files: [{pattern: "{dir:path}/own.md", role: own}]
`;
const stage = `${head}stages:\n  - id: a\n    title: A\n`;
const criteria = `${stage}    gate:\n      criteria:\n`;

const namesOf = (kinds: readonly { name: string }[]): string[] => kinds.map(({ name }) => name);

describe("the language of process.yaml", () => {
  const language = yamlLanguage(readFileSync(join(root, "media/process.schema.json"), "utf8"));

  /** What is offered at the `|` of a text. */
  async function offered(marked: string): Promise<string[]> {
    const before = marked.slice(0, marked.indexOf("|")).split("\n");
    const items = await language.complete(uri, marked.replace("|", ""), before.length - 1, before.at(-1)?.length ?? 0);
    return items.map(({ label }) => label);
  }

  const cases: [title: string, text: string, names: string[]][] = [
    ["the parts of a process in an empty file", "|", ["id", "title", "feature", "stages", "rules"]],
    ["what is not there yet at the top", `${head}|`, ["start", "stages", "always", "actions"]],
    ["the parts of a stage", `${stage}    |`, ["artifacts", "gate", "each", "conditional"]],
    ["the parts of a gate", `${stage}    gate:\n      |`, ["criteria", "approval", "done", "advance"]],
    ["every criterion in a list", `${criteria}        - |`, [...namesOf(criterionKinds), "any", "when", "label"]],
    ["every criterion as a mark", `${stage}    gate:\n      done:\n        |`, [...namesOf(criterionKinds), "any"]],
    ["every criterion of an `any`", `${criteria}        - any:\n            - |`, namesOf(criterionKinds)],
    ["every criterion between braces", `${criteria}        - {|}`, namesOf(criterionKinds)],
    ["the parameters of a kind", `${criteria}        - count:\n            |`, ["of", "like", "min", "max", "in"]],
    ["values that are known", `${criteria}        - count:\n            of: |`, ["heading", "item", "code", "part"]],
    ["what else there is between braces", `${criteria}        - {filled: {}, |}`, ["when", "label", "severity"]],
    ["parameters between braces", `${criteria}        - {count: {of: heading, |}}`, ["like", "min", "in"]],
    ["values between braces", `${criteria}        - {filled: {}, severity: |}`, ["error", "warning"]],
    ["every source of stages", `${stage}    each:\n      |`, namesOf(stageSources)],
    ["every step", `${stage}    gate:\n      advance:\n        - |`, namesOf(stepKinds)],
  ];
  for (const [title, text, names] of cases) {
    it(`offers ${title}`, async () => {
      const labels = await offered(text);
      deepEqual(
        names.filter((name) => !labels.includes(name)),
        [],
      );
    });
  }

  const inserted: [title: string, text: string, label: string, line: string][] = [
    [
      "a key on a line of its own",
      `${criteria}        - count:\n            of: heading\n            li|`,
      "like",
      "            like: ",
    ],
    [
      "a key between braces",
      `${criteria}        - {count: {of: heading, |}}`,
      "like",
      "        - {count: {of: heading, like: }}",
    ],
    ["a kind between braces", `${criteria}        - {|}`, "sections", "        - {sections: }"],
    [
      "a word that is half written",
      `${criteria}        - {filled: {}, lab|}`,
      "label",
      "        - {filled: {}, label: }",
    ],
    ["a key before its colon", `${criteria}        - {si|: {pages: 1}}`, "size", "        - {size: {pages: 1}}"],
  ];
  for (const [title, marked, label, expected] of inserted) {
    it(`writes ${title} on its line`, async () => {
      const before = marked.slice(0, marked.indexOf("|")).split("\n");
      const text = marked.replace("|", "");
      const items = await language.complete(uri, text, before.length - 1, before.at(-1)?.length ?? 0);
      const edit = items.find((item) => item.label === label)?.textEdit as TextEdit | undefined;
      ok(edit);
      equal(
        TextDocument.applyEdits(TextDocument.create(uri, "yaml", 1, text), [edit])
          .split("\n")
          .at(-1),
        expected,
      );
    });
  }

  it("offers nothing that does not belong there", async () => {
    const labels = await offered(`${criteria}        - |`);
    deepEqual(
      ["object", "scaffold", "stages", "heading"].filter((name) => labels.includes(name)),
      [],
    );
    equal((await offered(`${head}|`)).includes("title"), false);
  });

  it("explains a kind where it is named", async () => {
    const text = `${criteria}        - {size: {pages: 1}}\n`;
    const line = text.split("\n").findIndex((each) => each.includes("size"));
    const hover = await language.hover(uri, text, line, 12);
    match(JSON.stringify(hover?.contents), /no longer than so many pages/);
    equal(JSON.stringify(hover).includes("Source"), false);
  });

  it("fetches no other schema, whatever a file asks for", async () => {
    for (const line of ["# yaml-language-server: $schema=https://example.com/x.json\n", "$schema: /etc/x.json\n"]) {
      const labels = await offered(`${line}${head}sta|`);
      equal(labels.includes("x"), false);
    }
  });

  for (const [title, text] of [
    ["nothing", ""],
    ["half of a map", `${criteria}        - {filled: {`],
    ["tabs", "\tid:\n\t\t- x\n"],
    ["an unknown tag", "id: !!js/function 'x'\n"],
    ["a circle", "a: &a [*a]\n"],
    ["no YAML at all", "\u0000\u0001: [\n"],
  ]) {
    it(`answers in a file with ${title}`, async () => {
      const line = (text ?? "").split("\n").length - 1;
      equal(Array.isArray(await language.complete(uri, text ?? "", line, 0)), true);
      await language.hover(uri, text ?? "", 0, 0);
    });
  }
});

describe("the language of a team's policy", () => {
  const language = yamlLanguage(readFileSync(join(root, "media/config.schema.json"), "utf8"));
  const uri = "file:///work/.plangate/config.yaml";

  async function offered(marked: string): Promise<string[]> {
    const before = marked.slice(0, marked.indexOf("|")).split("\n");
    const items = await language.complete(uri, marked.replace("|", ""), before.length - 1, before.at(-1)?.length ?? 0);
    return items.map(({ label }) => label).sort();
  }

  const cases: [title: string, text: string, names: string[]][] = [
    ["its parts in an empty file", "|", ["approvals", "gates", "waivers"]],
    ["what is not there yet", "waivers: {}\n|", ["approvals", "gates"]],
    ["what approvals need", "approvals:\n  |", ["author", "by", "needed", "unbound", "unsigned"]],
    ["what waivers need", "waivers:\n  |", ["allowed", "by", "longest"]],
    ["what is left between braces", "waivers: {by: [a@b], |}", ["allowed", "longest"]],
    [
      "the parts of an entry",
      "gates:\n  - |",
      ["author", "by", "gate", "needed", "process", "unbound", "unsigned", "waivers"],
    ],
    ["what waivers need at a gate", "gates:\n  - gate: a\n    waivers:\n      |", ["allowed", "by", "longest"]],
    ["values that are known", "approvals:\n  unbound: |", ["accept", "refuse"]],
    ["yes and no", "approvals:\n  author: |", ["false", "true"]],
  ];
  for (const [title, text, names] of cases) it(`offers ${title}`, async () => deepEqual(await offered(text), names));

  it("explains a key", async () => {
    const hover = await language.hover(uri, "waivers:\n  longest: 3\n", 1, 4);
    match(JSON.stringify(hover?.contents), /For how many days a waiver holds at most/);
  });
});

describe("the language of an approval record", () => {
  const language = yamlLanguage(readFileSync(join(root, "media/record.schema.json"), "utf8"));
  const uri = "file:///work/.plangate/approvals/a/b/1.yaml";
  const first = "---\ndecision: approved\nprocess: a\n";

  it("explains a key of every decision in the file", async () => {
    for (const [text, line] of [
      [first, 1],
      [`${first}---\ndecision: revoked\n`, 4],
    ] as const)
      match(JSON.stringify((await language.hover(uri, text, line, 3))?.contents), /What was decided/);
  });

  it("says that people do not write it", () => {
    const { description } = JSON.parse(readFileSync(join(root, "media/record.schema.json"), "utf8"));
    match(description, /Plangate writes it/);
  });

  it("offers what a second decision lacks", async () => {
    const items = await language.complete(uri, `${first}---\ndecision: revoked\n`, 5, 0);
    const labels = items.map(({ label }) => label);
    deepEqual([labels.includes("comment"), labels.includes("decision")], [true, false]);
  });
});
