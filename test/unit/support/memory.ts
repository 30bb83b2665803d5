import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  type GitFacts,
  linesWith,
  loadProcesses,
  openWorkspace,
  type Ports,
  type Process,
  type ProcessSource,
  type ReadResult,
  type Signed,
  type Verified,
  type Workspace,
} from "../../../src/core/index.ts";
import { secretsInText } from "../../../src/host/node/secrets.ts";
import { canReopen } from "./elsewhere.ts";

/** A folder in memory: texts by path, or what reading a path gives. Change it and refresh to play an edit. */
export type Files = Record<string, string | ReadResult>;

export interface MemoryOptions {
  /** The clock, ISO 8601. */
  now?: string;
  git?: GitFacts;
  unreadable?: { path: string; reason: string }[];
  /** Files that nobody can look into for secrets. */
  unscanned?: string[];
  /** What verifying a signature gives; without it, that nobody knows. */
  verify?: (signed: Signed) => Verified;
  /** What verifying rests on; change it and refresh. */
  signers?: string;
  /** Every path that is read is added here. */
  reads?: string[];
}

export const sha256 = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");

/** Tests judge the same texts over and over: each is looked into once. */
const scanned = new Map<string, ReturnType<typeof secretsInText>>();

/** What the engine asks of the outside, answered from texts in memory. */
export function memoryPorts(files: Files, options: MemoryOptions = {}): Ports {
  return {
    walk: async () => ({ paths: Object.keys(files), unreadable: options.unreadable ?? [] }),
    read: async (path) => {
      options.reads?.push(path);
      const content = Object.hasOwn(files, path) ? files[path] : undefined;
      if (content === undefined) return { kind: "absent" };
      if (typeof content !== "string") return content;
      return { kind: "text", text: content.replace(/^\ufeff/, ""), sha256: sha256(content), unsaved: false };
    },
    search: async (search) =>
      search.paths.flatMap((path) => {
        const content = files[path];
        return typeof content === "string" ? (linesWith(path, content.replace(/^\ufeff/, ""), search) ?? []) : [];
      }),
    git: async () => options.git,
    secrets: async (path) => {
      if (options.unscanned?.includes(path)) return { kind: "unscanned", reason: `${path} was not looked into.` };
      const content = Object.hasOwn(files, path) ? files[path] : undefined;
      if (typeof content !== "string") return { kind: "scanned", found: [] };
      const scan = scanned.get(content) ?? secretsInText(path, content);
      scanned.set(content, scan);
      return scan;
    },
    verify: async (signed) => options.verify?.(signed) ?? { verdict: "unverified", reason: "nobody verifies it here" },
    signers: async () => options.signers ?? "",
    sha256,
    now: () => options.now ?? "2026-10-05T08:15:00.000Z",
  };
}

/** The processes that Plangate ships, as they lie in `templates/`. */
export function builtInSources(): ProcessSource[] {
  const templates = fileURLToPath(new URL("../../../templates/", import.meta.url));
  const folders = readdirSync(templates, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => ({
    folder: name,
    origin: "built-in" as const,
    files: textsIn(`${templates}${name}/`),
  }));
}

/** All texts below a folder on disk, by relative path. */
export function textsIn(folder: string | URL): Record<string, string> {
  const root = typeof folder === "string" ? folder : fileURLToPath(folder);
  const paths = readdirSync(root, { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      `${entry.parentPath}/${entry.name}`
        .replaceAll("\\", "/")
        .replaceAll("//", "/")
        .slice(root.length)
        .replace(/^\//, ""),
    );
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(`${root}/${path}`, "utf8")]));
}

/** Processes that lie in the folder itself, under `.plangate/processes/`. */
export function ownSources(files: Files): ProcessSource[] {
  const sources = new Map<string, Record<string, string>>();
  for (const [path, content] of Object.entries(files)) {
    const [folder, id, name] = /^\.plangate\/processes\/([^/]+)\/(.+)$/.exec(path) ?? [];
    if (!folder || !id || !name || typeof content !== "string") continue;
    sources.set(id, { ...sources.get(id), [name]: content });
  }
  return [...sources].map(([id, own]) => ({ folder: `.plangate/processes/${id}`, origin: "workspace", files: own }));
}

let shipped: Process[] | undefined;

/** The built-in processes, loaded once; a test that loads with any problem is a test of nothing. */
export function builtIn(): Process[] {
  if (!shipped) {
    const { processes, problems } = loadProcesses(builtInSources());
    if (problems.length > 0) throw new Error(`templates/ does not load: ${JSON.stringify(problems)}`);
    shipped = processes;
  }
  return shipped;
}

/** One built-in process. */
export function builtInProcess(id: string): Process {
  const process = builtIn().find((each) => each.id === id);
  if (!process) throw new Error(`templates/${id} is not there`);
  return process;
}

/** A folder in memory, opened, read and judged once: the built-in processes, and those of its `.plangate/processes/`. */
export async function openMemory(files: Files, options: MemoryOptions = {}): Promise<Workspace> {
  const own = ownSources(files);
  const { processes, problems } =
    own.length === 0 ? { processes: builtIn(), problems: [] } : loadProcesses([...builtInSources(), ...own]);
  return openPorts(files, options, processes, problems);
}

/** Opens a folder in memory under processes, and reads it once. */
export async function openPorts(
  files: Files,
  options: MemoryOptions,
  processes: readonly Process[],
  problems: Parameters<typeof openWorkspace>[2] = [],
): Promise<Workspace> {
  const ports = memoryPorts(files, options);
  let read = files;
  const walk: Ports["walk"] = () => {
    read = { ...files };
    return ports.walk();
  };
  const workspace = openWorkspace({ ...ports, walk }, processes, problems);
  await workspace.refresh();
  canReopen(workspace, () => openPorts(read, options, processes, problems));
  return workspace;
}
