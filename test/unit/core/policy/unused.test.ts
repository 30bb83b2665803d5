import { deepEqual, match } from "node:assert/strict";
import { doc, made } from "../judge/made.ts";
import { openUnder } from "../judge/process.ts";

const file = ".plangate/config.yaml";
const process = made([doc("1"), doc("2")]);

const problemsOf = async (files: Record<string, string>) =>
  (await openUnder([process], { "x_doc1.md": "# Doc\n\nText.\n", ...files })).snapshot.problems;

describe("P-5 what a policy says and what has no effect", () => {
  const rows: [title: string, policy: string, line: number, message: RegExp][] = [
    [
      "a person named twice",
      "approvals: {by: [a@b, c@d, A@B]}",
      1,
      /^A@B stands twice under approvals, and counts as one/,
    ],
    ["a person named twice for waivers", "waivers: {by: [a@b, a@b]}", 1, /^a@b stands twice under waivers/],
    ["a person named twice at a gate", "gates:\n  - {gate: '1', by: [a@b, a@b]}", 2, /^a@b stands twice under by/],
    [
      "the length of waivers that are not allowed",
      "waivers: {allowed: false, longest: 3}",
      1,
      /^Waivers are not allowed/,
    ],
    [
      "the same at a gate",
      "waivers: {allowed: false}\ngates:\n  - {gate: '1', waivers: {longest: 3}}",
      3,
      /^Waivers are not/,
    ],
    ["an entry without a word", "gates:\n  - {gate: '1'}", 2, /^This entry says nothing/],
    ["an entry without a word on waivers", "gates:\n  - {gate: '1', waivers: {}}", 2, /^This entry says nothing/],
    [
      "the same gate twice, the same key",
      "gates:\n  - {gate: '1', needed: 2, author: false}\n  - {gate: '1', needed: 3}",
      2,
      /^What it says of needed is overruled at every gate by the entry in line 3/,
    ],
    [
      "an exception before the rule",
      "gates:\n  - {process: made, gate: '1', waivers: {allowed: false}}\n  - {process: made, waivers: {allowed: true}}",
      2,
      /^What it says of waivers\.allowed is overruled .* line 3/,
    ],
    [
      "a general part that an entry for all overrules",
      "approvals: {needed: 2}\ngates:\n  - {needed: 3}",
      1,
      /needed is overruled .* line 3/,
    ],
  ];
  for (const [title, policy, line, message] of rows) {
    it(title, async () => {
      const [problem, ...more] = await problemsOf({ [file]: policy });
      deepEqual([problem?.code, problem?.severity, problem?.line, more], ["policy-unused", "warning", line, []]);
      match(problem?.message ?? "", message);
    });
  }

  const fine: [title: string, policy: string][] = [
    ["the same gate twice, other keys", "gates:\n  - {gate: '1', needed: 2}\n  - {gate: '1', author: false}"],
    [
      "a rule before its exception",
      "gates:\n  - {process: made, needed: 2}\n  - {process: made, gate: '1', needed: 1}",
    ],
    ["other gates", "gates:\n  - {gate: '1', needed: 2}\n  - {gate: '2', needed: 3}"],
    ["as many people as are needed", "approvals: {needed: 2, by: [a@b, c@d]}"],
    ["waivers by some at one gate", "waivers: {longest: 3}\ngates:\n  - {gate: '1', waivers: {by: [a@b]}}"],
    ["an exception that allows none", "waivers: {longest: 3}\ngates:\n  - {gate: '1', waivers: {allowed: false}}"],
    ["a general part that some gates overrule", "approvals: {needed: 2}\ngates:\n  - {process: made, needed: 1}"],
  ];
  for (const [title, policy] of fine) {
    it(`nothing is said of ${title}`, async () => deepEqual(await problemsOf({ [file]: policy }), []));
  }

  it("two addresses of one person are too few for two", async () => {
    const found = await problemsOf({ [file]: "approvals: {needed: 2, by: [a@b, A@b]}" });
    deepEqual(
      found.map(({ message }) => message.slice(0, 40)),
      ["A@b stands twice under approvals, and co", "2 approvals are needed, and only 1 may g"],
    );
  });
});

describe("P-5 a policy under a wrong name", () => {
  const wrong = [
    ".plangate/config.yml",
    ".plangate/config.json",
    ".plangate/Config.yaml",
    ".plangate/policy.yaml",
    ".plangate/policy.yml",
    ".plangate.yaml",
    ".plangate.yml",
    "plangate.yaml",
    "plangate.config.json",
  ];
  for (const path of wrong) {
    it(`${path} is no policy, and says so`, async () => {
      const found = await problemsOf({ [path]: "approvals: {needed: 2}\n" });
      deepEqual(
        found.map(({ code, severity, file: where }) => [code, severity, where]),
        [["policy-misnamed", "warning", path]],
      );
      match(found[0]?.message ?? "", /move it to \.plangate\/config\.yaml\.$/);
    });
  }

  it("beside the real one it is to be deleted", async () => {
    const found = await problemsOf({ [file]: "", ".plangate/config.yml": "approvals: {needed: 2}\n" });
    match(found[0]?.message ?? "", /the policy stands there; delete this one\.$/);
    deepEqual(found.length, 1);
  });

  it("in a folder below it is information: there it may be opened by itself", async () => {
    const found = await problemsOf({ "packages/shop/.plangate/config.yaml": "approvals: {needed: 2}\n" });
    deepEqual(
      found.map(({ code, severity, file: where }) => [code, severity, where]),
      [["policy-misnamed", "info", "packages/shop/.plangate/config.yaml"]],
    );
  });

  for (const path of [file, "config.yaml", "src/plangate.yaml", ".plangate/README.md", "docs/policy.yaml"]) {
    it(`nothing is said of ${path}`, async () => deepEqual(await problemsOf({ [path]: "" }), []));
  }
});
