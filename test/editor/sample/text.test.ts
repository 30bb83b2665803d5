import { deepEqual, equal, match, ok } from "node:assert/strict";
import {
  type CodeAction,
  type CodeLens,
  type CompletionList,
  ConfigurationTarget,
  commands,
  type DocumentLink,
  extensions,
  type Hover,
  languages,
  type MarkdownString,
  Position,
  Range,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import { eventually } from "./support/eventually.ts";
import { openFolder } from "./support/folder.ts";
import { useTrialProcess } from "./support/process.ts";

const log = "docs/implementation-log.md";
const scratchLog = "text/implementation-log.md";

/** A log of two stages, the first of them with a gate that nobody can check. */
const vagueLog = `# Log

## Phase 1 — Text

### Stage 0 — Begin

- Status: in-progress
- Acceptance gate: System works correctly
- Evidence links: <files>

### Stage 1 — Go on

- Status: not-started
`;

describe("in the text of a process's documents", () => {
  const open = openFolder("text");
  useTrialProcess(open);
  before(() => extensions.getExtension("plangate.plangate")?.activate());
  const uri = (path: string): Uri => Uri.joinPath(workspace.workspaceFolders?.[0]?.uri as Uri, path);
  const lineOf = async (path: string, text: string): Promise<number> => {
    const document = await workspace.openTextDocument(uri(path));
    return document.positionAt(document.getText().indexOf(text)).line;
  };
  const lenses = (path: string): Thenable<CodeLens[]> =>
    commands.executeCommand("vscode.executeCodeLensProvider", uri(path));
  const ours = (all: readonly CodeLens[]): [line: number, title: string][] =>
    all
      .filter(
        ({ command }) => command?.command.startsWith("plangate.") || /Advance|Review|\d\/\d/.test(command?.title ?? ""),
      )
      .map(({ range, command }) => [range.start.line, command?.title ?? ""]);
  const actions = async (path: string, line: number): Promise<CodeAction[]> => {
    await workspace.openTextDocument(uri(path));
    const range = new Range(line, 0, line, 0);
    return commands.executeCommand("vscode.executeCodeActionProvider", uri(path), range);
  };
  const hover = async (path: string, line: number): Promise<MarkdownString[]> => {
    const hovers: Hover[] = await commands.executeCommand(
      "vscode.executeHoverProvider",
      uri(path),
      new Position(line, 2),
    );
    return hovers.flatMap(({ contents }) => contents as MarkdownString[]);
  };

  it("shows the current gate above its heading, and no gate that is locked", async () => {
    const heading = await lineOf(log, "### Stage 4");
    const all = ours(
      await eventually(
        () => lenses(log),
        (found) => ours(found).length > 0,
      ),
    );
    const here = all.filter(([line]) => line === heading).map(([, title]) => title);
    match(here[0] ?? "", /^\$\(circle-large-outline\)\s+open \d+\/\d+$/);
    equal(here[1], "Advance");
    const locked = await lineOf(log, "### Stage 6");
    deepEqual(
      all.filter(([line]) => line === locked),
      [],
    );
  });

  it("shows none once the setting is off, without a reload", async () => {
    const setting = workspace.getConfiguration("plangate");
    await setting.update("codeLens", false, ConfigurationTarget.Global);
    try {
      await eventually(
        () => lenses(log),
        (found) => ours(found).length === 0,
      );
    } finally {
      await setting.update("codeLens", undefined, ConfigurationTarget.Global);
    }
    await eventually(
      () => lenses(log),
      (found) => ours(found).length > 0,
    );
  });

  it("follows text that is not saved", async () => {
    await open.write(scratchLog, vagueLog);
    const document = await workspace.openTextDocument(uri(scratchLog));
    await window.showTextDocument(document);
    await eventually(
      () => lenses(scratchLog),
      (found) => ours(found).some(([line]) => line === 4),
    );
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, new Position(1, 0), "\nMore.\n\n");
    await workspace.applyEdit(edit);
    ok(ours(await lenses(scratchLog)).some(([line]) => line === 7));
    await commands.executeCommand("workbench.action.files.revert");
    await eventually(
      () => lenses(scratchLog),
      (found) => ours(found).some(([line]) => line === 4),
    );
  });

  it("lists a gate's criteria at its heading, with a word for each verdict", async () => {
    const [text] = await hover(log, await lineOf(log, "### Stage 4"));
    match(text?.value ?? "", /Supporting/);
    match(text?.value ?? "", /\$\(x\) unmet/);
    equal(text?.isTrusted ?? false, false);
    equal(text?.supportHtml ?? false, false);
  });

  it("says one criterion at its place", async () => {
    await open.write(scratchLog, vagueLog);
    const line = await lineOf(scratchLog, "- Acceptance gate");
    const [text] = await eventually(
      () => hover(scratchLog, line),
      (found) => found.length > 0,
    );
    match((text?.value ?? "").replaceAll("&nbsp;", " "), /unmet · The gate is objective/);
  });

  it("shows hostile text as text", async () => {
    const hostile = "<img src=x> [x](command:a.b) $(flame) \u202etxt";
    await open.write("text/bad_trial0.md", "# Problem\n\nSaid.\n");
    await open.write("text/bad_trial1.md", `# Build\n\n- [ ] ${hostile}\n`);
    const texts = await eventually(
      () => hover("text/bad_trial1.md", 0),
      (found) => found.length > 0,
    );
    const value = texts.map((text) => text.value).join("\n");
    match(value, /img/);
    ok(texts.every(({ supportHtml }) => supportHtml !== true));
    ok(!/(^|[^\\])\[x(\\\])?\]\(command/.test(value), value);
    ok(!/(^|[^\\])\$\(flame\)/.test(value), value);
    ok(!value.includes("\u202e"), value);
  });

  it("mends a vague gate at the light bulb, and takes nothing else along", async () => {
    await open.write(scratchLog, vagueLog);
    const line = await lineOf(scratchLog, "- Acceptance gate");
    const found = await eventually(
      () => actions(scratchLog, line),
      (all) => all.some(({ title }) => /works correctly/.test(title)),
    );
    const [fix] = found.filter(({ title }) => /works correctly/.test(title));
    equal(fix?.kind?.value, "quickfix");
    await commands.executeCommand(fix?.command?.command ?? "", ...(fix?.command?.arguments ?? []));
    equal(
      await open.read(scratchLog),
      vagueLog.replace("System works correctly", "<one request, command or action> gives <its outcome>"),
    );
  });

  it("prefers the only fix of a problem", async () => {
    await open.write(scratchLog, vagueLog);
    const line = await lineOf(scratchLog, "- Acceptance gate");
    await eventually(
      () => Promise.resolve(languages.getDiagnostics(uri(scratchLog))),
      (all) => all.some(({ range, source }) => source === "Plangate" && range.start.line === line),
    );
    const fix = (await actions(scratchLog, line)).find(({ title }) => /works correctly/.test(title));
    equal(fix?.isPreferred, true);
  });

  it("leads from a violation to its gate", async () => {
    await open.write("text/late_trial0.md", "# Problem\n\n");
    await open.write("text/late_trial1.md", "# Build\n\n- [x] Done too early\n");
    const found = await eventually(
      () => actions("text/late_trial1.md", 0),
      (all) => all.some(({ title }) => title.startsWith("Show what “Problem”")),
    );
    ok(
      found.some(({ title }) => title === "Waive “Problem”…"),
      found.map(({ title }) => title).join(", "),
    );
  });

  it("leads from a problem's code to its page", async () => {
    const [problem] = languages.getDiagnostics(uri("text/late_trial1.md"));
    ok(problem);
    const { value, target } = problem.code as { value: string; target: Uri };
    const page = await workspace.openTextDocument(target);
    ok(page.getText().startsWith(`# ${value}\n`), page.getText());
  });

  it("completes a status", async () => {
    await open.write(scratchLog, vagueLog);
    const line = await lineOf(scratchLog, "- Status");
    const position = new Position(line, "- Status: ".length);
    const { items } = await eventually(
      () => commands.executeCommand<CompletionList>("vscode.executeCompletionItemProvider", uri(scratchLog), position),
      (list) => list.items.some(({ insertText }) => insertText === "blocked"),
    );
    ok(items.length > 0);
  });

  it("leads from a path in code to its file, and from a path that is not there to nothing", async () => {
    await open.write("text/evidence.txt", "ok\n");
    await open.write(scratchLog, vagueLog.replace("<files>", "`text/evidence.txt:1`, `text/gone.txt`"));
    await workspace.openTextDocument(uri(scratchLog));
    const links = await eventually(
      () => commands.executeCommand<DocumentLink[]>("vscode.executeLinkProvider", uri(scratchLog), 100),
      (all) => all.some(({ target }) => target?.path.endsWith("/text/evidence.txt")),
    );
    equal(links.find(({ target }) => target?.path.endsWith("/text/evidence.txt"))?.target?.fragment, "L1");
    ok(!links.some(({ target }) => target?.path.endsWith("gone.txt")));
  });
});
