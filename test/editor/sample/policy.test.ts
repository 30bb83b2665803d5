import { deepEqual, equal, match, ok } from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  type CompletionItem,
  type CompletionList,
  commands,
  type Diagnostic,
  DiagnosticSeverity,
  extensions,
  type Hover,
  languages,
  type MarkdownString,
  Position,
  Range,
  Uri,
  window,
  workspace,
} from "vscode";
import { writeDecision } from "../../../src/core/readers/record.ts";
import { openFolder, until } from "./support/folder.ts";
import { useTrialProcess } from "./support/process.ts";
import { rowsOf } from "./support/tree.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

describe("the team's policy in the editor", () => {
  const open = openFolder("policed");
  const file = ".plangate/config.yaml";
  const uri = (path = file): Uri => Uri.joinPath(workspace.workspaceFolders?.[0]?.uri as Uri, path);
  const problems = (path = file): Diagnostic[] =>
    languages.getDiagnostics(uri(path)).filter(({ source }) => source === "Plangate");
  useTrialProcess(open);

  before(async () => {
    await extensions.getExtension("plangate.plangate")?.activate();
    await open.write("policed/x_trial0.md", "# X\n\n<What hurts>\n");
    await open.feature("policed/x");
  });
  afterEach(async () => {
    await commands.executeCommand("workbench.action.closeAllEditors");
    await open.remove(file);
  });

  /** Opens a file with a `|` in its text, and gives the place where that was. */
  async function opened(marked: string, path = file): Promise<Position> {
    await open.write(path, "");
    const document = await workspace.openTextDocument(uri(path));
    const editor = await window.showTextDocument(document);
    const whole = document.validateRange(new Range(0, 0, document.lineCount, 0));
    await editor.edit((edit) => edit.replace(whole, marked.replace("|", "")));
    await document.save();
    const before = marked.slice(0, marked.indexOf("|")).split("\n");
    return new Position(before.length - 1, before.at(-1)?.length ?? 0);
  }

  async function offered(marked: string, path = file): Promise<CompletionItem[]> {
    const at = await opened(marked, path);
    const list = await commands.executeCommand<CompletionList>("vscode.executeCompletionItemProvider", uri(path), at);
    return list.items;
  }

  const labels = (items: readonly CompletionItem[]): string[] =>
    items.map(({ label }) => (typeof label === "string" ? label : label.label));

  /** The offers as soon as the extension, which reads the folder by itself, knows of one. */
  async function offeredWith(marked: string, label: string): Promise<CompletionItem[]> {
    for (;;) {
      const items = await offered(marked);
      if (labels(items).includes(label)) return items;
    }
  }

  /** Resolves once the explanation at the `|` says so: a language server needs a moment to have read the file. */
  async function isExplained(marked: string, as: RegExp, path = file): Promise<void> {
    for (;;) {
      const at = await opened(marked, path);
      const hovers = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", uri(path), at);
      const said = hovers.flatMap(({ contents }) => contents.map((each) => (each as MarkdownString).value)).join("\n");
      if (as.test(said)) return;
    }
  }

  it("completes its keys where they belong", async () => {
    const names = labels(await offered("waivers:\n  |\n"));
    deepEqual(
      [["allowed", "longest", "by"].filter((name) => !names.includes(name)), names.includes("needed")],
      [[], false],
    );
  });

  it("completes the processes and gates of this folder; a gate is written in quotes", async () => {
    await offeredWith("gates:\n  - process: |\n", "trial");
    const gates = await offeredWith("gates:\n  - {process: trial, gate: |}\n", "1");
    deepEqual(labels(gates).sort(), ["0", "1"]);
    equal(gates.find(({ label }) => label === "0")?.insertText, '"0"');
  });

  it("explains a key", async () => {
    await isExplained("waivers:\n  lon|gest: 30\n", /For how many days a waiver holds at most/);
  });

  it("shows every fault at its place, and takes them back when they are mended", async () => {
    await open.write(file, "approvals:\n  neded: 2\n  by: [Ada]\n");
    await until(languages.onDidChangeDiagnostics, () => problems().length === 2);
    deepEqual(
      problems().map(({ range }) => [range.start.line, range.start.character]),
      [
        [1, 2],
        [2, 7],
      ],
    );
    match(problems()[0]?.message ?? "", /Did you mean "needed"\?/);
    await open.write(file, "approvals:\n  needed: 2\n");
    await until(languages.onDidChangeDiagnostics, () => problems().length === 0);
  });

  it("shows that a policy has the wrong name", async () => {
    await open.write(".plangate/config.yml", "approvals: {needed: 2}\n");
    await until(languages.onDidChangeDiagnostics, () => problems(".plangate/config.yml").length === 1);
    match(problems(".plangate/config.yml")[0]?.message ?? "", /move it to \.plangate\/config\.yaml/);
    await open.remove(".plangate/config.yml");
    await until(languages.onDidChangeDiagnostics, () => problems(".plangate/config.yml").length === 0);
  });

  it("explains what an approval record says", async () => {
    const record = ".plangate/approvals/trial/policed/other/0.yaml";
    await isExplained("---\ndecision: approved\nfinger|print: x\n", /SHA-256 of the gate's rules/, record);
    await open.remove(record);
  });

  it("explains and completes a cycle's state file, and finds nothing wrong in it", async () => {
    const state = "policed/docs/dev-cycle/current-cycle.json";
    const json = extensions.getExtension("vscode.json-language-features");
    ok(json);
    await json.activate();
    const text =
      '{\n  "version": "1.0.0",\n  "status": "of our own",\n  "tasks": [{"id": 7, "gate_progress": {"|": {}}}]\n}\n';
    const names = labels(await offered(text, state));
    deepEqual(
      ["implementation", "devops", "review"].filter((name) => !names.some((each) => each.includes(name))),
      [],
    );
    await isExplained(
      text.replace("|", "").replace('"status"', '"sta|tus"'),
      /Where the cycle as a whole stands/,
      state,
    );
    deepEqual(
      languages.getDiagnostics(uri(state)).filter(({ source }) => source !== "Plangate"),
      [],
    );
    await open.remove(state);
  });

  describe("at a gate that asks for an approval", () => {
    const folder = ".plangate/processes/asking";
    const text = "# Y\n\nText.\n";
    const hash = sha256(text);
    const definition = (criteria: string): string => `id: asking
title: Asking
description: One document and an approval
feature:
  id: "{dir}/{feature}"
  title: {else: "{feature}"}
  folder: "{dir}"
  files: [{pattern: "{dir:path}/{feature}_asking.md", role: doc}]
stages:
  - id: only
    title: Only
    artifacts: [{role: doc, create: "{feature}_asking.md"}]
    gate:
      criteria: [${criteria}]
      approval: {required: true}
`;
    const record = ".plangate/approvals/asking/policed/y/only.yaml";
    const approved = (name: string, at: string, fingerprint: string): string =>
      writeDecision(
        {
          decision: "approved",
          process: "asking",
          feature: "policed/y",
          gate: "only",
          by: { name, email: `${name.toLowerCase()}@example.org` },
          at,
          through: "editor",
          fingerprint,
          subject: [{ path: "policed/y_asking.md", sha256: hash, digest: hash }],
        },
        sha256,
      );
    const shown = (): string => JSON.stringify(rowsOf(open.folders, "policed/y"));

    before(async () => {
      await open.write(`${folder}/process.yaml`, definition("{filled: {}}"));
      await open.write("policed/y_asking.md", text);
      await open.feature("policed/y");
    });

    it("the tree names all who approved and how many are missing", async () => {
      await open.write(file, "approvals: {needed: 3}\n");
      await open.feature("policed/y", ({ stages }) => stages[0]?.approval?.needed === 3);
      match(shown(), /Approval — not given yet, 3 are needed/);
      const [first, second, third] = ["Ada", "Ben", "Cy"].map((name, at) =>
        approved(name, `2026-0${at + 1}-01T10:00:00Z`, "f"),
      );
      await open.write(record, `${first}${second}`);
      await open.feature("policed/y", ({ stages }) => stages[0]?.approval?.given.length === 2);
      match(shown(), /Approval — given by Ada, Ben; one more is missing/);
      await open.write(record, `${first}${second}${third}`);
      await open.feature("policed/y", ({ stages }) => stages[0]?.state === "passed");
      match(shown(), /Approval — given by Ada, Ben, Cy, last on 2026-03-01/);
    });

    it("P-4 the tree and Problems tell that the rules have changed since", async () => {
      const { stages } = await open.feature("policed/y", (feature) => feature.stages[0]?.state === "passed");
      deepEqual(stages[0]?.approval?.changedSince, ["rules"]);
      match(shown(), /"Only — 2\/2 · approved under other rules"/);
      match(
        shown(),
        /Approval — given by Cy on 2026-03-01, under other rules|Cy, last on 2026-03-01, under other rules/,
      );
      await until(languages.onDidChangeDiagnostics, () => problems(record).length > 0);
      deepEqual(
        problems(record).map(({ code, severity }) => [typeof code === "object" ? code.value : code, severity]),
        [["approval-other-rules", DiagnosticSeverity.Information]],
      );
    });
  });

  it("C-4 a waiver ends by the clock while nobody does anything", async () => {
    const decision = {
      decision: "waived" as const,
      process: "trial",
      feature: "policed/x",
      gate: "0",
      by: { name: "Ada", email: "ada@example.org" },
      at: new Date().toISOString(),
      through: "editor" as const,
      comment: "Until we know more",
      until: new Date(Date.now() + 5000).toISOString(),
      fingerprint: "f",
      subject: [],
    };
    await open.write(".plangate/approvals/trial/policed/x/0.yaml", writeDecision(decision, sha256));
    const isRead = open.feature("policed/x", ({ stages }) => stages[0]?.approval?.decisions.length === 1);
    // Where the machine is slow the waiver may have ended before it was read; the end is the same.
    await isRead;
    const judged = await open.feature("policed/x", ({ stages }) => stages[0]?.state === "open");
    equal(judged.stages[0]?.approval?.decisions.length, 1);
    equal(judged.nextChangeAt, undefined);
  });
});
