import type { Criterion } from "./judged.ts";
import type { Search } from "./ports.ts";
import type { ToSign } from "./signature.ts";

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
  | { kind: "open"; path: string; line?: number }
  | Run;

/** A command to run at a person's wish, in the workspace's shell. Its output is shown, and kept in files where asked. */
export interface Run {
  kind: "run";
  title: string;
  /** One a line: each is run in a shell of its own, as long as the one before succeeds. */
  command: string;
  /** From the workspace folder; empty is the folder itself. */
  cwd: string;
  env: Readonly<Record<string, string>>;
  /** Files that come to be when it has ended. `metrics` gets its command, start, seconds and exit code as JSON. */
  keep: { output?: string; stdout?: string; stderr?: string; metrics?: string };
}

/** A planned change: edits as data, previewed before they are applied. */
export interface Change {
  kind: "change";
  title: string;
  /** What the person should know about it, a sentence each; shown with it, before and after. */
  notes?: string[];
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

/** What a plan needs to know before it can be made: texts of files, by path, what searches find, and signatures. */
export interface Wants {
  kind: "wants";
  texts: string[];
  searches?: Search[];
  /** Only in a plan that a person has confirmed. */
  sign?: ToSign[];
}

/** One of several answers to a question. */
export interface Choice {
  value: string;
  label: string;
  description?: string;
}

/** A question for the person, as it stands: its choices are found, its variables filled in. */
export interface AskedQuestion {
  id: string;
  kind: "text" | "pick";
  label: string;
  /** More about what is asked, in a few lines. */
  detail?: string;
  required: boolean;
  /** What an empty answer stands for. */
  fallback?: string;
  /** What stands in the field before anything is typed. */
  prefill: string;
  /** The answer may have several lines. */
  lines: boolean;
  /** Several choices may be made: their values are joined with line feeds. */
  many: boolean;
  /** Only a person answers, at a screen: no argument of a command does. */
  person: boolean;
  choices: Choice[];
}

/** What a plan cannot be made without: it is made again with the answer. */
export interface Ask {
  kind: "ask";
  question: AskedQuestion;
}

export type Plan = Change | Refusal | Wants | Ask;
