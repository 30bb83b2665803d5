import assert from "node:assert/strict";
import { commands, extensions, workspace } from "vscode";

describe("the extension in the editor", () => {
  it("activates in a workspace with plans, and its commands are there", async () => {
    const extension = extensions.getExtension("plangate.plangate");
    assert.ok(extension, "the extension under development is not loaded");
    await extension.activate();

    const known = await commands.getCommands(true);
    const declared: { command: string }[] = extension.packageJSON.contributes.commands;
    const missing = declared.map(({ command }) => command).filter((command) => !known.includes(command));
    assert.deepEqual(missing, []);
  });

  it("has a copy of the workspace open, which it may write to", () => {
    assert.match(workspace.workspaceFolders?.[0]?.uri.fsPath ?? "", /plangate-workspace-/);
  });
});
