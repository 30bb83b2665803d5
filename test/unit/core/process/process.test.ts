import { deepEqual, equal, match } from "node:assert/strict";
import { loadProcesses, type ProcessSource } from "../../../../src/core/index.ts";
import { compactTime, fillIn, humanise, timeVars } from "../../../../src/core/process/variables.ts";
import { builtInSources } from "../../support/memory.ts";

const minimal = `id: mini
title: Mini
description: One document
feature:
  id: "{feature}"
  title: {else: "{feature}"}
  folder: ""
  files: [{pattern: "{feature}_mini.md", role: doc}]
stages:
  - id: one
    title: One
    gate:
      criteria:
        - filled: {}
`;

const source = (
  text: string | undefined,
  origin: ProcessSource["origin"] = "workspace",
  folder = ".plangate/processes/mini",
): ProcessSource => ({
  folder,
  origin,
  files: text === undefined ? { "a.md": "x" } : { "process.yaml": text, "a.md": "x" },
});

describe("loadProcesses", () => {
  it("loads what Plangate ships without a problem", () => {
    const { processes, problems } = loadProcesses(builtInSources());
    deepEqual(problems, []);
    deepEqual(
      ["codex-plan", "complex-feature"].filter((id) => !processes.some((process) => process.id === id)),
      [],
    );
  });

  it("every criterion that ships names a row that the process explains", () => {
    for (const { definition, id } of loadProcesses(builtInSources()).processes) {
      const text = JSON.stringify([definition.stages, definition.always]);
      const named = [...text.matchAll(/"(?:rule|violation)":"([^"]+)"/g)].map((found) => found[1] ?? "");
      deepEqual(
        [...new Set(named)].filter((rule) => definition.rules[rule] === undefined),
        [],
        id,
      );
      equal(named.length > 0, true);
    }
  });

  it("every template that a shipped process names is there", () => {
    for (const { definition, templates, id } of loadProcesses(builtInSources()).processes) {
      const named = new Set(
        [...JSON.stringify(definition).matchAll(/"template":"([^"]+)"/g)].map((found) => found[1] ?? ""),
      );
      deepEqual(
        [...named].filter((name) => templates[name] === undefined),
        [],
        id,
      );
    }
  });

  it("keeps records where they are read again: what is called otherwise would be written and never count", () => {
    const under = (record: string) =>
      loadProcesses([
        source(minimal.replace("    gate:\n", `    gate:\n      approval: {required: true, record: "${record}"}\n`)),
      ]).problems.map(({ line, message }) => [line, /\.approved/.test(message)]);
    for (const record of ["approvals/plan.approved", "/{feature}.approved", "{feature}/Gate A.APPROVED"])
      deepEqual(under(record), [], record);
    for (const record of ["approvals/plan.yaml", "plan.md", "{feature}", "approved", ""])
      deepEqual(under(record), [[13, true]], record);
  });

  it("keeps templates and rules", () => {
    const [process] = loadProcesses([source(`${minimal}rules: {M-1: Written}\n`)]).processes;
    deepEqual(
      [process?.templates, process?.rules, process?.origin],
      [{ "a.md": "x" }, [{ id: "M-1", text: "Written" }], "workspace"],
    );
  });

  it("the workspace's own process replaces the one of the same id; a broken one leaves it in force", () => {
    const shipped = source(minimal, "built-in", "mini");
    const own = loadProcesses([source(minimal.replace("title: Mini", "title: Ours")), shipped]);
    deepEqual([own.processes.map(({ title, origin }) => [title, origin]), own.problems], [[["Ours", "workspace"]], []]);
    const broken = loadProcesses([source(minimal.replace("- filled: {}", "- filed: {}")), shipped]);
    deepEqual([broken.processes.map(({ title }) => title), broken.problems.length > 0], [["Mini"], true]);
  });

  const broken: [title: string, text: string | undefined, line: number, message: RegExp][] = [
    ["no file", undefined, 1, /no process\.yaml/],
    ["an empty file", "", 1, /./],
    ["no YAML", "id: [mini\ntitle: x", 2, /Not valid YAML/],
    ["a list", "- a\n- b\n", 1, /./],
    ["a kind that is none", minimal.replace("- filled: {}", "- filed: {}"), 14, /filed|exactly one kind/],
    ["a parameter that is none", minimal.replace("filled: {}", "filled: {exept: [A]}"), 14, /exept/],
    ["a parameter that lacks", minimal.replace("filled: {}", "size: {}"), 14, /"pages" is missing/],
    ["a value of another type", minimal.replace("filled: {}", "filled: {in: 3}"), 14, /expected string or array/],
    ["none of several ways", minimal.replace("filled: {}", "commit: {}"), 14, /One of noSourceBefore,.* is needed/],
    [
      "a template that is not there",
      minimal.replace("- id:", "- artifacts: [{role: x, create: x.md, template: gone.md}]\n    id:"),
      10,
      /template gone\.md/,
    ],
    ["two kinds at once", minimal.replace("- filled: {}", "- {filled: {}, size: {pages: 1}}"), 14, /exactly one kind/],
    ["no kind at all", minimal.replace("- filled: {}", "- {label: Nothing}"), 14, /exactly one kind/],
    [
      "a kind inside any that is none",
      minimal.replace("- filled: {}", "- any: [{filled: {}}, {filed: {}}]"),
      14,
      /filed/,
    ],
    [
      "two kinds at once inside any",
      minimal.replace("- filled: {}", "- any: [{filled: {}}, {filled: {}, size: {pages: 1}}]"),
      14,
      /exactly one kind/,
    ],
    ["one alternative alone", minimal.replace("- filled: {}", "- any: [{filled: {}}]"), 14, /./],
    ["an id with a slash", minimal.replace("id: mini", "id: ../mini"), 1, /id/],
    ["an unknown key", `${minimal}stage: []\n`, 15, /"stage" is not known/],
    ["no stages", minimal.slice(0, minimal.indexOf("stages:")), 1, /stages/],
    ["an empty list of stages", `${minimal.slice(0, minimal.indexOf("stages:"))}stages: []\n`, 9, /stages/],
    ["a step that is none", minimal.replace("      criteria:", "      advance: [{rm: all}]\n      criteria:"), 13, /./],
    ["a number where a word belongs", minimal.replace("title: Mini", "title: 7"), 2, /title/],
    [
      "aliases that multiply",
      `a: &a [x, x, x, x, x, x, x, x, x, x]\n${["b", "c", "d", "e"].map((name, index) => `${name}: &${name} [${Array(10).fill(`*${"abcd"[index]}`).join(", ")}]`).join("\n")}\n`,
      1,
      /alias/i,
    ],
  ];
  describe("a broken process is a problem with its place, and the others go on", () => {
    for (const [title, text, line, message] of broken) {
      it(title, () => {
        const good = source(minimal.replace("id: mini", "id: good"), "workspace", ".plangate/processes/good");
        const { processes, problems } = loadProcesses([source(text), good]);
        deepEqual(
          processes.map(({ id }) => id),
          ["good"],
        );
        const [first] = problems;
        deepEqual(
          [first?.file, first?.code, first?.severity],
          [".plangate/processes/mini/process.yaml", "process-invalid", "error"],
        );
        match(problems.map((problem) => problem.message).join("\n"), message);
        equal(first?.line, line, JSON.stringify(problems));
      });
    }
  });

  it("what is not broken is loaded: each of the texts above differs from this one in its point alone", () => {
    deepEqual(loadProcesses([source(minimal)]).problems, []);
    equal(loadProcesses([source(minimal)]).processes.length, 1);
  });
});

describe("variables", () => {
  it("fillIn fills what is known, once, and leaves the rest", () => {
    equal(fillIn("{a}/{b}/{c}", { a: "{b}", b: "$&" }), "{b}/$&/{c}");
    equal(fillIn("{a:int} {} { a }", { a: "x" }), "{a:int} {} { a }");
    equal(fillIn("{constructor} {toString}", {}), "{constructor} {toString}");
  });

  it("times are UTC, without fractions", () => {
    deepEqual(timeVars("2026-10-05T08:15:00.250Z"), {
      now: "2026-10-05T08:15:00Z",
      date: "2026-10-05",
      stamp: "20261005T081500Z",
    });
    equal(compactTime("2026-10-05T08:15:00Z"), "20261005T081500Z");
  });

  const names: [name: string, title: string][] = [
    ["instance_sync", "Instance sync"],
    ["auth-refresh-token-20261005T081500Z", "Auth refresh token"],
    ["x", "X"],
    ["__", "__"],
    ["API", "API"],
  ];
  for (const [name, title] of names) it(`humanise: ${name} → ${title}`, () => equal(humanise(name), title));
});
