import { iconState } from "../markdown/marks.ts";

/** What a heading or a list item names: a task or a subtask, with its id as written ("" where it has none). */
export interface Header {
  kind: "task" | "subtask";
  id: string;
  title: string;
}

const prefixed = /^(?<sub>sub-?\s?)?task(?<colon>\s*[:：]\s*|\s+)(?<rest>\S.*)$/iu;
const token = /^\[?`?(?<id>[\p{L}\p{N}]+(?:[._-][\p{L}\p{N}]+)*)`?\]?(?<rest>.*)$/u;
const parted = /^\s*(?:[-\u2010-\u2015\u2212]+|[:：])\s*(?<title>.*)$/u;
const taskId = /^(?:T|TASK|REFACTOR)[-_]?\d+[a-z]?(?:[.-]\d+)*$/iu;
const subtaskId = /^ST[-_]?(?:T[-_]?)?\d+(?:[._-]\d+)*$/iu;

/**
 * What a heading names, if it names a task or a subtask: `Task: T-001 - …`, `Task 1.1 — …`, `T1: …`, `TASK-001 …`,
 * `Subtask 1.1 — …`, `ST-001-01 …`, with any dash. `Task: Login page` is a task without an id; `Task List` is none.
 */
export function headerOf(heading: string): Header | undefined {
  const text = bare(heading);
  const prefix = prefixed.exec(text)?.groups;
  const found = token.exec(prefix?.rest ?? text)?.groups;
  const id = found?.id ?? "";
  const title = found && (parted.exec(found.rest ?? "")?.groups?.title ?? undefined);
  const isPlain = /^(?:\s|$)/.test(found?.rest ?? "");
  if (prefix) {
    const kind = prefix.sub || subtaskId.test(id) ? "subtask" : "task";
    const isId = /\p{N}/u.test(id) && (title !== undefined || found?.rest === "");
    const isKnown = isPlain && (/^\d+(?:[.-]\d+)*$/.test(id) || taskId.test(id) || subtaskId.test(id));
    if (isId || isKnown) return { kind, id, title: tidy(title ?? found?.rest) };
    return prefix.colon?.trim() ? { kind, id: "", title: tidy(prefix.rest) } : undefined;
  }
  const kind = taskId.test(id) ? "task" : subtaskId.test(id) ? "subtask" : undefined;
  return kind && (title !== undefined || isPlain) ? { kind, id, title: tidy(title ?? found?.rest) } : undefined;
}

/** A heading as people mean it: no icon, numbering or emphasis around it. */
function bare(heading: string): string {
  return heading
    .slice(0, 300)
    .slice(iconState(heading)?.length ?? 0)
    .replace(/^(?:\p{Extended_Pictographic}|\ufe0f|\s)+(?=[^\p{N}])/u, "")
    .replace(/^\d+[.)]\s+(?=\D)/, "")
    .replace(/^(\*\*|__)(.*?)\1/, "$2")
    .trim();
}

const tidy = (title = ""): string =>
  title
    .trim()
    .replace(/^(\*\*|__)(.*)\1$/, "$2")
    .trim();

/**
 * An id in the form in which two ids of one piece of work are compared: `T-001`, `T1`, `TASK-001`, `Task 1` and `1`
 * are one; `REFACTOR-001` is another.
 */
export function plainId(id: string): string {
  const bareId = id.toLowerCase().replace(/^(?:task|t)[-_ ]?(?=\d)/, "");
  const parts = bareId.split(/[-_.\s]+/).map((part) => part.replace(/^0+(?=\d)/, ""));
  return parts.join(".");
}

/** Whether two ids name the same task or subtask. */
export const sameId = (one: string, other: string): boolean => plainId(one) === plainId(other);
