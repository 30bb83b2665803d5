import { t } from "../../core/index.ts";

/** What the codes of the operating system mean, for a person. */
const sentences: Record<string, () => string> = {
  EACCES: () => t`there is no permission for it`,
  EPERM: () => t`the system does not allow it`,
  EISDIR: () => t`it is a folder, not a file`,
  ENOTDIR: () => t`a part of its path is a file, not a folder`,
  ENOENT: () => t`it does not exist`,
  EEXIST: () => t`it exists already`,
  ELOOP: () => t`its symbolic links lead in a circle`,
  ENAMETOOLONG: () => t`its path is too long`,
  EROFS: () => t`the disk is read-only`,
  ENOSPC: () => t`the disk is full`,
  EDQUOT: () => t`the disk quota is used up`,
  EMFILE: () => t`too many files are open`,
  ENFILE: () => t`too many files are open`,
  EBUSY: () => t`another program holds it`,
  EIO: () => t`the disk reports an error`,
};

/** The code of a system error ("EACCES"), or "" where the value is none. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === "string" ? code : "";
}

/** A failure whose reason is known where it happens, in words that go on a sentence. */
export class KnownFailure extends Error {}

/** Why a call of the system failed, without the absolute path that its own message names. */
export function reasonOf(error: unknown): string {
  if (error instanceof KnownFailure) return error.message;
  const code = codeOf(error);
  return sentences[code]?.() ?? (code ? t`the system reports ${code}` : t`it failed for an unknown reason`);
}
