import type { AskedQuestion } from "../change.ts";
import type { GateContext } from "../criteria/criterion.ts";
import type { Criterion, JudgedFeature, JudgedStage } from "../judged.ts";
import type { FixName } from "../problemCodes.ts";
import type { MarkdownExtract } from "../readers/markdown/markdown.ts";
import type { StageNode } from "../stages/source.ts";

/** One way to mend something in a document, offered at its place: plain data that outlives the reading it came from. */
export interface Fix {
  name: FixName;
  /** What it does, as a person reads it. */
  title: string;
  feature: string;
  /** The ids of the stage's path. */
  stage: readonly string[];
  file: string;
  /** The lines where it is offered, the last one included. */
  line: number;
  endLine: number;
  /** SHA-256 of the text it was found in: in any other it is looked for again. */
  sha256: string;
  /** What has to be edited, for the file of this name that plans it. */
  target: FixTarget;
}

/** What a fix edits. Lines count from 1; offsets are those of the text it was found in. */
export type FixTarget =
  | { kind: "insert"; line: number; text: string }
  | { kind: "field"; heading: string; index: number; names: readonly string[]; value: string }
  | { kind: "replace"; offset: number; end: number; text: string }
  | { kind: "claim"; offset: number; endLine: number; claim: string; skeleton: string }
  | { kind: "evidence"; heading: string; index: number; names: readonly string[]; dead?: string }
  | { kind: "answer"; point: string; column: number }
  | { kind: "choice"; column: number }
  | { kind: "tick" };

/** A criterion that is not met, with what is needed to find out how it could be. */
export interface Unmet {
  feature: JudgedFeature;
  stage: JudgedStage;
  node: StageNode;
  context: GateContext;
  criterion: Criterion;
  /** The criterion's kind and parameters; of `any` each of its own. */
  kind: string;
  params: unknown;
}

/** A fix as its file finds it: whose it is, is known from where it was looked for. */
export type FoundFix = Omit<Fix, "feature" | "stage" | "sha256">;

/** What an edit of a fix works with: the text as it is now, and the answer where one was asked for. */
export interface Editing {
  file: string;
  text: string;
  document: MarkdownExtract;
  answer: string;
  /** The workspace's files. */
  paths: readonly string[];
}

/** A replacement in the text; undefined where what it was about is not there any more. */
export type FixEdit = { start: number; end: number; text: string } | undefined;

/** What a fix has to ask before it can edit. */
export type FixQuestion = AskedQuestion;

/** A text as a title shows it: one short line. */
export function short(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 50 ? `${line.slice(0, 49)}…` : line;
}
