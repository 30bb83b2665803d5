/** What the codes of the operating system mean, for a person. */
const sentences: Record<string, string> = {
  EACCES: "there is no permission for it",
  EPERM: "the system does not allow it",
  EISDIR: "it is a folder, not a file",
  ENOTDIR: "a part of its path is a file, not a folder",
  ENOENT: "it does not exist",
  EEXIST: "it exists already",
  ELOOP: "its symbolic links lead in a circle",
  ENAMETOOLONG: "its path is too long",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EMFILE: "too many files are open",
  ENFILE: "too many files are open",
  EBUSY: "another program holds it",
  EIO: "the disk reports an error",
};

/** The code of a system error ("EACCES"), or "" where the value is none. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === "string" ? code : "";
}

/** Why a call of the system failed, without the absolute path that its own message names. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return sentences[code] ?? (code ? `the system reports ${code}` : "it failed for an unknown reason");
}
