import { lstat, realpath } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { t } from "../../core/index.ts";
import { codeOf, reasonOf } from "./reason.ts";

/** Where a workspace path leads once every symbolic link is followed. */
export type Located =
  | { kind: "there"; real: string }
  /** Nothing there yet; `real` is where it would come to be. */
  | { kind: "absent"; real: string }
  /** `reason` completes "it …": why the path is not to be followed. */
  | { kind: "refused"; reason: string };

/** Follows a path that came from a file or a process. Nothing outside the folder is ever handed out. */
export async function locate(root: string, path: string): Promise<Located> {
  const flaw = flawOf(path);
  if (flaw) {
    return { kind: "refused", reason: flaw };
  }
  try {
    const base = await realpath(root);
    const wanted = join(base, ...path.split("/"));
    const real = await realOf(wanted);
    if (real === undefined) {
      return { kind: "refused", reason: t`it is a symbolic link to something that does not exist` };
    }
    if (!isInside(base, real.path)) {
      return { kind: "refused", reason: t`it is a symbolic link that leads outside the folder` };
    }
    return { kind: real.exists ? "there" : "absent", real: real.path };
  } catch (error) {
    return { kind: "refused", reason: reasonOf(error) };
  }
}

/** The real path, or where it would be: links of the part that exists are followed. Undefined for a dangling link. */
async function realOf(path: string): Promise<{ path: string; exists: boolean } | undefined> {
  try {
    return { path: await realpath(path), exists: true };
  } catch (error) {
    const code = codeOf(error);
    if (code !== "ENOENT" && code !== "ENOTDIR") {
      throw error;
    }
  }
  if (await isLink(path)) {
    return undefined;
  }
  const parent = await realOf(dirname(path));
  return parent && { path: join(parent.path, basename(path)), exists: false };
}

async function isLink(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink();
  } catch {
    return false;
  }
}

/** Whether an absolute path is the folder itself or lies in it. Both are real paths. */
export function isInside(base: string, path: string): boolean {
  const way = relative(base, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** What is wrong with a workspace path as such, completing "it …"; undefined where nothing is. */
export function flawOf(path: string): string | undefined {
  if (path === "") {
    return t`it is empty`;
  }
  if (path.includes("\0")) {
    return t`it holds a NUL character`;
  }
  if (path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path) || path.startsWith("\\\\")) {
    return t`it is absolute; paths are relative to the workspace folder`;
  }
  if (sep === "\\" && path.includes("\\")) {
    return t`it holds a backslash; paths are written with /`;
  }
  if (path.split("/").some((part) => part === "" || part === "." || part === "..")) {
    return t`it has an empty, . or .. part; paths name the way down from the workspace folder`;
  }
  return undefined;
}

const device = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|:|$)/i;

/** What forbids writing to a path, completing "it …". `create` is true where the file does not exist yet: a new file must
 * be one that every system can check out. */
export function writingFlawOf(path: string, create: boolean): string | undefined {
  const flaw = flawOf(path);
  if (flaw) {
    return flaw;
  }
  const parts = path.split("/");
  if (parts.some(isGitFolder)) {
    return t`it lies in git's own folder`;
  }
  if (!create && sep === "/") {
    return undefined;
  }
  if (parts.some((part) => device.test(part) || /[ .]$/.test(part))) {
    return t`it has a part that Windows reserves (a device name, or a name that ends in a dot or a blank)`;
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const forbidden = sep === "\\" ? /[\x00-\x1f<>:"|?*\\]/ : /[\x00-\x1f]/;
  return parts.some((part) => forbidden.test(part)) ? t`it has a character that file names cannot have` : undefined;
}

/** `.git` in every spelling that a file system may take for it: a hook written there would run. */
function isGitFolder(part: string): boolean {
  const plain = part
    .replace(/\p{Cf}/gu, "")
    .replace(/[ .]+$/, "")
    .split(":")[0]
    ?.toLowerCase();
  return plain === ".git" || plain === "git~1";
}

/** The workspace path of an absolute one, with `/`. */
export function workspacePath(root: string, path: string): string {
  return relative(resolve(root), resolve(path)).split(sep).join("/");
}
