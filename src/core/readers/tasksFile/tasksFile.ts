import type { Item, MarkdownDocument } from "../../document.ts";
import { t } from "../../l10n.ts";
import { type Problem, startOf } from "../../problem.ts";
import { withoutPlaceholders } from "../markdown/placeholders.ts";
import { criteriaIn, type Lines, namedCriteria, type TaskCriterion } from "./criteria.ts";
import { type Header, headerOf, plainId, sameId } from "./headers.ts";
import { type Subtask, type Surroundings, subtasksIn, withFiles } from "./subtasks.ts";

/** A task of a tasks file. */
export interface Task {
  /** As written; the number of its line where it has none that can be used. */
  id: string;
  title: string;
  line: number;
  criteria: TaskCriterion[];
  subtasks: Subtask[];
}

/** A list of tasks as people and agents write it, whatever the dialect of its headings. */
export interface TasksFile {
  tasks: Task[];
  /** Criteria that the file states once, for all of its tasks. */
  criteria: TaskCriterion[];
  /** An error where no task can be found; a warning for each task without a usable id, or without criteria. */
  problems: Problem[];
}

/** Where a task begins: a heading, or a check box where no heading names one. */
interface Start extends Header {
  line: number;
  endLine: number;
  /** A list item's own box is no criterion of it. */
  isItem: boolean;
}

/**
 * Reads a list of tasks (DC-A1). With `around` the subtasks that have files of their own are found as well. A template
 * whose tasks have no title yet counts as having none.
 */
export function readTasksFile(document: MarkdownDocument, around?: Surroundings): TasksFile {
  const problems: Problem[] = [];
  const starts = startsIn(document);
  const named = starts.filter(({ title, id }) => !isUnwritten(title) || (title === "" && id !== ""));
  for (const start of starts.filter((each) => !named.includes(each) && named.length > 0))
    report(problems, document, start.line, "task-id", t`This task has no title yet. Write one, or take the task out.`);
  const folder = document.path.includes("/") ? document.path.slice(0, document.path.lastIndexOf("/")) : "";
  const tasks = named.map((start, index): Task => {
    const lines: Lines = {
      from: start.line + (start.isItem ? 1 : 0),
      to: Math.min(start.endLine, named[index + 1]?.line ?? start.endLine),
    };
    const id = idOf(start, named, index, document, problems);
    const listed = subtasksIn(document, lines);
    const subtasks = around ? withFiles(listed, { id, line: start.line }, folder, around) : listed;
    const criteria = criteriaIn(document, lines);
    if (criteria.length === 0)
      report(
        problems,
        document,
        start.line,
        "task-criteria",
        t`Task ${id} has no acceptance criteria: list them as check boxes under "Acceptance Criteria", or its validation has nothing to check.`,
      );
    return { id, title: start.title, line: start.line, criteria, subtasks };
  });
  if (tasks.length === 0) problems.push(noTask(document, starts.length > 0));
  return { tasks, criteria: shared(document, named), problems };
}

/** Headings first; check boxes that begin with an id only where no heading names a task. */
function startsIn(document: MarkdownDocument): Start[] {
  const starts: Start[] = [];
  for (const heading of document.headings) {
    const header = headerOf(heading.text);
    if (header?.kind !== "task") continue;
    const outer = starts.findLast((start) => heading.line < start.endLine);
    // `Task 1.2` inside of `Task 1` is a part of it, and `Task 1 notes` inside of `Task 1` is no other task.
    if (outer && isPartOf(header, outer)) continue;
    starts.push({ ...header, line: heading.line, endLine: heading.endLine, isItem: false });
  }
  if (starts.length > 0) return starts;
  return document.items.flatMap((item: Item): Start[] => {
    const header =
      item.source === "list" && item.box && item.work ? headerOf(item.text.split("\n", 1)[0] ?? "") : undefined;
    return header?.kind === "task" && header.id !== ""
      ? [{ ...header, line: item.line, endLine: item.endLine + 1, isItem: true }]
      : [];
  });
}

const isPartOf = (inner: Header, outer: Header): boolean =>
  inner.id !== "" &&
  outer.id !== "" &&
  (sameId(inner.id, outer.id) || plainId(inner.id).startsWith(`${plainId(outer.id)}.`));

/** Whether a title is still what the template put there: empty, `<…>` or `{…}`. */
const isUnwritten = (title: string): boolean =>
  !/[\p{L}\p{N}]/u.test(withoutPlaceholders(title).replace(/\{[^{}]*\}/g, ""));

function idOf(
  start: Start,
  all: readonly Start[],
  index: number,
  document: MarkdownDocument,
  problems: Problem[],
): string {
  const has = (starts: readonly Start[], id: string): boolean =>
    starts.some((each) => each.id !== "" && sameId(each.id, id));
  const taken = start.id !== "" && has(all.slice(0, index), start.id);
  if (start.id !== "" && !taken) return start.id;
  const line = String(start.line);
  const id = has(all, line) ? `L${line}` : line;
  report(
    problems,
    document,
    start.line,
    "task-id",
    taken
      ? t`"${start.id}" names an earlier task as well. Its line, ${id}, is used instead. Head it "## Task: T-001 - Title", with a number of its own.`
      : t`This task has no id. Its line, ${id}, is used instead. Head it "## Task: T-001 - Title", with a number of its own.`,
  );
  return id;
}

/** What is listed once, outside of all tasks. */
function shared(document: MarkdownDocument, starts: readonly Start[]): TaskCriterion[] {
  if (starts.length === 0) return [];
  return namedCriteria(document, { from: 1, to: document.lineCount + 1 }).filter(
    ({ line }) => !starts.some((start) => line >= start.line && line < start.endLine),
  );
}

function noTask(document: MarkdownDocument, isTemplate: boolean): Problem {
  return {
    ...startOf(document.path),
    code: "no-task",
    severity: "error",
    message: isTemplate
      ? t`No task has a title yet: this is a template. Write the tasks, then start.`
      : t`No task is found here. Head each one "## Task: T-001 - Title" (or "## T-001: Title", "### Task 1: Title").`,
  };
}

function report(
  problems: Problem[],
  document: MarkdownDocument,
  line: number,
  code: "task-id" | "task-criteria",
  message: string,
): void {
  problems.push({ file: document.path, line, column: 1, code, severity: "warning", message });
}
