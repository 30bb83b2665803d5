import type { Change, FileEdit, FollowUp, Plan, Refusal } from "../change.ts";
import type { Criterion } from "../judged.ts";
import { linesOf } from "../lines.ts";
import type { ReadResult } from "../ports.ts";
import { readMarkdown } from "../readers/markdown/markdown.ts";
import type { Workspace } from "../workspace.ts";

/** Texts of files, by path, as the caller read them for this plan. */
export type Texts = Readonly<Record<string, ReadResult>>;

/** What a plan is made over. A plan that lacks a text answers with `Wants`; it is then made again with that text. */
export interface PlanContext {
  workspace: Workspace;
  texts: Texts;
  /** ISO 8601, UTC. */
  now: string;
  sha256(text: string): string;
}

/** Why a plan cannot be made: the closed set of refusal codes. */
export type RefusalCode =
  | "unmet"
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
  | "not-asked";

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
  private readonly edits = new Map<string, { expect: string | null; old: string; changes: FileEdit["changes"] }>();
  private readonly folders = new Set<string>();
  private readonly followUps: FollowUp[] = [];

  constructor(context: PlanContext) {
    this.context = context;
  }

  /** Whether a path is there already, or will be through this change. */
  exists(path: string): boolean {
    return (
      this.edits.has(path) || this.context.workspace.facts().exists(path) || this.context.texts[path]?.kind === "text"
    );
  }

  /** The text of a file as it will be. Ends the plan with a want where it was not read. */
  text(path: string): string {
    const edit = this.edits.get(path) ?? this.load(path);
    let text = edit.old;
    for (const change of [...edit.changes].sort((a, b) => b.offset - a.offset)) {
      text = text.slice(0, change.offset) + change.text + text.slice(change.end);
    }
    return text;
  }

  /** Replaces a stretch of the file's text as it was read. */
  replace(path: string, offset: number, end: number, text: string): void {
    const edit = this.edits.get(path) ?? this.load(path);
    const changes = [...edit.changes, { offset, end, text }].sort((a, b) => a.offset - b.offset);
    this.edits.set(path, { ...edit, changes });
  }

  /** Creates a file. */
  create(path: string, text: string): void {
    if (this.exists(path))
      this.stop(
        refuse("exists", `${path} is there already. Nothing is overwritten: choose another title, or move that file.`),
      );
    this.edits.set(path, { expect: null, old: "", changes: [{ offset: 0, end: 0, text }] });
  }

  folder(path: string): void {
    this.folders.add(path);
  }

  follow(followUp: FollowUp): void {
    this.followUps.push(followUp);
  }

  /** Opens a file at its first placeholder. */
  open(path: string): void {
    const text = this.edits.get(path)?.expect === null ? this.text(path) : undefined;
    const line = text === undefined ? undefined : readMarkdown(path, text).placeholders[0]?.line;
    this.followUps.push({ kind: "open", path, ...(line === undefined ? {} : { line }) });
  }

  stop(plan: Plan): never {
    throw new Stop(plan);
  }

  finish(title: string): Change {
    const edits = [...this.edits].map(([path, { expect, changes }]) => ({ path, expect, changes }));
    edits.sort((a, b) => (a.path < b.path ? -1 : 1));
    return { kind: "change", title, folders: [...this.folders].sort(), edits, followUps: this.followUps };
  }

  private load(path: string): { expect: string | null; old: string; changes: FileEdit["changes"] } {
    const read = this.context.texts[path];
    if (!read) {
      if (!this.context.workspace.facts().exists(path)) return { expect: null, old: "", changes: [] };
      this.stop({ kind: "wants", texts: [path] });
    }
    if (read.kind === "unreadable") this.stop(refuse("unreadable", `${path} cannot be changed: ${read.reason}`));
    if (read.kind === "absent") return { expect: null, old: "", changes: [] };
    return { expect: read.sha256, old: read.text, changes: [] };
  }
}

/** Makes a plan by running steps over a draft. */
export function draft(context: PlanContext, title: string, steps: (draft: Draft) => void): Plan {
  const made = new Draft(context);
  try {
    steps(made);
  } catch (error) {
    if (error instanceof Stop) return error.plan;
    throw error;
  }
  return made.finish(title);
}

/** The line end that a text uses; LF where it has none. */
export function lineEndOf(text: string): string {
  const crlf = text.split("\r\n").length - 1;
  const lf = text.split("\n").length - 1 - crlf;
  return crlf > lf ? "\r\n" : "\n";
}

/** A template's text in a file's own line ends. */
export const inLineEnds = (text: string, lineEnd: string): string => text.replace(/\r\n|\r|\n/g, lineEnd);

/** The offset of a line's start (from 1), or the text's end. */
export function offsetOfLine(text: string, line: number): number {
  const lines = linesOf(text);
  return lines.starts[line - 1] ?? text.length;
}
