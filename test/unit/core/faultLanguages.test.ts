import { equal, match, ok } from "node:assert/strict";
import { loadProcesses, type Problem, speak } from "../../../src/core/index.ts";
import { readPolicy } from "../../../src/core/policy/read.ts";
import { readRecord, writeDecision } from "../../../src/core/readers/record.ts";
import { decision } from "../support/judged.ts";
import { bracketed, bundleOf } from "../support/languages.ts";
import { sha256 } from "../support/memory.ts";

const process = (more: string): string => `id: mini
title: Mini
description: One document
feature: {id: "{feature}", title: {else: "{feature}"}, folder: "", files: [{pattern: "{feature}_mini.md", role: doc}]}
${more}`;

const stages = (gate: string): string => process(`stages: [{id: one, title: One, gate: ${gate}}]`);

const faultsOf = {
  process: (text: string): Problem[] =>
    loadProcesses([{ folder: "p", origin: "workspace", files: { "process.yaml": text } }]).problems,
  policy: (text: string): Problem[] => readPolicy(".plangate/config.yaml", text).problems,
  record: (text: string): Problem[] => readRecord("a.yaml", text).problems,
};

const record = (from: RegExp, to: string): string => writeDecision(decision(), sha256).replace(from, to);

const rows: [kind: keyof typeof faultsOf, name: string, text: string][] = [
  ["process", "no YAML", "id: [\n"],
  ["process", "an unknown key", process("stages: [{id: one, title: One}]\nstagez: 1")],
  ["process", "a missing key", process("")],
  ["process", "another type", process("stages: {id: one}")],
  ["process", "too few", process("stages: []")],
  ["process", "a pattern", process("stages: [{id: one, title: One}]").replace("mini", "Mini!")],
  ["process", "an option", process("stages: [{id: one, title: One, order: none}]")],
  ["process", "two kinds of criterion", stages("{criteria: [{filled: {}, exists: {}}]}")],
  ["process", "no kind of step", stages("{criteria: [], advance: [{}]}")],
  ["process", "a record by another name", stages("{criteria: [], approval: {required: true, record: a.md}}")],
  ["process", "a question without choices", stages("{criteria: [], ask: [{id: a, label: A, kind: pick}]}")],
  ["process", "no alternative fits", process("stages: [{id: one, title: One, artifacts: [1]}]")],
  ["process", "a missing key of an alternative", process("stages: [{id: one, title: One, artifacts: [{}]}]")],
  [
    "process",
    "a template that is not there",
    process("stages: [{id: a, title: A, artifacts: [{role: doc, create: b, template: c}]}]"),
  ],
  ["policy", "no YAML", "approvals: ["],
  ["policy", "no map", "- a"],
  ["policy", "an unknown key", "approvalz: {}"],
  ["policy", "an unknown key of elsewhere", "needed: 2"],
  ["policy", "an unknown key like none", "approvals: {wanted: 2}"],
  ["policy", "a list of nobody", "approvals: {by: []}"],
  ["policy", "no list", "approvals: {by: 1}"],
  ["policy", "no number", "approvals: {needed: two}"],
  ["policy", "too few", "approvals: {needed: 0}"],
  ["policy", "too many", "approvals: {needed: 21}"],
  ["policy", "no address", "approvals: {by: [Ada]}"],
  ["policy", "an address that is a number", "approvals: {by: [1]}"],
  ["policy", "neither yes nor no", "approvals: {author: maybe}"],
  ["policy", "an option", "approvals: {unbound: maybe}"],
  ["record", "a missing key", record(/^gate: .*$/m, "")],
  ["record", "nobody", record(/name: .*$/m, 'name: ""').replace(/email: .*$/m, 'email: ""')],
  ["record", "no time", record(/^at: .*$/m, "at: yesterday")],
  ["record", "an option", record(/^through: .*$/m, "through: mail")],
  ["record", "another type", record(/^subject: .*$/m, "subject: x")],
];

describe("faults of a team's files", () => {
  afterEach(() => speak(undefined));

  for (const [kind, name, text] of rows) {
    it(`are said in the person's language: ${kind}, ${name}`, () => {
      const english = faultsOf[kind](text);
      ok(english.length > 0);
      speak(bracketed());
      for (const { message } of faultsOf[kind](text)) match(message, /^⟦.*⟧$/s);
      for (const language of ["zh-cn", "pt-br"]) {
        speak(bundleOf(language));
        const told = faultsOf[kind](text);
        equal(told.length, english.length);
        for (const [index, { message, line, column, code }] of told.entries()) {
          const { message: said, ...place } = english[index] as Problem;
          ok(message !== said, message);
          ok(!/\b(expected|received|missing|invalid|needed here|There|has to)\b/i.test(message), message);
          equal(`${line}:${column} ${code}`, `${place.line}:${place.column} ${place.code}`);
        }
      }
    });
  }
});
