/**
 * A writer is killed (SIGKILL) at a random moment of each of many Changes of one to five files. After each kill every
 * file must be whole, and after the next start the Change must be there wholly or not at all, or be reported as what it is.
 */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openSession } from "../../src/cli/session.ts";
import type { Change } from "../../src/core/index.ts";
import { recover } from "../../src/host/node/apply.ts";
import { generationOf, hashOf, scratch, textOf } from "./folder.ts";

const writer = fileURLToPath(new URL("./writer.ts", import.meta.url));

export async function killed(changes: number): Promise<{ figures: Record<string, number>; flaws: string[] }> {
  const { root, state, paths } = scratch(12);
  const figures = {
    changes: 0,
    "killed before an end": 0,
    "old after the next start": 0,
    "new after the next start": 0,
    reported: 0,
  };
  const flaws: string[] = [];
  const start = async (): Promise<ChildProcessWithoutNullStreams> => {
    const child = spawn(process.execPath, [writer, root, state]);
    child.stdin.on("error", () => undefined);
    await once(child.stdout, "data");
    return child;
  };
  let longest = 40;
  let child = await start();
  const now = new Map(paths.map((path) => [path, 0]));
  for (let generation = 1; generation <= changes; generation++) {
    const chosen = shuffled(paths).slice(0, 1 + Math.floor(Math.random() * 5));
    const change: Change = {
      kind: "change",
      title: `Generation ${generation}`,
      folders: [],
      edits: chosen.map((path) => {
        const old = textOf(path, now.get(path) ?? 0);
        return { path, expect: hashOf(old), changes: [{ offset: 0, end: old.length, text: textOf(path, generation) }] };
      }),
      followUps: [],
    };
    const began = performance.now();
    child.stdin.write(`${JSON.stringify(change)}\n`);
    const ended = await Promise.race([
      once(child.stdout, "data").then(([line]) => String(line)),
      new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), Math.random() * longest)),
    ]);
    // Half of the moments lie behind the end of a Change: what it leaves when it is done must stand a kill as well.
    longest = ended === undefined ? Math.min(1.1 * longest, 2000) : 0.5 * longest + 0.5 * (performance.now() - began);
    figures.changes++;
    if (ended === undefined) {
      figures["killed before an end"]++;
      child.kill("SIGKILL");
      await once(child, "close");
    }
    for (const path of paths) {
      const found = generationOf(root, path);
      const mayBe = chosen.includes(path) ? [now.get(path), generation] : [now.get(path)];
      if (found === undefined || !mayBe.includes(found)) flaws.push(`${path} is torn after change ${generation}`);
    }
    const settled = await recover(root, { stateHome: state });
    const after = new Set(chosen.map((path) => generationOf(root, path) === generation));
    if (after.size > 1) {
      if (settled && settled.stands.length > 0) figures.reported++;
      else flaws.push(`change ${generation} is there by half and nobody says so`);
    } else if (after.has(true)) figures["new after the next start"]++;
    else figures["old after the next start"]++;
    if (ended !== undefined && !after.has(true))
      flaws.push(`change ${generation} was said to be done, and is not there`);
    for (const path of chosen) now.set(path, generationOf(root, path) ?? 0);
    if (ended === undefined) child = await start();
  }
  child.kill("SIGKILL");
  const { snapshot } = await openSession(root);
  if (snapshot.paths.some((path) => !paths.includes(path)))
    flaws.push(`left over: ${snapshot.paths.filter((path) => !paths.includes(path)).join(", ")}`);
  for (const folder of [root, state]) rmSync(folder, { recursive: true, force: true });
  return { figures, flaws };
}

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((value) => ({ value, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
