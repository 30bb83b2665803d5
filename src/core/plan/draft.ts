import type { FileEdit, FollowUp, Plan, Refusal } from "../change.ts";
import { holdsDecisions } from "../decisionPaths.ts";
import type { Criterion } from "../judged.ts";
import { t } from "../l10n.ts";
import { linesOf } from "../lines.ts";
import type { Findings, ReadResult, Search } from "../ports.ts";
import { readMarkdown } from "../readers/markdown/markdown.ts";
import type { Signing, SignResult, ToSign } from "../signature.ts";
import type { Workspace } from "../workspace.ts";

/** Texts of files, by path, as the caller read them for this plan. */
export type Texts = Readonly<Record<string, ReadResult>>;

/** What searches found, by `searchKey`. */
export type Searches = Readonly<Record<string, Findings>>;

/** A search's name: the same search, asked again, has the same one. */
export const searchKey = (search: Search): string => JSON.stringify(search);

/** What a plan is made over. A plan that lacks a text answers with `Wants`; it is then made again with that text. */
export interface PlanContext {
  workspace: Workspace;
  texts: Texts;
  searches?: Searches;
  /** ISO 8601, UTC. */
  now: string;
  sha256(text: string): string;
  /** How a decision gets signed here; without it none does. */
  signing?: Signing;
  /** What came of signing, by the text that was signed; only where a person has confirmed, and nothing is signed before. */
  signatures?: Readonly<Record<string, SignResult>>;
}

/** Why a plan cannot be made: the closed set of refusal codes. */
export type RefusalCode =
  | "unmet"
  | "archived"
  | "approval-missing"
  | "blocked"
  | "unsaved"
  | "changed"
  | "exists"
  | "unknown"
  | "unreadable"
  | "nothing-to-do"
  | "no-slug"
  | "answer-missing"
  | "not-asked"
  | "decisions-only"
  | "not-allowed"
  | "not-signed"
  | "not-waivable"
  | "not-conditional"
  | "unfit";

export function refuse(code: RefusalCode, message: string, unmet: Criterion[] = []): Refusal {
  return { kind: "refusal", code, message, unmet };
}

/** Thrown by a step to end the plan with a refusal or with wants; never leaves `draft`. */
class Stop extends Error {
  readonly plan: Plan;
  constructor(plan: Plan) {
    super("stop");
    this.plan = plan;
  }
}

/** A change in the making. Steps write to it; nothing reaches a disk. */
export class Draft {
  private readonly context: PlanContext;
  private readonly files = new Map<string, DraftFile>();
  private readonly folders = new Set<string>();
  private readonly followUps: FollowUp[] = [];
  private readonly notes: string[] = [];
  private readonly unsigned: ToSign[] = [];

  private readonly decides: boolean;

  constructor(context: PlanContext, decides: boolean) {
    this.context = context;
    this.decides = decides;
  }

  /**
   * Ends the plan with a refusal where a path holds decisions, or what they rest on: only a person's decision, behind its
   * own confirmation, is written there (P-6). No step of a process is.
   */
  guard(path: string): void {
    if (this.decides || !holdsDecisions(path)) return;
    const message = t`${path} holds decisions, and only a person's decision is written there: no step of a process is.`;
    this.stop(refuse("decisions-only", message));
  }

  /** Whether a path is there already, or will be through this change. */
  exists(path: string): boolean {
    return (
      this.files.has(path) || this.context.workspace.facts().exists(path) || this.context.texts[path]?.kind === "text"
    );
  }

  /** The text of a file as it will be. Ends the plan with a want where it was not read. */
  text(path: string): string {
    return (this.files.get(path) ?? this.load(path)).text;
  }

  /**
   * The text of a file that the walk may have left out, as it is ignored; undefined where there is none that can be
   * read. Ends the plan with a want where it was not looked for.
   */
  look(path: string): string | undefined {
    const made = this.files.get(path);
    if (made) return made.text;
    const read = this.context.texts[path];
    if (!read) return this.stop({ kind: "wants", texts: [path] });
    return read.kind === "text" ? read.text : undefined;
  }

  /** What a search finds. Ends the plan with a want where it was not made yet. */
  search(search: Search): Findings {
    const found = this.context.searches?.[searchKey(search)];
    return found ?? this.stop({ kind: "wants", texts: [], searches: [search] });
  }

  /** Every path of the workspace folder, ignore files honoured. */
  paths(): readonly string[] {
    return this.context.workspace.facts().below("");
  }

  /** Replaces a stretch of the file's text as `text` gives it. */
  replace(path: string, offset: number, end: number, insert: string): void {
    this.guard(path);
    const file = this.files.get(path) ?? this.load(path);
    const [before, after] = [file.text.slice(0, offset), file.text.slice(end)];
    // In a file of mixed line ends a CR and the LF that comes to stand behind it would become one.
    const lead = insert.startsWith("\n") && before.endsWith("\r") && file.text[offset] !== "\n" ? "\r" : "";
    const tail = insert.endsWith("\r") && after.startsWith("\n") && file.text[end - 1] !== "\r" ? "\n" : "";
    this.files.set(path, { ...file, text: before + lead + insert + tail + after });
  }

