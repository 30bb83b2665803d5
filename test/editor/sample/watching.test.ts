import { equal } from "node:assert/strict";
import { Uri, WorkspaceEdit, window, workspace } from "vscode";
import { openFolder } from "./support/folder.ts";
import { useTrialProcess } from "./support/process.ts";

describe("what changes shows up by itself", () => {
  const open = openFolder("watching");
  useTrialProcess(open);
  const uri = (path: string): Uri => Uri.joinPath(open.engine.folder.uri, path);
  const state = (id: string): string | undefined => open.engine.feature(id)?.stages[0]?.state;

  it("a file that another program writes, changes and removes", async () => {
    await open.write("watching/a_trial0.md", "# Problem\n\n");
    await open.feature("watching/a");
    equal(state("watching/a"), "open");
    await open.write("watching/a_trial0.md", "# Problem\n\nNow it is said.\n");
    await open.feature("watching/a", ({ stages }) => stages[0]?.state === "passed");
    await open.remove("watching/a_trial0.md");
    await open.until(() => open.engine.feature("watching/a") === undefined);
  });

  it("a folder that is renamed", async () => {
    await open.write("watching/old/b_trial0.md", "# Problem\n\nText.\n");
    await open.feature("watching/old/b");
    await open.move("watching/old", "watching/new");
    await open.feature("watching/new/b");
    equal(open.engine.feature("watching/old/b"), undefined);
  });

  it("text that an editor has not saved, and its going back", async () => {
    await open.write("watching/c_trial0.md", "# Problem\n\n");
    await open.feature("watching/c");
    const document = await workspace.openTextDocument(uri("watching/c_trial0.md"));
    await window.showTextDocument(document);
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, document.lineAt(document.lineCount - 1).range.end, "Typed, not saved.\n");
    await workspace.applyEdit(edit);
    await open.feature("watching/c", ({ stages }) => stages[0]?.state === "passed");
    equal(await open.read("watching/c_trial0.md"), "# Problem\n\n");
    const { commands } = await import("vscode");
    await commands.executeCommand("workbench.action.files.revert");
    await open.feature("watching/c", ({ stages }) => stages[0]?.state === "open");
    await commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("a team's own process, broken and mended, while everything else stays", async () => {
    const before = open.engine.snapshot.features.filter(({ process }) => process !== "trial").length;
    const path = ".plangate/processes/trial/process.yaml";
    const text = await open.read(path);
    await open.write(path, "id: [\n");
    await open.until(() => open.engine.snapshot.problems.some(({ file }) => file === path));
    equal(open.engine.snapshot.features.length, before);
    await open.write(path, text);
    await open.feature("watching/c");
  });
});
