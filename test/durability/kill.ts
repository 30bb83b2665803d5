/**
 * A writer is killed (SIGKILL) at a random moment of each of many Changes of one to five files, and often again while what it
 * left is settled. After each kill every file must be whole; after the next start the Change must be there wholly or not at
 * all, or be reported as what it is; and `plangate status` must read everything.
 */
import { execFile } from "node:child_process";
import { existsSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { run } from "../../src/cli/program.ts";
import type { Change, FileEdit } from "../../src/core/index.ts";
import type { Settled } from "../../src/host/node/settle.ts";
import { stateFolder } from "../../src/host/node/stateFolder.ts";
import { cli } from "./cli.ts";
import { bytesOf, generationOf, hashOf, type Scratch, scratch, strangersIn, textOf } from "./folder.ts";
import { Workers } from "./workers.ts";

/** What a run counted, and what it found wrong. */
export interface Result {
  figures: Record<string, number>;
  flaws: string[];
}

/** Each n-th time nobody makes the dead writer's lock older than it is: the next start waits for it, five seconds. */
const waits = 100;
/** Each n-th Change nobody kills: how long those take says when to kill the others. */
const spared = 10;
/** Each n-th `status` is a process of its own. */
const processes = 25;

export async function killed(changes: number): Promise<Result> {
  const figures = {
    Changes: 0,
    "killed while preparing": 0,
    "killed while committing": 0,
    "killed elsewhere before the end": 0,
    "ended before the kill": 0,
    "killed once more while settling": 0,
    "all old after the next start": 0,
    "all new after the next start": 0,
    "by half, and reported": 0,
    "status read everything": 0,
  };
  const flaws: string[] = [];
  const half = Math.ceil(changes / 2);
  await Promise.all([half, changes - half].map((count) => lane(count, figures, flaws)));
  return { figures, flaws };
}

async function lane(changes: number, figures: Record<string, number>, flaws: string[]): Promise<void> {
  const folder = scratch(12);
  const { root, state, paths } = folder;
  const workers = new Workers(root, state);
  const own = await stateFolder(root, state);
  const count = (what: string): void => {
    figures[what] = (figures[what] ?? 0) + 1;
  };
  const flaw = (what: string): number => flaws.push(what);
  const now = new Map(paths.map((path) => [path, 0]));
  const age = (): void => {
    if (existsSync(`${own}.lock`)) utimesSync(`${own}.lock`, 0, 0);
  };

  for (let generation = 1; generation <= changes; generation++) {
    const { change, touched, made } = changeTo(folder, now, generation);
    const before = new Map([...touched].map((path) => [path, generationOf(root, path)]));
    const done = await workers.order<{ done: boolean; message?: string }>({ change }, generation % spared !== 1);
    count("Changes");
    count(done ? "ended before the kill" : momentOf(own));
    if (done && !done.done) flaw(`change ${generation} was refused: ${done.message}`);
    for (const path of [...paths, ...made]) {
      const found = generationOf(root, path);
      if (found !== (before.get(path) ?? now.get(path)) && !(touched.has(path) && found === generation))
        flaw(`${path} is ${found} after change ${generation}`);
    }

    if (generation % waits !== 2) age();
    let settled = await workers.order<Partial<Settled>>({ recover: true }, Math.random() < 0.5);
    if (!settled) {
      count("killed once more while settling");
      age();
      settled = await workers.order<Partial<Settled>>({ recover: true }, false);
    }
    const after = new Set([...touched].map((path) => generationOf(root, path) === generation));
    if (after.size > 1) {
      if (settled?.outcome === "open") count("by half, and reported");
      else flaw(`change ${generation} is there by half and nobody says so`);
    } else count(after.has(true) ? "all new after the next start" : "all old after the next start");
    if (done?.done && !after.has(true)) flaw(`change ${generation} was said to be done, and is not there`);

    for (const path of [...touched].filter((each) => now.has(each))) now.set(path, Number(generationOf(root, path)));
    const left = strangersIn(root, [...paths, ...(after.has(true) ? made : [])]);
    if (left.length > 0) flaw(`left over after change ${generation}: ${left.join(", ")}`);
    const features = await status(root, generation % processes === 0);
    if (features === paths.length) count("status read everything");
    else flaw(`status gave ${features} after change ${generation}`);
    rmSync(join(root, "made"), { recursive: true, force: true });
    age();
  }
  await workers.end();
  folder.remove();
}

/** A Change of one to five files: some replaced, some new, and beside them often one that it leaves as it is. */
function changeTo(
  { paths }: Scratch,
  now: ReadonlyMap<string, number>,
  generation: number,
): { change: Change; touched: Set<string>; made: string[] } {
  const chosen = shuffled(paths).slice(0, 1 + Math.floor(Math.random() * 5));
  const fresh = chosen.length > 1 ? Math.floor(Math.random() * 3) : 0;
  const made = Array.from({ length: Math.min(fresh, chosen.length - 1) }, (_, i) => `made/${generation}/${i}/new.md`);
  const replaced = chosen.slice(made.length);
  const same = shuffled(paths).find((path) => !chosen.includes(path));
  const edit = (path: string, to: number): FileEdit => {
    const old = now.get(path) ?? 0;
    const text = textOf(path, old);
    return {
      path,
      expect: hashOf(bytesOf(path, old)),
      changes: [{ offset: 0, end: text.length, text: textOf(path, to) }],
    };
  };
  const edits = [
    ...replaced.map((path) => edit(path, generation)),
    ...made.map((path) => ({ path, expect: null, changes: [{ offset: 0, end: 0, text: textOf(path, generation) }] })),
    ...(same !== undefined && Math.random() < 0.3 ? [edit(same, now.get(same) ?? 0)] : []),
  ];
  return {
    change: { kind: "change", title: `Generation ${generation}`, folders: [], edits: shuffled(edits), followUps: [] },
    touched: new Set([...replaced, ...made]),
    made,
  };
}

/** In which part of its work a writer was killed, as its journal says. */
function momentOf(own: string): string {
  try {
    const { phase } = JSON.parse(readFileSync(join(own, "journal.json"), "utf8")) as { phase: string };
    return phase === "commit" ? "killed while committing" : "killed while preparing";
  } catch {
    return "killed elsewhere before the end";
  }
}

/** How many features `plangate status --json` reads without a problem; what it said where it did not. */
async function status(root: string, inProcess: boolean): Promise<number | string> {
  let out = "";
  let code = 0;
  if (inProcess) {
    const ran = await promisify(execFile)(process.execPath, [cli, "status", root, "--json"]).catch((error) => error);
    out = ran.stdout;
    code = ran.code ?? 0;
  } else {
    const none = { missing: "nobody is here" };
    const print = (text: string): void => {
      out += text;
    };
    const terminal = { out: print, err: () => undefined, dialogue: () => none };
    code = await run(["status", root, "--json"], { ...terminal, color: false, screen: false });
  }
  try {
    const { features } = JSON.parse(out) as { features: unknown[] };
    return code === 0 ? features.length : `exit code ${code}`;
  } catch {
    return `no JSON: ${out.slice(0, 200)}`;
  }
}

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((value) => ({ value, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
