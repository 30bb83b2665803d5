import * as z from "zod";
import { type Mark, type Place, placeSchema } from "../shared/panel/panelProtocol.ts";

/** What the review panel and the extension say to each other. Every text comes in words, translated; the page only draws. */

export const decisionKinds = ["approved", "changes-requested", "waived", "skipped", "revoked"] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** All that a page can ask for. None of it decides anything: a decision is asked for in a dialog of the editor. */
export const messageSchema = z.discriminatedUnion("kind", [
  /** Shows a file in an editor. */
  z.strictObject({ kind: z.literal("open"), place: placeSchema }),
  /** Follows a link to the web, once the extension has looked at it. */
  z.strictObject({ kind: z.literal("browse"), href: z.string().min(1).max(2000) }),
  /** Begins a decision; `shown` names the texts that the page showed at the click. */
  z.strictObject({ kind: z.literal("decide"), decision: z.enum(decisionKinds), shown: z.string() }),
  /** Opens the editor's own comparison with what was approved. */
  z.strictObject({ kind: z.literal("compare") }),
  /** The person has seen that a text changed. */
  z.strictObject({ kind: z.literal("seen"), shown: z.string() }),
]);
export type Message = z.infer<typeof messageSchema>;

/** A piece of text: characters that show themselves, or the name of one that does not, as `U+202E`. */
export type Piece = string | { sign: string };

/** Where a link leads; whatever leads elsewhere is no link here. */
export type Link = { kind: "web"; href: string } | { kind: "file"; file: string } | { kind: "none" };

/** Running text. */
export type Span =
  | { kind: "text"; pieces: Piece[] }
  | { kind: "code"; pieces: Piece[] }
  | { kind: "strong" | "em" | "strike"; spans: Span[] }
  | { kind: "link"; to: Link; spans: Span[] }
  /** A picture is not loaded: its description stands for it. */
  | { kind: "image"; alt: Piece[]; to: Link }
  | { kind: "break" };

/** A block of a document. There is no kind for HTML: what looks like it is text. */
export type Block =
  /** `level` counts from 1 and leaves none out on the way down. */
  | { kind: "heading"; level: number; spans: Span[] }
  /** `tight` stands in a list without space around it. */
  | { kind: "paragraph"; tight: boolean; spans: Span[] }
  | { kind: "list"; start?: number; items: ListItem[] }
  | { kind: "quote"; blocks: Block[] }
  | { kind: "code"; language: string; pieces: Piece[]; left: number }
  | { kind: "table"; head: Span[][]; rows: Span[][][] }
  | { kind: "rule" };

export interface ListItem {
  /** Of a task: whether its box is ticked. */
  ticked?: boolean;
  blocks: Block[];
}

/** One line of a file as it is; `left` counts characters that are not shown. */
export interface SourceLine {
  line: number;
  pieces: Piece[];
  left: number;
}

/** A stretch of a line in a comparison; `changed` where it differs from its counterpart. */
export interface Stretch {
  pieces: Piece[];
  changed: boolean;
}

export interface DiffRow {
  sign: "same" | "removed" | "added";
  /** The line then and now, from 1. */
  before?: number;
  now?: number;
  stretches: Stretch[];
  /** Characters of the line that are not shown. */
  left: number;
}

/** Rows that belong together. What did not change and lies away from what did is folded, until a person unfolds it. */
export interface DiffPart {
  rows: DiffRow[];
  /** The words of the row that stands for folded ones; without any rows nothing is there to unfold. */
  folded?: string;
}

export interface Changes {
  title: string;
  /** Instead of a comparison, or about it. */
  note: string;
  parts: DiffPart[];
  /** The words of the button that opens the editor's own comparison. */
  compare?: string;
}

/** A remark with a place to go to. */
export interface Note {
  text: string;
  place?: Place;
}

/** One text that the gate is about. */
export interface TextView {
  path: string;
  /** SHA-256 of the bytes, and how much there is; or why nothing is shown. */
  facts: string;
  /** The whole hash, for the title of what shows its beginning. */
  sha256: string;
  place: Place;
  notes: Note[];
  changes?: Changes;
  /** As a reader sees it; a file that is no Markdown has none. */
  blocks?: Block[];
  source: SourceLine[];
  /** What is left out of each of the two. */
  blocksLeft?: Note;
  sourceLeft?: Note;
}

export interface CriterionView {
  mark: Mark;
  word: string;
  label: string;
  message: string;
  place?: Place;
}

export interface DecisionView {
  mark: Mark;
  title: string;
  /** When, through what, until when. */
  detail: string;
  comment: string;
  /** The texts it was made on, each with the beginning of its hash. */
  texts: string[];
}

export interface ActionView {
  decision: DecisionKind;
  label: string;
  primary: boolean;
}

export interface View {
  /** Names the texts that are shown; the page gives it back with a decision. */
  shown: string;
  title: string;
  feature: string;
  state: { mark: Mark; text: string; reason: string };
  /** What a person has to know before reading on. `seen` is the button of one that can be put away. */
  notices: { mark: Mark; text: string; seen?: string; place?: Place }[];
  facts: { label: string; value: string }[];
  criteria: CriterionView[];
  decisions: DecisionView[];
  texts: TextView[];
  actions: ActionView[];
  /** Why there is nothing to decide, where that is so. */
  noActions: string;
  words: Words;
}

/** The page's own words. */
export interface Words {
  criteria: string;
  noCriteria: string;
  decisions: string;
  noDecisions: string;
  noTexts: string;
  text: string;
  rendered: string;
  source: string;
  /** What the switch between the two is called. */
  show: string;
  open: string;
  decide: string;
  added: string;
  removed: string;
  same: string;
  before: string;
  now: string;
  change: string;
  lineText: string;
  ticked: string;
  unticked: string;
  picture: string;
  table: string;
  /** `{0}` is how many characters are left out. */
  moreCharacters: string;
  /** `{0}` is the character's number. */
  hiddenCharacter: string;
}
