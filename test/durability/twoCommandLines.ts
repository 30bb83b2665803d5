/**
 * Two people, or agents, run `plangate tick` over the same few files as fast as it goes. Each run that says it is done has
 * turned its box; each other run says why not. So the number of runs that were done says how each box stands.
 */
import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { promisify } from "node:util";
import { boxLines, flawsOfBoxes, writeBoxes } from "./boxes.ts";
import { cli } from "./cli.ts";
import { scratch } from "./folder.ts";
import type { Result } from "./kill.ts";

const files = new Map([
  ["docs/plans/load_0_stage3_playbook.md", "\n"],
  ["docs/plans/load_1_stage3_playbook.md", "\r\n"],
]);

export async function twoCommandLines(changes: number): Promise<Result> {
  const { root, state, remove } = scratch(0);
  for (const [path, end] of files) writeBoxes(root, path, end);
  const done = new Map([...files.keys()].map((path) => [path, new Map<number, number>()]));
  const figures = { runs: 0, done: 0, "told that somebody was faster": 0 };
  const flaws: string[] = [];
  const person = async (): Promise<void> => {
    for (let number = 0; number < changes; number++) {
      const path = [...files.keys()][Math.floor(Math.random() * files.size)] ?? "";
      const line = boxLines[Math.floor(Math.random() * boxLines.length)] ?? 0;
      const args = [cli, "tick", root, "--file", path, "--line", String(line), "--json"];
      const env = { ...process.env, XDG_STATE_HOME: state, LOCALAPPDATA: state };
      const ran = await promisify(execFile)(process.execPath, args, { env }).catch((error) => error);
      figures.runs++;
      const said = JSON.parse(ran.stdout || "{}") as { done?: boolean; refusal?: { code: string } };
      if (said.done) {
        figures.done++;
        done.get(path)?.set(line, (done.get(path)?.get(line) ?? 0) + 1);
      } else if (said.refusal?.code === "conflict" || said.refusal?.code === "busy")
        figures["told that somebody was faster"]++;
      else flaws.push(`a run ended oddly: ${ran.stdout} ${ran.stderr}`);
    }
  };
  await Promise.all([person(), person()]);
  for (const [path, end] of files) flaws.push(...flawsOfBoxes(root, path, end, done.get(path) ?? new Map()));
  remove();
  rmSync(state, { recursive: true, force: true });
  return { figures, flaws };
}
