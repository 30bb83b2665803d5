import { deepEqual } from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import type { Change, FileEdit } from "../../../src/core/index.ts";
import { type Applied, applyChange } from "../../../src/host/node/apply.ts";
import { stateFolder } from "../../../src/host/node/stateFolder.ts";
import { folderWith } from "./folder.ts";

/** SHA-256 of a text or of bytes. */
export const digest = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

export const change = (edits: FileEdit[], folders: string[] = []): Change => ({
  kind: "change",
  title: "A change",
  folders,
  edits,
  followUps: [],
});

export const create = (path: string, text: string): FileEdit => ({
  path,
  expect: null,
  changes: [{ offset: 0, end: 0, text }],
});

/** Replaces the first `from` in a text that is on disk. */
export function replace(path: string, old: string, from: string, to: string): FileEdit {
  const text = old.replace(/^\ufeff/, "");
  const offset = text.indexOf(from);
  return { path, expect: digest(old), changes: [{ offset, end: offset + from.length, text: to }] };
}

export const stateHome = (): string => folderWith();

/** Every file below a folder, temporary ones included, with its text. */
export function filesIn(root: string): Record<string, string> {
  const names = readdirSync(root, { recursive: true, encoding: "utf8" }).sort();
  const files = names.filter((name) => lstatSync(join(root, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(root, name), "utf8")]));
}

/** Applies what must be refused, and says with which code and message. */
export async function refused(root: string, edits: FileEdit[], folders: string[] = []): Promise<string> {
  const before = filesIn(root);
  const applied = await applyChange(root, change(edits, folders), { stateHome: stateHome() });
  deepEqual(filesIn(root), before, "nothing may be written");
  return applied.done ? "done" : `${applied.code}: ${applied.message}`;
}

/** How a writer in another process ends before the n-th file gets its name: killed; killed on a disk without links, where the
 * new name is claimed first; or only put to sleep, until `wake` is called. */
export type End = { before: number; how: "killed" | "claimed" | "asleep" };

const apply = new URL("../../../src/host/node/apply.ts", import.meta.url).href;
const durable = new URL("../../../src/host/node/durable.ts", import.meta.url).href;

/** Runs applyChange in another Node process. */
export function inChild(
  root: string,
  state: string,
  edits: FileEdit[],
  end?: End,
  asleep: (wake: () => void) => void = () => undefined,
): Promise<Applied | "killed"> {
  const script = `
    const { writeFileSync } = await import("node:fs");
    const { applyChange } = await import(${JSON.stringify(apply)});
    const { putInPlace } = await import(${JSON.stringify(durable)});
    const end = ${JSON.stringify(end ?? { before: -1 })};
    let calls = 0;
    const place = async (temporary, path, isNew) => {
      if (++calls === end.before) {
        if (end.how === "claimed") writeFileSync(path, "", { flag: "wx" });
        if (end.how === "asleep") {
          console.log("asleep");
          process.kill(process.pid, "SIGSTOP");
        } else {
          process.kill(process.pid, "SIGKILL");
          await new Promise(() => setTimeout(() => {}, 1e6));
        }
      }
      await putInPlace(temporary, path, isNew);
    };
    const applied = await applyChange(${JSON.stringify(root)}, ${JSON.stringify(change(edits))}, { stateHome: ${JSON.stringify(state)}, place });
    console.log(JSON.stringify(applied));
  `;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let err = "";
    child.stdout.on("data", (data) => {
      out += data;
      if (out === "asleep\n") {
        asleep(() => child.kill("SIGCONT"));
      }
    });
    child.stderr.on("data", (data) => {
      err += data;
    });
    child.on("close", (_, signal) => {
      if (signal === "SIGKILL") {
        resolve("killed");
      } else if (out === "") {
        reject(new Error(err));
      } else {
        resolve(JSON.parse(out.replace("asleep\n", "")) as Applied);
      }
    });
  });
}

/** Makes the lock of a writer that is gone, or that sleeps, as old as one that the next writer takes over at once. */
export async function ageLock(root: string, state: string): Promise<void> {
  utimesSync(`${await stateFolder(root, state)}.lock`, 0, 0);
}
