import type { Decision } from "./approval.ts";
import type { Policy } from "./policy/policy.ts";
import type { Problem } from "./problem.ts";
import type { Ci } from "./readers/ci.ts";
import type { Coverage } from "./readers/coverage.ts";
import type { Cycle } from "./readers/cycle/cycle.ts";
import type { Makefile } from "./readers/makefile.ts";

/** A stretch of one file's text. `line` and `column` count from 1; `offset` and `end` are UTF-16 offsets into the
 * text without its byte order mark. */
export interface Span {
  line: number;
  column: number;
  offset: number;
  end: number;
}

/** What a check box, a status cell or a marked heading says about itself. */
export type ItemState = "todo" | "done" | "doing" | "skipped" | "blocked" | "dropped";

/** A check box: the character (or emoji) between its brackets, and where it stands. */
export interface Box {
  mark: string;
  offset: number;
  end: number;
}

/** A list item, or a heading or table cell that carries a box. */
export interface Item extends Span {
  /** Last line of the item, its nested items included. */
  endLine: number;
  /** Index in `items` of the list item that this one is nested in; -1 at the top. */
  parent: number;
  depth: number;
  text: string;
  source: "list" | "heading" | "table";
  box?: Box;
  state: ItemState;
  /** Index in `headings` of the nearest heading above; -1 before the first. */
  heading: number;
  /** False for boxes of hygiene and legend sections: they repeat for ever and never count. */
  work: boolean;
  /** True where the text is struck through as a whole. */
  struck: boolean;
}

export interface Heading extends Span {
  level: number;
  /** As written, without the marks of the heading and without a leading box. */
  text: string;
  /** The line after the section's last one: the next heading of the same or a higher level, or the end. */
  endLine: number;
}

/** `Name: value`, on a line of its own, in a list item, or in a row of `|`. */
export interface Field extends Span {
  name: string;
  value: string;
  /** Where the value stands: what an edit replaces. */
  valueSpan: Span;
  /** Stands in a quotation: somebody else's words, or a remark beside the text. */
  quoted: boolean;
}

/** A piece of running text: a paragraph, the text of a list item, a table cell, a code block. */
export interface Block extends Span {
  kind: "paragraph" | "item" | "cell" | "code";
  endLine: number;
  text: string;
  /** The text with code spans, comments, links' targets and quotes blanked: where stop tokens count (C-12). */
  plain: string;
  /** Rendered words, as a reader counts them. */
  words: number;
  /** True where the block says nothing yet: only placeholders, TBD, "Fill this …" (C-11). */
  vacant: boolean;
  quoted: boolean;
  /** The language of a code block. */
  language?: string;
}

export interface Cell extends Span {
  text: string;
  /** True where the cell is empty or says nothing yet. */
  vacant: boolean;
}

export interface Table extends Span {
  endLine: number;
  header: string[];
  /** Rows below the header, the header's repetitions left out. */
  rows: Cell[][];
}

export interface Placeholder extends Span {
  text: string;
}

/** A Markdown link or image, or a path in a code span: something that may name a file. */
export interface Link extends Span {
  target: string;
  kind: "link" | "image" | "code";
}

/** The hashes of a section: of its exact text, and of what matters in it (P-2). */
export interface SectionHashes {
  /** Index in `headings`. */
  heading: number;
  sha256: string;
  digest: string;
}

interface Common {
  path: string;
  /** SHA-256 of the file's bytes. */
  sha256: string;
  /** SHA-256 of what matters in the text: see `digestOf` (P-2). */
  digest: string;
  /** True while the text comes from an editor that has not saved it. */
  unsaved: boolean;
  problems: Problem[];
}

export interface MarkdownDocument extends Common {
  kind: "markdown";
  lineCount: number;
  frontMatter?: Record<string, unknown>;
  /** True where there is front matter that cannot be read. */
  frontMatterBroken: boolean;
  headings: Heading[];
  items: Item[];
  fields: Field[];
  blocks: Block[];
  tables: Table[];
  placeholders: Placeholder[];
  links: Link[];
  /** The hashes of those sections that a process lets approvals bind to. */
  hashes?: SectionHashes[];
}

export interface CycleDocument extends Common {
  kind: "cycle";
  cycle: Cycle;
  /** The last state that could be read whole, where the file is broken now. */
  lastGood?: GoodState;
}

/** A whole state, and the commit that it stands in (ISO 8601 day); without one, the file was read so before it broke. */
export interface GoodState {
  cycle: Cycle;
  commit?: { sha: string; day: string };
}

/** A decision as it stands in its record. */
export interface RecordEntry {
  line: number;
  /** The text that its signature has to fit; see `payloadOf`. */
  payload: string;
}

/** A record of decisions on one gate, or a free-form approval file without any (`decisions` empty). */
export interface RecordDocument extends Common {
  kind: "approval";
  decisions: Decision[];
  /** Where each decision stands, and what its signature has to fit. */
  entries: ReadonlyMap<Decision, RecordEntry>;
  /** True where the file holds anything but white space. */
  filled: boolean;
}

/** The team's policy; without one where it cannot be used. */
export interface PolicyDocument extends Common {
  kind: "policy";
  policy?: Policy;
  /** The line of each of its gates' entries. */
  gateLines: number[];
}

/** A Makefile, or a file that one includes. */
export interface MakefileDocument extends Common {
  kind: "makefile";
  makefile: Makefile;
  filled: boolean;
}

/** What a CI system runs. */
export interface CiDocument extends Common {
  kind: "ci";
  ci: Ci;
  filled: boolean;
}

/** A coverage report of a known format. */
export interface CoverageDocument extends Common {
  kind: "coverage";
  coverage: Coverage;
  filled: boolean;
}

/** A file that no reader understands further, or that could not be read: only whether it holds anything is known. */
export interface OtherDocument extends Common {
  kind: "other";
  /** True where the file holds anything but white space. */
  filled: boolean;
  /** Notes in its comments, such as `TODO(review): …`: the word with its bracket, and the line. */
  notes: { word: string; line: number }[];
}

export type Document =
  | MarkdownDocument
  | CycleDocument
  | RecordDocument
  | PolicyDocument
  | MakefileDocument
  | CiDocument
  | CoverageDocument
  | OtherDocument;