  /** Creates a file. */
  create(path: string, text: string): void {
    this.guard(path);
    if (this.exists(path))
      this.stop(
        refuse("exists", t`${path} is there already. Nothing is overwritten: choose another title, or move that file.`),
      );
    this.files.set(path, { expect: null, old: "", text });
  }

  /** The files of the change so far. */
  written(): readonly string[] {
    return [...this.files.keys()];
  }

  folder(path: string): void {
    this.folders.add(path);
  }

  follow(followUp: FollowUp): void {
    this.followUps.push(followUp);
  }

  /** Says something about the change, a sentence. */
  note(text: string): void {
    if (!this.notes.includes(text)) this.notes.push(text);
  }

  /** The signature of a text; undefined where it is still to be made, and the plan then ends with wanting it. */
  sign(wanted: ToSign): SignResult | undefined {
    const result = this.context.signatures?.[wanted.payload];
    if (!result) this.unsigned.push(wanted);
    return result;
  }

  /** Opens a file at its first placeholder. */
  open(path: string): void {
    const file = this.files.get(path);
    const line = file && readMarkdown(path, file.text).placeholders[0]?.line;
    this.followUps.push({ kind: "open", path, ...(line === undefined ? {} : { line }) });
  }

  stop(plan: Plan): never {
    throw new Stop(plan);
  }

  finish(title: string): Plan {
    if (this.unsigned.length > 0) return { kind: "wants", texts: [], sign: this.unsigned };
    const edits = [...this.files].map(([path, { expect, old, text }]) => ({
      path,
      expect,
      changes: changesBetween(old, text),
    }));
    edits.sort((a, b) => (a.path < b.path ? -1 : 1));
    const notes = this.notes.length > 0 ? { notes: this.notes } : {};
    return { kind: "change", title, ...notes, folders: [...this.folders].sort(), edits, followUps: this.followUps };
  }

  private load(path: string): DraftFile {
    const read = this.context.texts[path];
    if (!read) {
      if (!this.context.workspace.facts().exists(path)) return { expect: null, old: "", text: "" };
      this.stop({ kind: "wants", texts: [path] });
    }
    if (read.kind === "unreadable") this.stop(refuse("unreadable", t`${path} cannot be changed: ${read.reason}`));
    if (read.kind === "absent") return { expect: null, old: "", text: "" };
    return { expect: read.sha256, old: read.text, text: read.text };
  }
}

/** A file of the change: what it was planned on, and its text as it was and will be. */
interface DraftFile {
  expect: string | null;
  old: string;
  text: string;
}

/** The one stretch in which two texts differ; everything around it stays as it is, byte for byte. */
function changesBetween(old: string, text: string): FileEdit["changes"] {
  let start = 0;
  const shorter = Math.min(old.length, text.length);
  while (start < shorter && old[start] === text[start]) start++;
  if (cuts(old, start) || cuts(text, start)) start--;
  let tail = 0;
  while (tail < shorter - start && old[old.length - 1 - tail] === text[text.length - 1 - tail]) tail++;
  if (tail > 0 && (cuts(old, old.length - tail) || cuts(text, text.length - tail))) tail--;
  return [{ offset: start, end: old.length - tail, text: text.slice(start, text.length - tail) }];
}

/** Whether a place lies within a character or a line end of two units: an editor that gets an edit there moves it. */
const cuts = (text: string, at: number): boolean =>
  /^([\ud800-\udbff][\udc00-\udfff]|\r\n)/.test(text.slice(Math.max(0, at - 1), at + 1)) && at > 0;

/** Makes a plan by running steps over a draft. `decides` is true for a person's decision alone. */
export function draft(
  context: PlanContext,
  title: string,
  steps: (draft: Draft) => void,
  { decides = false }: { decides?: boolean } = {},
): Plan {
  const made = new Draft(context, decides);
  try {
    steps(made);
  } catch (error) {
    if (error instanceof Stop) return error.plan;
    throw error;
  }
  return made.finish(title);
}

/** The line end that a text uses most; LF where it has none. */
export function lineEndOf(text: string): string {
  const crlf = text.split("\r\n").length - 1;
  const lf = text.split("\n").length - 1 - crlf;
  const cr = text.split("\r").length - 1 - crlf;
  if (cr > lf && cr > crlf) return "\r";
  return crlf > lf ? "\r\n" : "\n";
}

/** A template's text in a file's own line ends. */
export const inLineEnds = (text: string, lineEnd: string): string => text.replace(/\r\n|\r|\n/g, lineEnd);

/** The offset of a line's start (from 1), or the text's end. */
export function offsetOfLine(text: string, line: number): number {
  const lines = linesOf(text);
  return lines.starts[line - 1] ?? text.length;
}
