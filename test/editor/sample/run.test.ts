import { equal, match } from "node:assert/strict";
import { execPath } from "node:process";
import { tasks } from "vscode";
import type { Change, Run } from "../../../src/core/index.ts";
import { followUp } from "../../../src/host/vscode/followUps.ts";
import { openFolder, until } from "./support/folder.ts";

describe("a command that a process runs", () => {
  const open = openFolder("run");

  it("is a task of the editor, and what it prints is kept when it has ended", async () => {
    const run: Run = {
      kind: "run",
      title: "Print the marker",
      command: `"${execPath}" -e "console.log('marker ' + process.env.DEBUG)"`,
      cwd: "",
      env: { DEBUG: "1", ELECTRON_RUN_AS_NODE: "1" },
      keep: { output: "run/out.log" },
    };
    let ended: string | undefined;
    const listening = tasks.onDidEndTask(({ execution }) => {
      ended = execution.task.name;
    });
    const change: Change = { kind: "change", title: "Run", folders: [], edits: [], followUps: [run] };
    await followUp(open.engine, change, open.log);
    await until(tasks.onDidEndTask, () => ended !== undefined);
    listening.dispose();
    equal(ended, "Print the marker");
    match(await open.read("run/out.log"), /^marker 1\r?\n$/);
  });
});
