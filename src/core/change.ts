import type { Criterion } from "./judged.ts";

/** New text for one file. `expect` is the SHA-256 of the bytes the edit was planned on; null: the file must not exist. */
export interface FileEdit {
  path: string;
  expect: string | null;
  /** Replacements over the old text, in ascending order, none overlapping; on a new file one insertion at 0. */
  changes: { offset: number; end: number; text: string }[];
}

/** What happens once the edits are on disk. Each may fail and be tried again: no state depends on it. */
export type FollowUp =
  | { kind: "commit"; paths: string[]; message: string }
  | { kind: "open"; path: string; line?: number };

/** A planned change: edits as data, previewed before they are applied. */
export interface Change {
  kind: "change";
  title: string;
  folders: string[];
  edits: FileEdit[];
  followUps: FollowUp[];
}

/** Why an action is not carried out. `unmet` names each criterion that stands in the way. */
export interface Refusal {
  kind: "refusal";
  code: string;
  message: string;
  unmet: Criterion[];
}

/** What a plan needs to know before it can be made: texts of files, by path. */
export interface Wants {
  kind: "wants";
  texts: string[];
}

export type Plan = Change | Refusal | Wants;
