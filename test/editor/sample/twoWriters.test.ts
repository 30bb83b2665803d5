import { deepEqual } from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { env, execPath } from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { commands, Uri, window, workspace } from "vscode";
import { planTick } from "../../../src/core/index.ts";
import { applyIn } from "../../../src/host/vscode/changes.ts";
import { planIn } from "../../../src/host/vscode/plans.ts";
import { boxLines, flawsOfBoxes, writeBoxes } from "../../durability/boxes.ts";
import { openFolder } from "./support/folder.ts";

/** `npm run durability -- editor` makes more Changes, and reads the figures. */
const { changes, figuresAt } = JSON.parse(env.PLANGATE_TWO_WRITERS ?? '{"changes":6}') as {
  changes: number;
  figuresAt?: string;
};

describe("the editor and the command line", () => {
  const open = openFolder("writers");
  const files = new Map([
    ["writers/docs/plans/a_stage3_playbook.md", "\n"],
    ["writers/docs/plans/b_stage3_playbook.md", "\r\n"],
  ]);
  const paths = [...files.keys()];
  afterEach(() => commands.executeCommand("workbench.action.closeAllEditors"));

  it("tick the same boxes: each tick is there, or its writer was told that it is not", async () => {
    const root = open.engine.folder.uri.fsPath;
    const cli = join(import.meta.dirname, "..", "..", "..", "cli.js");
    for (const [path, end] of files) writeBoxes(root, path, end);
    await open.until(() => paths.every((path) => open.engine.snapshot.paths.includes(path)));
    // One of the files is open and clean, as it often is: what the other one writes arrives in it.
    const document = await workspace.openTextDocument(Uri.joinPath(open.engine.folder.uri, paths[0] ?? ""));
    await window.showTextDocument(document);
    const done = new Map(paths.map((path) => [path, new Map<number, number>()]));
    const figures = {
      "Changes of the editor": 0,
      "Changes of the command line": 0,
      done: 0,
      "the editor was told that somebody was faster": 0,
      "the command line was told that somebody was faster": 0,
    };
    const flaws: string[] = [];
    const faster = (code: string | undefined): boolean => code === "conflict" || code === "busy" || code === "changed";
    const pick = (): { path: string; line: number } => ({
      path: paths[Math.floor(Math.random() * paths.length)] ?? "",
      line: boxLines[Math.floor(Math.random() * boxLines.length)] ?? 0,
    });
    const turned = (path: string, line: number): void => {
      figures.done++;
      done.get(path)?.set(line, (done.get(path)?.get(line) ?? 0) + 1);
    };

    const commandLine = async (): Promise<void> => {
      const { path, line } = pick();
      const args = [cli, "tick", root, "--file", path, "--line", String(line), "--json"];
      const ran = await promisify(execFile)(execPath, args).catch((error) => error);
      figures["Changes of the command line"]++;
      const said = JSON.parse(ran.stdout || "{}") as { done?: boolean; refusal?: { code: string } };
      if (said.done) turned(path, line);
      else if (faster(said.refusal?.code)) figures["the command line was told that somebody was faster"]++;
      else flaws.push(`a run ended oddly: ${ran.stdout} ${ran.stderr}`);
    };
    const editor = async (): Promise<void> => {
      const { path, line } = pick();
      const plan = await planIn(open.engine, (context) => planTick(path, line, context));
      const refused = plan.kind === "refusal" ? plan : await applyIn(open.engine, plan);
      figures["Changes of the editor"]++;
      if (!refused) turned(path, line);
      else if (faster(refused.code)) figures["the editor was told that somebody was faster"]++;
      else flaws.push(`the editor was refused oddly: ${refused.code} ${refused.message}`);
    };
    // A process has to start before it reads and writes: the editor comes at any moment of what the last one took.
    let took = 500;
    for (let number = 0; number < changes; number++) {
      const began = performance.now();
      const other = commandLine().then(() => {
        took = performance.now() - began;
      });
      await pause(Math.random() * took);
      await editor();
      await other;
    }
    for (const [path, end] of files) flaws.push(...flawsOfBoxes(root, path, end, done.get(path) ?? new Map()));
    const onDisk = await open.read(paths[0] ?? "");
    // Of two writes within a moment the editor may show the first until it looks at the file again.
    await commands.executeCommand("workbench.action.files.revert");
    if (figuresAt) writeFileSync(figuresAt, JSON.stringify({ figures, flaws }));
    deepEqual(flaws, []);
    deepEqual([document.getText(), document.isDirty], [onDisk, false]);
  }).timeout(60_000 + changes * 15_000);
});
