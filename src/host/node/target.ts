import { access, constants, realpath } from "node:fs/promises";
import { type Change, type FileEdit, holdsDecisions, t } from "../../core/index.ts";
import { edited, encode } from "./edit.ts";
import { folded, newNameFlawOf } from "./newNames.ts";
import { locate, workspacePath, writingFlawOf } from "./paths.ts";
import { decode, readBytes, sha256 } from "./read.ts";

/** One file of a Change, read and worked out, ready to be written or shown. */
export interface Target {
  path: string;
  /** Where the bytes go once links are followed; absolute. */
  real: string;
  /** Undefined: the file is new. */
  old?: { bytes: Uint8Array; text: string; sha256: string; mode: number; uid: number; gid: number };
  text: string;
  bytes: Uint8Array;
  sha256: string;
}

/** Why a Change is not carried out. `conflict`: a file is not what the Change was planned on. */
export interface Failure {
  code: "busy" | "conflict" | "path" | "edit" | "disk";
  message: string;
}

export const isFailure = (value: object): value is Failure => "code" in value && "message" in value;

/** Reads what a Change is about to write to and works out the new bytes. Nothing is written. Files that the edits leave
 * as they are do not come back. */
export async function targetsOf(root: string, change: Change): Promise<Target[] | Failure> {
  const targets: Target[] = [];
  const seen = new Map<string, string>();
  for (const edit of change.edits) {
    const target = await targetOf(root, edit);
    if (isFailure(target)) {
      return target;
    }
    // Two new files whose names differ by case alone are one file on many disks.
    const name = target.old ? target.real : folded(target.real);
    const other = seen.get(name);
    if (other !== undefined) {
      return { code: "edit", message: t`${edit.path} and ${other} are the same file; a Change writes each file once.` };
    }
    seen.set(name, edit.path);
    if (target.sha256 !== target.old?.sha256) {
      targets.push(target);
    }
  }
  return targets;
}

async function targetOf(root: string, edit: FileEdit): Promise<Target | Failure> {
  const { path, expect } = edit;
  const flaw = writingFlawOf(path, expect === null);
  if (flaw) {
    return pathFailure(path, flaw);
  }
  const read = await readBytes(root, path);
  if (read.kind === "unreadable") {
    return { code: "path", message: t`${read.reason} Nothing was written.` };
  }
  // A link inside may lead to where the written path does not: git's folder above all.
  const realFlaw = await realFlawOf(root, path, read.real, expect === null);
  if (realFlaw) {
    return pathFailure(path, realFlaw);
  }
  if (read.kind === "absent") {
    return expect === null
      ? worked(edit, read.real)
      : conflict(t`${path} is gone; nothing was written. Look at it again and repeat the action.`);
  }
  if (expect !== null && (await isReadOnly(read))) {
    return pathFailure(path, t`it is read-only; allow writing to it first`);
  }
  if (expect === null) {
    return conflict(t`${path} exists already; nothing was written. Look at it again and repeat the action.`);
  }
  if (sha256(read.bytes) !== expect) {
    return conflict(
      t`${path} changed since this was planned; nothing was written. Look at it again and repeat the action.`,
    );
  }
  const text = decode(read.bytes);
  return typeof text === "string"
    ? worked(edit, read.real, { ...read, text, sha256: expect })
    : { code: "path", message: t`${path} cannot be edited: ${text.flaw}. Nothing was written.` };
}

async function realFlawOf(root: string, path: string, real: string, create: boolean): Promise<string | undefined> {
  const base = await realpath(root);
  const realPath = workspacePath(base, real);
  if (realPath === "") {
    return undefined;
  }
  // Whoever planned the Change judged the written path alone: what may not write decisions must not through a link.
  if (holdsDecisions(realPath) !== holdsDecisions(path)) {
    return t`it is, or leads through, a symbolic link between decisions and other files; put the file itself there`;
  }
  return writingFlawOf(realPath, create) ?? (create ? await newNameFlawOf(base, real) : undefined);
}

/** Whether somebody took the right to write away. A new file in its place would pass over that, and so would a root user. */
async function isReadOnly({ real, mode }: { real: string; mode: number }): Promise<boolean> {
  return (
    (mode & 0o222) === 0 ||
    access(real, constants.W_OK).then(
      () => false,
      () => true,
    )
  );
}

function worked(edit: FileEdit, real: string, old?: Target["old"]): Target | Failure {
  const text = edited(old?.text ?? "", edit.changes);
  if (typeof text !== "string") {
    return { code: "edit", message: t`${edit.path} cannot be edited: ${text.flaw}. Nothing was written.` };
  }
  const bytes = encode(text, old?.bytes);
  return { path: edit.path, real, ...(old && { old }), text, bytes, sha256: sha256(bytes) };
}

/** The absolute paths of the folders that a Change asks for. */
export async function foldersOf(root: string, change: Change): Promise<string[] | Failure> {
  const folders: string[] = [];
  for (const path of change.folders) {
    const plain = path.replace(/\/$/, "");
    const flaw = writingFlawOf(plain, true);
    if (flaw) {
      return pathFailure(path, flaw);
    }
    const place = await locate(root, plain);
    if (place.kind === "refused") {
      return pathFailure(path, place.reason);
    }
    const realFlaw = await realFlawOf(root, plain, place.real, true);
    if (realFlaw) {
      return pathFailure(path, realFlaw);
    }
    folders.push(place.real);
  }
  return folders;
}

const pathFailure = (path: string, why: string): Failure => ({
  code: "path",
  message: t`${path} is not written: ${why}. Nothing was written.`,
});

const conflict = (message: string): Failure => ({ code: "conflict", message });
