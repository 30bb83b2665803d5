import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { commands, type TextDocument, Uri, WorkspaceEdit, window, workspace } from "vscode";
import { planTick } from "../../../src/core/index.ts";
import { type Draft, draft } from "../../../src/core/plan/draft.ts";
import { applyIn } from "../../../src/host/vscode/changes.ts";
import { planIn } from "../../../src/host/vscode/plans.ts";
import { openFolder, until } from "./support/folder.ts";
import { useTrialProcess } from "./support/process.ts";

describe("a change", () => {
  const open = openFolder("changes");
  useTrialProcess(open);
  const file = "changes/a_trial1.md";

  beforeEach(async () => {
    await open.write("changes/a_trial0.md", "# Problem\n\nText.\n");
    await open.write(file, "# Build\r\n\r\n- [ ] One\r\n- [ ] Two\r\n");
    await open.feature(
      "changes/a",
      ({ stages }) => stages[1]?.items.length === 2 && stages[1].items[0]?.state === "todo",
    );
  });
  afterEach(async () => {
    await commands.executeCommand("workbench.action.files.revert");
    await commands.executeCommand("workbench.action.closeAllEditors");
  });

  const tick = async (line: number) => {
    const plan = await planIn(open.engine, (context) => planTick(file, line, context));
    return plan.kind === "refusal" ? plan : applyIn(open.engine, plan);
  };
  /** Shows the file as it stands on disk: a document that a test before this one used may still be reloading. */
  const show = async (): Promise<TextDocument> => {
    const document = await workspace.openTextDocument(Uri.joinPath(open.engine.folder.uri, file));
    await window.showTextDocument(document);
    const onDisk = await open.read(file);
    await until(workspace.onDidChangeTextDocument, () => document.getText() === onDisk);
    return document;
  };
  const type = async (document: TextDocument, text: string): Promise<void> => {
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, document.lineAt(document.lineCount - 1).range.end, text);
    await workspace.applyEdit(edit);
  };

  it("of a closed file keeps every other byte, and the engine has read it when it is done", async () => {
    equal(await tick(3), undefined);
    equal(await open.read(file), "# Build\r\n\r\n- [x] One\r\n- [ ] Two\r\n");
    equal(open.engine.feature("changes/a")?.stages[1]?.items[0]?.state, "done");
  });

  it("of a file that is open and clean arrives in the editor, which can undo it", async () => {
    const document = await show();
    await tick(3);
    await until(workspace.onDidChangeTextDocument, () => document.lineAt(2).text === "- [x] One");
    equal(document.isDirty, false);
    await commands.executeCommand("undo");
    equal(document.lineAt(2).text, "- [ ] One");
  });

  it("of unsaved text is made in the editor and never saved by us", async () => {
    const document = await show();
    await type(document, "- [ ] Three\n");
    await open.feature("changes/a", ({ stages }) => stages[1]?.items.length === 3);
    equal(await tick(4), undefined);
    equal(document.lineAt(3).text, "- [x] Two");
    equal(document.isDirty, true);
    equal(await open.read(file), "# Build\r\n\r\n- [ ] One\r\n- [ ] Two\r\n");
    await commands.executeCommand("undo");
    equal(document.lineAt(3).text, "- [ ] Two");
  });

  it("that was planned on other bytes is refused, and nothing is written", async () => {
    const plan = await planIn(open.engine, (context) => planTick(file, 3, context));
    await open.write(file, "# Build\n\n- [ ] Somebody else was here\n");
    const refused = plan.kind === "change" ? await applyIn(open.engine, plan) : plan;
    match(refused?.message ?? "", /changes\/a_trial1\.md/);
    equal(await open.read(file), "# Build\n\n- [ ] Somebody else was here\n");
  });

  it("of unsaved text that was planned on other text is refused, and the text stays", async () => {
    const document = await show();
    await type(document, "- [ ] Three\n");
    await open.feature("changes/a", ({ stages }) => stages[1]?.items.length === 3);
    const plan = await planIn(open.engine, (context) => planTick(file, 4, context));
    if (plan.kind !== "change") throw new Error(plan.kind);
    await type(document, "- [ ] Four\n");
    const typed = document.getText();
    const refused = await applyIn(open.engine, plan);
    equal(refused?.code, "changed");
    match(refused?.message ?? "", /changes\/a_trial1\.md has changed in the meantime; nothing was written/);
    equal(document.getText(), typed);
  });

  it("of unsaved text changes no character beside it, in one file or in two", async () => {
    const other = "changes/a_trial0.md";
    const red =
      (path: string) =>
      (made: Draft): void => {
        const at = made.text(path).indexOf("🔄");
        made.replace(path, at, at + "🔄".length, "🔴");
      };
    const behind = await workspace.openTextDocument(Uri.joinPath(open.engine.folder.uri, other));
    await window.showTextDocument(behind);
    const document = await show();
    for (const paths of [[file], [file, other]]) {
      for (const each of [document, behind]) await type(each, "Now: 🔄\n");
      const plan = await planIn(open.engine, (context) =>
        draft(context, "Red", (made) => {
          for (const path of paths) red(path)(made);
        }),
      );
      const wanted = [document, behind].map((each) =>
        paths.some((path) => each.uri.path.endsWith(path)) ? each.getText().replace("🔄", "🔴") : each.getText(),
      );
      equal(plan.kind === "change" ? await applyIn(open.engine, plan) : plan, undefined);
      deepEqual([document.getText(), behind.getText()], wanted);
      deepEqual([document.isDirty, behind.isDirty], [true, true]);
    }
    await commands.executeCommand("workbench.action.files.revert");
    await window.showTextDocument(behind);
  });

  it("that is refused leaves no folder that it would have needed", async () => {
    const wanted = (path: string) => ({ path, expect: null, changes: [{ offset: 0, end: 0, text: "New\n" }] });
    const stale = { path: file, expect: "0".repeat(64), changes: [{ offset: 0, end: 0, text: "New\n" }] };
    const refused = await applyIn(open.engine, {
      kind: "change",
      title: "Refused",
      folders: ["changes/logs"],
      edits: [wanted("changes/deep/er/new.md"), stale],
      followUps: [],
    });
    equal(refused?.code, "conflict");
    await rejects(open.read("changes/deep/er/new.md"));
    await rejects(stat(join(open.engine.folder.uri.fsPath, "changes/deep")));
    await rejects(stat(join(open.engine.folder.uri.fsPath, "changes/logs")));
  });

  it("of unsaved text together with another file asks to save first", async () => {
    const document = await show();
    await type(document, "- [ ] Three\n");
    const plan = await planIn(open.engine, (context) => planTick(file, 3, context));
    if (plan.kind !== "change") throw new Error(plan.kind);
    const other = { path: "changes/new.md", expect: null, changes: [{ offset: 0, end: 0, text: "New\n" }] };
    const refused = await applyIn(open.engine, { ...plan, edits: [...plan.edits, other] });
    equal(refused?.code, "save-first");
    equal(document.lineAt(2).text, "- [ ] One");
  });
});
