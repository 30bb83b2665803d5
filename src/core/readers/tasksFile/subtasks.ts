import type { Document, MarkdownDocument } from "../../document.ts";
import { nameOf } from "../../words.ts";
import type { Lines } from "./criteria.ts";
import { headerOf, plainId, sameId } from "./headers.ts";

/** A part of a task that passes all gates by itself. `file` is relative to the tasks file's folder. */
export interface Subtask {
  id: string;
  title: string;
  file?: string;
  /** Where it stands in the tasks file; for one that only has a file of its own the task's line. */
  line: number;
}

/** What is known of the files around a tasks file: the paths below a folder, and what was read from one. */
export interface Surroundings {
  below(prefix: string): string[];
  document(path: string): Document | null | undefined;
}

/** The subtasks that a task's section names: by headings, or in a list of subtasks. */
export function subtasksIn(document: MarkdownDocument, lines: Lines): Subtask[] {
  const within = (line: number): boolean => line > lines.from && line < lines.to;
  const found: Subtask[] = [];
  for (const heading of document.headings) {
    const header = within(heading.line) ? headerOf(heading.text) : undefined;
    if (header?.kind === "subtask")
      add(found, { id: header.id || String(heading.line), title: header.title, line: heading.line });
  }
  for (const item of document.items) {
    if (item.source !== "list" || !within(item.line)) continue;
    const link = /^\[`?(?<name>[^\]`]+)`?\]\((?<target>[^)\s]+)\)(?<rest>.*)$/u.exec(item.text.split("\n", 1)[0] ?? "");
    const text = link ? `${link.groups?.name ?? ""}${link.groups?.rest ?? ""}` : (item.text.split("\n", 1)[0] ?? "");
    const header = headerOf(text);
    const section = document.headings[item.heading];
    const isListed = section !== undefined && /^sub-?\s?tasks?$/.test(nameOf(section.text));
    if (header?.kind !== "subtask" || header.id === "") continue;
    // `ST-001-01` says what it is anywhere; a plain number only in a list of subtasks.
    if (!isListed && !/^ST/i.test(header.id)) continue;
    const target = link?.groups?.target ?? "";
    const isFile = /^(?!\w+:)[^#?]+\.md$/i.test(target) && !target.split("/").includes("..") && !target.startsWith("/");
    add(found, {
      id: header.id,
      title: header.title,
      ...(isFile ? { file: target.replace(/^\.\//, "") } : {}),
      line: item.line,
    });
  }
  return found.sort((a, b) => a.line - b.line);
}

/** The first to name a subtask counts; a later one adds the file that the first left out. */
function add(found: Subtask[], subtask: Subtask): void {
  const same = found.find((each) => sameId(each.id, subtask.id));
  if (!same) found.push(subtask);
  else if (same.file === undefined && subtask.file !== undefined) same.file = subtask.file;
}

/** Adds the subtasks that have files of their own: `subtasks/T-001/ST-001-01.md`, `gate-8-subtasks/T-001/ST-001-03-env.md`. */
export function withFiles(
  own: readonly Subtask[],
  task: { id: string; line: number },
  folder: string,
  around: Surroundings,
): Subtask[] {
  const found = own.map((each) => ({ ...each }));
  const prefix = folder === "" ? "" : `${folder}/`;
  for (const path of around.below(prefix)) {
    const file = path.slice(prefix.length);
    const parts = /^(?:[^/]*sub-?tasks)\/(?:(?<task>[^/]+)\/)?(?<name>ST[^/]*)\.md$/i.exec(file)?.groups;
    const id = /^(ST[-_]?(?:T[-_]?)?\d+(?:[._-]\d+)*)(?![\p{L}\p{N}])/iu.exec(parts?.name ?? "")?.[1];
    if (!parts || id === undefined || !belongs(id, parts.task, task.id)) continue;
    const same = found.find((each) => sameId(each.id, id));
    const title = titleOf(around.document(path), id) || nameFrom(parts.name ?? "", id);
    if (!same) found.push({ id, title, file, line: task.line });
    else {
      same.file ??= file;
      if (same.title === "") same.title = title;
    }
  }
  // What the tasks file lists keeps its order; what only has files comes after it, by number.
  const rank = new Map(own.map((each, index) => [plainId(each.id), index]));
  return found.sort(
    (a, b) =>
      (rank.get(plainId(a.id)) ?? own.length) - (rank.get(plainId(b.id)) ?? own.length) ||
      a.id.localeCompare(b.id, "en", { numeric: true }),
  );
}

/** By its folder's name; a file that lies in none, by the number in its id: `ST-001-01` is of task 1. */
function belongs(id: string, folder: string | undefined, task: string): boolean {
  if (folder !== undefined) return sameId(folder, task);
  const number = /^st[-_]?(?:t[-_]?)?(\d+)/i.exec(id)?.[1];
  return number !== undefined && plainId(task).split(".").at(-1) === String(Number(number));
}

function titleOf(document: Document | null | undefined, id: string): string {
  if (document?.kind !== "markdown") return "";
  const heading = document.headings.find(({ level }) => level === 1)?.text ?? "";
  const header = headerOf(heading);
  return header && sameId(header.id, id) ? header.title : heading;
}

const nameFrom = (name: string, id: string): string => name.slice(id.length).replace(/[-_]+/g, " ").trim();
