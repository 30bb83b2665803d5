import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { type ReadResult, t } from "../../core/index.ts";
import { locate } from "./paths.ts";
import { codeOf, reasonOf } from "./reason.ts";

/** Files above this many bytes are not read: no plan is that long, and a log may be. */
export const maxBytes = 50 * 1024 * 1024;

/** The bytes of a file as they lie on disk, or why there are none. */
export type Bytes =
  | { kind: "bytes"; bytes: Uint8Array; real: string; mode: number; uid: number; gid: number }
  | { kind: "unreadable"; reason: string }
  | { kind: "absent"; real: string };

/** Reads one workspace file. Links are followed, never out of the folder; pipes and devices are not opened for long. */
export async function readBytes(root: string, path: string): Promise<Bytes> {
  const place = await locate(root, path);
  if (place.kind === "refused") {
    return { kind: "unreadable", reason: sentence(path, place.reason) };
  }
  if (place.kind === "absent") {
    return { kind: "absent", real: place.real };
  }
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer for ever.
    const file = await open(place.real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stat = await file.stat();
      if (!stat.isFile()) {
        const what = stat.isDirectory() ? t`it is a folder, not a file` : t`it is a pipe or a device, not a file`;
        return { kind: "unreadable", reason: sentence(path, what) };
      }
      if (stat.size > maxBytes) {
        return { kind: "unreadable", reason: sentence(path, t`it is larger than 50 MB`) };
      }
      const { mode, uid, gid } = stat;
      return { kind: "bytes", bytes: await file.readFile(), real: place.real, mode: mode & 0o7777, uid, gid };
    } finally {
      await file.close();
    }
  } catch (error) {
    return codeOf(error) === "ENOENT"
      ? { kind: "absent", real: place.real }
      : { kind: "unreadable", reason: sentence(path, reasonOf(error)) };
  }
}

/** Reads one workspace file as text. The text comes without its byte order mark, the digest is of the bytes. */
export async function readText(root: string, path: string): Promise<ReadResult> {
  const read = await readBytes(root, path);
  if (read.kind === "absent") {
    return { kind: "absent" };
  }
  if (read.kind === "unreadable") {
    return read;
  }
  const decoded = decode(read.bytes);
  return typeof decoded === "string"
    ? { kind: "text", text: decoded, sha256: sha256(read.bytes), unsaved: false }
    : { kind: "unreadable", reason: sentence(path, decoded.flaw), binary: true };
}

/** The text of some bytes, without a byte order mark; or what keeps them from being one. */
export function decode(bytes: Uint8Array): string | { flaw: string } {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { flaw: t`it is encoded as UTF-16; save it as UTF-8` };
  }
  if (bytes.includes(0)) {
    return { flaw: t`it holds NUL bytes: a binary file, no text` };
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return { flaw: t`it is no valid UTF-8; save it as UTF-8` };
  }
}

/** SHA-256 in hexadecimal, of bytes or of a text's UTF-8 bytes. */
export function sha256(data: Uint8Array | string): string {
  return createHash("sha256").update(data).digest("hex");
}

const sentence = (path: string, why: string): string => t`${path} cannot be read: ${why}.`;
