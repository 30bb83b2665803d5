import { deepEqual, equal, match, ok } from "node:assert/strict";
import {
  type CompletionItem,
  type CompletionList,
  commands,
  type Diagnostic,
  extensions,
  type Hover,
  languages,
  MarkdownString,
  Position,
  type TextDocument,
  Uri,
  workspace,
} from "vscode";
import { loadProcesses } from "../../../src/core/index.ts";
import { readProcesses } from "../../../src/host/node/processes.ts";
import { openFolder, until } from "./support/folder.ts";
import { rowsOf } from "./support/tree.ts";

const head = `id: mine
title: Mine
description: Of this test.
feature:
  id: "{dir}/{name}"
  title: {else: "{name}"}
  folder: "{dir}"
  files: [{pattern: "{dir:path}/{name}.mine.md", role: note}]
`;
const criteria = `${head}stages:
  - id: only
    title: Only
    artifacts: [{role: note, create: "{name}.mine.md"}]
    gate:
      criteria:
`;

describe("a process of one's own", () => {
  const open = openFolder("mine");
  const folder = ".plangate/processes/mine";
  const path = `${folder}/process.yaml`;
  const uri = (of = path): Uri => Uri.joinPath(workspace.workspaceFolders?.[0]?.uri as Uri, of);
  const problems = (of = path): Diagnostic[] =>
    languages.getDiagnostics(uri(of)).filter(({ source }) => source === "Plangate");

  before(() => extensions.getExtension("plangate.plangate")?.activate());
  after(() => open.remove(".plangate"));

  let written = 0;

  /** Opens a new process.yaml with a `|` in its text, and gives the place where that was; a template lies beside it. */
  async function opened(marked: string): Promise<{ document: TextDocument; at: Position }> {
    const own = `${folder}-${++written}`;
    await open.write(`${own}/note.md`, "# {title}\n");
    await open.write(`${own}/process.yaml`, marked.replace("|", ""));
    const document = await workspace.openTextDocument(uri(`${own}/process.yaml`));
    const before = marked.slice(0, marked.indexOf("|")).split("\n");
    return { document, at: new Position(before.length - 1, before.at(-1)?.length ?? 0) };
  }

  async function offered(marked: string): Promise<CompletionItem[]> {
    const { document, at } = await opened(marked);
    const list = await commands.executeCommand<CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      at,
    );
    return list.items;
  }

  const labels = (items: readonly CompletionItem[]): string[] =>
    items.map(({ label }) => (typeof label === "string" ? label : label.label));

  it("completes kinds of criteria where one stands, each explained, and nothing of another place", async () => {
    const items = await offered(`${criteria}        - |\n`);
    const names = labels(items);
    deepEqual(
      ["filled", "sections", "checklist", "any", "when", "label"].filter((name) => !names.includes(name)),
      [],
    );
    deepEqual(
      ["scaffold", "stages", "object"].filter((name) => names.includes(name)),
      [],
    );
    const { documentation } = items.find((item) => item.label === "checklist") ?? {};
    match(documentation instanceof MarkdownString ? documentation.value : "", /check boxes of a section are ticked/);
  });

  it("completes the templates beside the file where one is named", async () => {
    const items = await offered(`${head}start:\n  steps:\n    - scaffold: [{file: x.md, template: no|}]\nstages: []\n`);
    ok(labels(items).includes("note.md"));
    equal(labels(items).includes("process.yaml"), false);
  });

  it("explains a key", async () => {
    const { document, at } = await opened(`${criteria}        - {fil|led: {}}\n`);
    const hovers = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", document.uri, at);
    const text = hovers.flatMap(({ contents }) => contents.map((each) => (each as MarkdownString).value)).join("\n");
    match(text, /no placeholder is left/);
  });

  it("shows what is wrong at its place, and takes it back when it is mended", async () => {
    await open.write(path, `${criteria}        - {filled: {}, size: {pages: 1}}\n`);
    const two = (): Diagnostic | undefined => problems().find(({ message }) => message.includes("exactly one kind"));
    await until(languages.onDidChangeDiagnostics, () => two() !== undefined);
    deepEqual([two()?.range.start.line, two()?.range.start.character], [14, 10]);
    await open.write(path, `${criteria}        - {filled: {}}\n`);
    await until(languages.onDidChangeDiagnostics, () => problems().length === 0);
  });

  it("a customized process takes the place of the built-in one", async () => {
    const { sources } = await readProcesses("/nowhere");
    const shipped = loadProcesses(sources).processes.find(({ id }) => id === "complex-feature");
    ok(shipped);
    const copy = `.plangate/processes/${shipped.id}`;
    for (const [name, text] of Object.entries(shipped.templates)) await open.write(`${copy}/${name}`, text);
    await open.write("mine/docs/plans/own_stage0_problem.md", "# Own\n\nText.\n");
    const feature = "mine/docs/plans/own";
    await open.feature(feature, ({ stages }) => stages[0]?.title === "Problem Framing");
    await open.write(`${copy}/process.yaml`, shipped.text.replace("title: Problem Framing", "title: Why at all"));
    await open.feature(feature, ({ stages }) => stages[0]?.title === "Why at all");
    match(JSON.stringify(rowsOf(open.folders, feature)), /Why at all/);
    await open.remove(copy);
    await open.feature(feature, ({ stages }) => stages[0]?.title === "Problem Framing");
  });
});
