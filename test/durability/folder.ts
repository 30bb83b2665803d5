import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A workspace folder to write to, and the folder that keeps its locks and journals. */
export interface Scratch {
  root: string;
  state: string;
  paths: string[];
  remove(): void;
}

/** A scratch folder of so many plans, each of a feature of its own, whose texts say which generation they belong to. */
export function scratch(count: number): Scratch {
  const root = mkdtempSync(join(tmpdir(), "plangate-durability-"));
  const state = mkdtempSync(join(tmpdir(), "plangate-durability-state-"));
  const paths = Array.from({ length: count }, (_, index) => `docs/plans/load_${index}_stage0_problem.md`);
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), bytesOf(path, 0));
  }
  const remove = (): void => {
    for (const folder of [root, state]) rmSync(folder, { recursive: true, force: true });
  };
  return { root, state, paths, remove };
}

/** How a file lies on disk, by its path: with LF, CRLF or CR, with or without a byte order mark. */
function shapeOf(path: string): { end: string; mark: string } {
  const [first = 0, second = 0] = createHash("sha256").update(path).digest();
  return { end: ["\n", "\r\n", "\r"][first % 3] ?? "\n", mark: second % 3 === 0 ? "\ufeff" : "" };
}

/** The text of a file in a generation, without its byte order mark: a line to some hundred kilobytes, known as a whole. */
export function textOf(path: string, generation: number): string {
  const seed = createHash("sha256").update(`${path}/${generation}`).digest();
  const lines = 1 + ((seed[0] ?? 0) % 7 === 0 ? 4000 : (seed[1] ?? 0));
  const text = `# ${path} ${generation}\n\n${`${seed.toString("hex")}\n`.repeat(lines)}end of ${path} ${generation}\n`;
  return text.replaceAll("\n", shapeOf(path).end);
}

/** What lies on disk in a generation. A file that a Change makes has no byte order mark. */
export const bytesOf = (path: string, generation: number): string =>
  (path.startsWith("docs/") ? shapeOf(path).mark : "") + textOf(path, generation);

/** The generation that a file is of; "absent" where it is not there, "torn" where it is no generation as a whole. */
export function generationOf(root: string, path: string): number | "absent" | "torn" {
  const full = join(root, path);
  if (!existsSync(full)) return "absent";
  const text = readFileSync(full, "utf8");
  const generation = Number(/^\ufeff?# \S+ (\d+)[\r\n]/.exec(text)?.[1]);
  return Number.isInteger(generation) && text === bytesOf(path, generation) ? generation : "torn";
}

/** Every file and folder below a folder that is none of `known`, temporary ones included. */
export function strangersIn(root: string, known: readonly string[]): string[] {
  const names = readdirSync(root, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/"));
  return names.filter((name) => !known.some((path) => path === name || path.startsWith(`${name}/`)));
}

export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");
