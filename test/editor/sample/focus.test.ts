import { equal } from "node:assert/strict";
import { commands, type Memento, Uri, window, workspace } from "vscode";
import { Focus } from "../../../src/host/vscode/focus.ts";
import { openFolder, until } from "./support/folder.ts";
import { useTrialProcess } from "./support/process.ts";

/** What the editor keeps for a workspace, for one test. */
function memory(): Memento {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: (key: string, otherwise?: unknown) => kept.get(key) ?? otherwise,
    update: async (key: string, value: unknown) => void kept.set(key, value),
  } as Memento;
}

describe("the feature in focus", () => {
  const open = openFolder("focus");
  useTrialProcess(open);
  const show = async (path: string) =>
    window.showTextDocument(await workspace.openTextDocument(Uri.joinPath(open.engine.folder.uri, path)));

  it("is that of the active editor, and stays when another file comes to the front", async () => {
    await open.write("focus/a_trial0.md", "# Problem\n\nText.\n");
    await open.write("focus/b_trial0.md", "# Problem\n\nText.\n");
    await open.feature("focus/a");
    await open.feature("focus/b");
    const focus = new Focus(open.folders, memory());
    try {
      await show("focus/b_trial0.md");
      await until(focus.onDidChange, () => focus.current?.feature.id === "focus/b");
      await show("focus/a_trial0.md");
      await until(focus.onDidChange, () => focus.current?.feature.id === "focus/a");
      await show("README.md");
      equal(focus.current?.feature.id, "focus/a");
    } finally {
      focus.dispose();
      await commands.executeCommand("workbench.action.closeAllEditors");
    }
  });
});
