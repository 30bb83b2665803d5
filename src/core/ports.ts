import type { Document } from "./document.ts";
import type { Signed, Verified } from "./signature.ts";

/** What reading one file gave. A text comes without its byte order mark; `sha256` is of the bytes on disk. */
export type ReadResult =
  | { kind: "text"; text: string; sha256: string; unsaved: boolean }
  /** There, but no text: binary, another encoding, unreadable, gone a moment ago. `reason` is a sentence.
   * `binary` where there is something in it all the same. */
  | { kind: "unreadable"; reason: string; binary?: boolean }
  | { kind: "absent" };

/** What looking for secrets in one file gave. Where each stands and which rule knows it, never the secret itself. */
export type SecretScan =
  | { kind: "scanned"; found: { line: number; column: number; rule: string }[] }
  /** Not looked into; `reason` is a sentence. */
  | { kind: "unscanned"; reason: string };

export interface Commit {
  sha: string;
  /** ISO 8601. */
  at: string;
  author: string;
  email: string;
  subject: string;
  /** The message below its subject. */
  body?: string;
  /** Number of parents; more than one is a merge. */
  parents: number;
  /** Paths the commit touches, relative to the workspace folder. */
  files: string[];
  /** Those of them that came to be with it. */
  added?: string[];
}

/** What git knows of a workspace folder: one log and one status for each HEAD. */
export interface GitFacts {
  /** Empty before the first commit. */
  head: string;
  branch: string;
  /** Newest first. */
  commits: Commit[];
  /** True where the log was cut off before its first commit. */
  truncated: boolean;
  /** The commits that are on this branch and not on the default one. */
  branchCommits?: readonly string[];
  /** Paths with changes that are not committed, untracked files included. */
  dirty: string[];
  /** Paths whose text in an editor is not saved yet, where there is an editor. */
  unsaved?: readonly string[];
  /** The way from the repository's top to the folder, ending in `/`; "" or missing where the folder is the top. */
  prefix?: string;
  /** The person who works here, from git's configuration; empty where none is set. */
  user: { name: string; email: string };
}

/** What is looked for in which files (CP-A4): plain words, never patterns. Case does not count. */
export interface Search {
  terms: readonly string[];
  /** Files, relative to the workspace folder. */
  paths: readonly string[];
  /** How many lines before and after each line that is found are shown with it. */
  context: number;
}

/** A line of a file; `isHit` where it holds one of the terms, else it is context. */
export interface FoundLine {
  line: number;
  text: string;
  isHit: boolean;
}

/** A file that holds at least one of the terms. */
export interface FoundIn {
  path: string;
  /** Lines that hold a term. */
  hits: number;
  /** Those lines and what stands around them, by line, each once. */
  lines: FoundLine[];
}

/** What a search found, by path; files that cannot be read as text are left out. */
export type Findings = FoundIn[];

/** What the engine asks of the outside. Nothing else in `core` reaches a disk, a clock or a process. */
export interface Ports {
  /** Every file below the folder, relative, with `/`, ignore files honoured; and what kept the walk from being whole. */
  walk(): Promise<{ paths: string[]; unreadable: { path: string; reason: string }[] }>;
  read(path: string): Promise<ReadResult>;
  /** Looks for words in files. */
  search(search: Search): Promise<Findings>;
  /** Undefined where the folder is in no git repository, or git is not to be run. */
  git(): Promise<GitFacts | undefined>;
  /** The text of a file as it was in a commit; undefined where it cannot be had. */
  show?(sha: string, path: string): Promise<string | undefined>;
  /** Looks for secrets in a file. */
  secrets(path: string): Promise<SecretScan>;
  /** Verifies the signature of a decision. Never fails: what cannot be determined is `unverified`. */
  verify(signed: Signed): Promise<Verified>;
  /** What verifying rests on (git's settings, the allowed signers), in one string: another one asks for verifying again. */
  signers(): Promise<string>;
  /** SHA-256 of a text's UTF-8 bytes, in hexadecimal. */
  sha256(text: string): string;
  /** ISO 8601, UTC. */
  now(): string;
}

/** What judge may ask, by key. Everything asked for is recorded as the feature's dependencies. */
export interface Facts {
  readonly now: string;
  readonly git: GitFacts | undefined;
  readonly adopted: boolean;
  /** The feature that the person works on: uncommitted work counts as its own. */
  readonly focus: string | undefined;
  sha256(text: string): string;
  exists(path: string): boolean;
  /** Every path that starts with `prefix` (a folder's ends in `/`; "" is all). */
  below(prefix: string): string[];
  /** The document at a path; null where there is none; undefined where it is not read yet (and now wanted). */
  document(path: string): Document | null | undefined;
  /** The secrets found in a file; undefined where nobody has looked yet (and it is now wanted). */
  secrets(path: string): SecretScan | undefined;
  /** What verifying a signature gave; undefined where nobody has verified it yet (and it is now wanted). */
  signature(signed: Signed): Verified | undefined;
}
