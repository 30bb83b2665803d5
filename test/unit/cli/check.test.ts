import { deepEqual, doesNotMatch, equal, match } from "node:assert/strict";
import { cpSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import AjvDraft04 from "ajv-draft-04";
import { root as project } from "../../../scripts/root.ts";
import type { Report } from "../../../src/cli/check.ts";
import { githubOf } from "../../../src/cli/github.ts";
import { jsonText } from "../../../src/cli/output.ts";
import { run } from "../../../src/cli/program.ts";
import { sarifOf } from "../../../src/cli/sarif.ts";
import type { Terminal } from "../../../src/cli/terminal.ts";
import { folderWith } from "../host/folder.ts";

/** A process whose gates can be passed over, go stale, and be contradicted. */
const odd = `id: odd
title: Odd
description: Everything that check reports
rules: {OD-1: A tick needs its report}
feature:
  id: "{folder}"
  title: {else: "{folder}"}
  folder: "{folder:path}"
  files: [{pattern: "{folder:path}/odd-{n:int}.md", role: doc}]
stages:
  - id: one
    title: First
    artifacts: [{role: doc, where: {n: "1"}, create: odd-1.md}]
    gate:
      criteria:
        - {exists: {files: [report.txt]}, rule: OD-1, behind: {in: Exit, like: ["Reported*"]}}
  - id: two
    title: Second
    artifacts: [{role: doc, where: {n: "2"}, create: odd-2.md}]
    gate: {criteria: [{filled: {}}], approval: {required: true}}
  - id: three
    title: Third
    artifacts: [{role: doc, where: {n: "3"}, create: odd-3.md}]
    gate: {criteria: [{filled: {}}]}
`;
const given = (feature: string): string => `---
decision: approved
process: odd
feature: ${JSON.stringify(feature)}
gate: two
by: {name: Ada, email: ada@example.org}
at: 2026-10-01T08:00:00Z
through: terminal
fingerprint: "0"
subject: [{path: ${JSON.stringify(`${feature}/odd-2.md`)}, sha256: "0", digest: "0"}]
`;

/** Names that steer a terminal, end a line, or begin a command. Windows knows none of them. */
const hostile =
  process.platform === "win32"
    ? "a%0A,b"
    : "a%0A,b:c\n::error::x\r\u202e\u001b[31m\u009b2J[click](javascript:x)\u{e0041}\u200b";

/** A folder with a finding of each kind, twice: under a plain name and under a hostile one. */
const all = (name: string): Record<string, string> => ({
  [`${name}/odd-1.md`]: "# One\n\nText.\n\n## Exit\n\n- [x] Reported \u001b]0;x\u0007\u202e[a](b)\n",
  [`${name}/odd-2.md`]: "# Two\n\nText.\n",
  [`${name}/odd-3.md`]: "# Three\n\nText.\n\n```\nnever closed\n",
  [`.plangate/approvals/odd/${encodeURIComponent(name)}/two.yaml`]: given(name),
});
const files = (): Record<string, string> => ({
  ".plangate/processes/odd/process.yaml": odd,
  ...all("plain"),
  ...all(hostile),
});

async function checked(folder: string, ...args: string[]): Promise<string> {
  let out = "";
  const terminal = { out: (text: string) => (out += text), err: () => undefined, color: false, screen: false };
  await run(["check", folder, "--now", "2026-11-01T00:00:00Z", ...args], terminal as unknown as Terminal);
  return out;
}

const schema = JSON.parse(
  readFileSync(
    createRequire(import.meta.url).resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"),
    "utf8",
  ),
);
const isUri = (text: string): boolean => URL.canParse(text);
const isReference = (text: string): boolean =>
  /^[\w\-.~:/?#[\]@!$&'()*+,;=%]*$/.test(text) && !/%(?![\dA-F]{2})/i.test(text);
const ajv = new AjvDraft04.default({
  strict: false,
  allErrors: true,
  // One pattern of the schema, that of languages, is no regular expression with the flag u.
  unicodeRegExp: false,
  formats: { uri: isUri, "uri-reference": isReference, "date-time": (text) => !Number.isNaN(Date.parse(text)) },
});
const validate = ajv.compile(schema);

function isValidSarif(text: string): void {
  validate(JSON.parse(text));
  deepEqual(validate.errors ?? [], []);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
const steering = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u;

const report = (over: Partial<Report>): Report => ({
  kind: "violation",
  code: "gate-passed-over",
  severity: "error",
  feature: "f",
  stage: "s",
  file: "a.md",
  line: 1,
  column: 1,
  message: "Text",
  related: [],
  ...over,
});

describe("plangate check", function () {
  this.timeout(20_000);

  it("finds each kind, in a plain and in a hostile folder", async () => {
    const { findings } = JSON.parse(await checked(folderWith(files()), "--strict", "--json"));
    for (const name of ["plain", hostile]) {
      const kinds = (findings as Report[]).filter(({ file }) => file.includes(name)).map(({ kind }) => kind);
      deepEqual([...new Set(kinds)].sort(), ["contradiction", "problem", "stale", "violation"], name);
    }
  });

  it("is the same on every run, in every format, and sorted by file and line", async () => {
    const [one, two] = [folderWith(files()), folderWith(Object.fromEntries(Object.entries(files()).reverse()))];
    for (const format of ["text", "json", "sarif", "github"]) {
      const first = await checked(one, "--strict", "--format", format);
      equal(await checked(one, "--strict", "--format", format), first, format);
      equal(await checked(two, "--strict", "--format", format), first, format);
    }
    const { findings } = JSON.parse(await checked(one, "--strict", "--json")) as { findings: Report[] };
    const keys = findings.map(({ file, line, column }) => [file, line, column] as const);
    const sorted = [...keys].sort((a, b) => (a[0] === b[0] ? a[1] - b[1] || a[2] - b[2] : a[0] < b[0] ? -1 : 1));
    deepEqual(keys, sorted);
  });

  it("lets nothing of names and messages steer a terminal, in any format", async () => {
    const root = folderWith(files());
    for (const format of ["text", "json", "sarif", "github"])
      doesNotMatch(await checked(root, "--strict", "--format", format), steering, format);
  });

  it("says as many lines as there are findings, in text and for GitHub", async () => {
    const root = folderWith(files());
    const { findings } = JSON.parse(await checked(root, "--strict", "--json"));
    const github = (await checked(root, "--strict", "--format", "github")).split("\n");
    equal(github.pop(), "");
    equal(github.length, findings.length);
    for (const line of github)
      match(line, /^::(error|warning|notice) file=[^:,]+,line=\d+,col=\d+,title=[^:,]+::[^\n]+$/);
    const text = (await checked(root, "--strict")).trimEnd().split("\n");
    equal(text.length, findings.length + 1);
  });

  describe("SARIF 2.1.0", () => {
    it("is valid over a workspace with every kind of finding, and names the files as they are", async () => {
      const text = await checked(folderWith(files()), "--strict", "--format", "sarif");
      isValidSarif(text);
      const [{ results, tool }] = JSON.parse(text).runs;
      const uris = results.map(
        (each: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
          each.locations[0]?.physicalLocation.artifactLocation.uri ?? "",
      );
      equal(
        uris.some((uri: string) => decodeURIComponent(uri) === `${hostile}/odd-3.md`),
        true,
      );
      for (const { ruleId, ruleIndex } of results) equal(tool.driver.rules[ruleIndex].id, ruleId);
    });

    for (const workspace of ["sample", "phased", "empty", "make-express"]) {
      it(`is valid over the workspace ${workspace}`, async () => {
        const root = folderWith();
        cpSync(join(project, "test/workspaces", workspace), root, { recursive: true });
        isValidSarif(await checked(root, "--strict", "--format", "sarif"));
      });
    }

    it("is denied by the schema where it is not valid: the test can fail", () => {
      const log = JSON.parse(sarifOf([report({})]));
      log.runs[0].results[0].level = "fatal";
      equal(validate(log), false);
    });

    it("makes no link of what a document says, and takes names that are no text", () => {
      const text = sarifOf([report({ message: "[click](javascript:x)\nand [this]", file: "a\ud800 b#?.md" })]);
      isValidSarif(text);
      const [{ results }] = JSON.parse(text).runs;
      equal(results[0].message.text, "\\[click\\](javascript:x) and \\[this\\]");
      equal(results[0].locations[0].physicalLocation.artifactLocation.uri, "a%EF%BF%BD%20b%23%3F.md");
      equal(JSON.parse(sarifOf([report({ message: "“[x] done”" })])).runs[0].results[0].message.text, "“[x] done”");
    });
  });

  describe("for GitHub", () => {
    const rows: [title: string, over: Partial<Report>, line: string][] = [
      [
        "escapes what ends a property or a message",
        { file: "50%,a:b\r\nc.md", message: "100%\r\n::error::no", rule: "x,y/z:1" },
        "::error file=50%25%2Ca%3Ab%0D%0Ac.md,line=1,col=1,title=violation x%2Cy/z%3A1::100%25 ::error::no\n",
      ],
      [
        "takes out what steers a terminal",
        { file: "a\u001b[1m\u202e.md", message: "\u001b[31mred\u2066", severity: "info" },
        "::notice file=a[1m.md,line=1,col=1,title=violation gate-passed-over::[31mred\n",
      ],
      [
        "says a warning as one",
        { severity: "warning" },
        "::warning file=a.md,line=1,col=1,title=violation gate-passed-over::Text\n",
      ],
    ];
    for (const [title, over, line] of rows) it(title, () => equal(githubOf([report(over)]), line));
  });

  it("escapes in JSON what steers a terminal, and stays the same value", () => {
    const value = { name: "a\u001b\u0085\u200b\u202e\u2067\u{e0041}\ud800é😀\n" };
    const text = jsonText(value);
    doesNotMatch(text, steering);
    deepEqual(JSON.parse(text), value);
    match(text, /é😀/);
  });
});
