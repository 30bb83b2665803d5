import { deepEqual, equal, match } from "node:assert/strict";
import fc from "fast-check";
import type { MarkdownDocument } from "../../../../src/core/document.ts";
import { headerOf, sameId } from "../../../../src/core/readers/tasksFile/headers.ts";
import { readTasksFile } from "../../../../src/core/readers/tasksFile/tasksFile.ts";
import { read } from "../../support/shown.ts";

const document = (text: string, path = "docs/pre-dev/alerts/tasks.md"): MarkdownDocument => {
  const found = read(text, path);
  if (found.kind !== "markdown") throw new Error(`${path} is ${found.kind}`);
  return found;
};

const tasksOf = (text: string, files: Record<string, string> = {}) =>
  readTasksFile(document(text), {
    below: (prefix) => Object.keys(files).filter((path) => path.startsWith(prefix)),
    document: (path) => (files[path] === undefined ? null : document(files[path], path)),
  });

const codes = (text: string): string[] =>
  tasksOf(text).problems.map(({ code, severity, line }) => `${severity} ${code} ${line}`);

describe("DC-A1 tasks files", () => {
  const headings: [heading: string, kind: string | undefined, id?: string, title?: string][] = [
    ["Task: T-001 - Alert rules", "task", "T-001", "Alert rules"],
    ["Task: T-001 – Alert rules", "task", "T-001", "Alert rules"],
    ["T-001 Alert rules", "task", "T-001", "Alert rules"],
    ["T-001: Alert rules", "task", "T-001", "Alert rules"],
    ["T-001 — Alert rules — v2", "task", "T-001", "Alert rules — v2"],
    ["`T-001`: Alert rules", "task", "T-001", "Alert rules"],
    ["[T-001] Alert rules", "task", "T-001", "Alert rules"],
    ["T1 — Alert rules", "task", "T1", "Alert rules"],
    ["Task 1: Alert rules", "task", "1", "Alert rules"],
    ["Task 1.1 — Alert rules", "task", "1.1", "Alert rules"],
    ["TASK-001: Alert rules", "task", "TASK-001", "Alert rules"],
    ["REFACTOR-001 - Alert rules", "task", "REFACTOR-001", "Alert rules"],
    ["Task: AUTH-7 - Alert rules", "task", "AUTH-7", "Alert rules"],
    ["**Task 3: Alert rules**", "task", "3", "Alert rules"],
    ["✅ T-002: Alert rules", "task", "T-002", "Alert rules"],
    ["2. Task 2: Alert rules", "task", "2", "Alert rules"],
    ["Task 4", "task", "4", ""],
    ["Task: Alert rules", "task", "", "Alert rules"],
    ["Task: OAuth2 login", "task", "", "OAuth2 login"],
    ["Task：T-001：Alert rules", "task", "T-001", "Alert rules"],
    ["Subtask 1.1 — RED: write the failing test", "subtask", "1.1", "RED: write the failing test"],
    ["ST-001-01: Store a rule", "subtask", "ST-001-01", "Store a rule"],
    ["ST-T001-01 Store a rule", "subtask", "ST-T001-01", "Store a rule"],
    ["Sub-task: ST-001-02 - Store a rule", "subtask", "ST-001-02", "Store a rule"],
    ["Tasks: Alerts", undefined],
    ["Task List", undefined],
    ["Task Dependency Graph", undefined],
    ["Gate 7: Task Breakdown — Alerts", undefined],
    ["T-shirt sizes", undefined],
    ["TASKSMITH-1: something else", undefined],
    ["Phase 12 Tasks — Monitors", undefined],
    ["Batch 1 — Schema", undefined],
    ["Stage 1: Alerts", undefined],
  ];
  for (const [heading, kind, id, title] of headings) {
    it(`reads the heading "${heading}" as ${kind ?? "no task"}`, () => {
      deepEqual(headerOf(heading), kind === undefined ? undefined : { kind, id, title });
    });
  }

  it("compares ids as people mean them", () => {
    for (const other of ["T1", "T-1", "TASK-001", "Task 1", "1"]) equal(sameId("T-001", other), true, other);
    for (const other of ["T-002", "T-010", "REFACTOR-001", "T-001a", "1.1"])
      equal(sameId("T-001", other), false, other);
    equal(sameId("ST-001-01", "ST-1-1"), true);
  });

  it("finds tasks, their criteria and subtasks, and where each stands", () => {
    const { tasks, problems } = tasksOf(
      [
        "# Tasks: Alerts",
        "",
        "## Task: T-001 - Alert rules",
        "",
        "A rule is stored. See T-002.",
        "",
        "### Acceptance Criteria",
        "",
        "- [ ] A rule can be stored",
        "- [x] A broken one is refused",
        "",
        "### Subtasks",
        "",
        "- ST-001-01 - Store a rule",
        "- [ST-001-02](subtasks/T-001/ST-001-02.md) - Refuse one",
        "",
        "### Definition of Done",
        "",
        "- [ ] Reviewed",
        "",
        "## Task: T-002 - Mails",
        "",
        "- [ ] A mail is sent",
      ].join("\n"),
    );
    deepEqual(problems, []);
    deepEqual(tasks, [
      {
        id: "T-001",
        title: "Alert rules",
        line: 3,
        criteria: [
          { text: "A rule can be stored", line: 9 },
          { text: "A broken one is refused", line: 10 },
        ],
        subtasks: [
          { id: "ST-001-01", title: "Store a rule", line: 14 },
          { id: "ST-001-02", title: "Refuse one", file: "subtasks/T-001/ST-001-02.md", line: 15 },
        ],
      },
      { id: "T-002", title: "Mails", line: 21, criteria: [{ text: "A mail is sent", line: 23 }], subtasks: [] },
    ]);
  });

  it("discovers the files of subtasks, by folder and by number", () => {
    const { tasks } = tasksOf("## T-001: One\n\n- [ ] a\n\n### ST-001-02: Second\n\n## T-002: Two\n\n- [ ] b\n", {
      "docs/pre-dev/alerts/tasks.md": "",
      "docs/pre-dev/alerts/subtasks/T-001/ST-001-10.md": "# ST-001-10: Tenth\n",
      "docs/pre-dev/alerts/subtasks/T-001/ST-001-02.md": "# Something\n",
      "docs/pre-dev/alerts/subtasks/T-001/ST-001-03-env-example.md": "No heading\n",
      "docs/pre-dev/alerts/subtasks/T-001/notes.md": "# Notes\n",
      "docs/pre-dev/alerts/gate-8-subtasks/T-002/ST-002-01.md": "# ST-002-01 — Mail it\n",
      "docs/pre-dev/alerts/subtasks/ST-002-02.md": "# ST-002-02: Loose\n",
      "docs/pre-dev/other/subtasks/T-001/ST-001-09.md": "# ST-001-09: Not ours\n",
    });
    deepEqual(
      tasks.map((task) => task.subtasks.map(({ id, title, file }) => [id, title, file])),
      [
        [
          ["ST-001-02", "Second", "subtasks/T-001/ST-001-02.md"],
          ["ST-001-03", "env example", "subtasks/T-001/ST-001-03-env-example.md"],
          ["ST-001-10", "Tenth", "subtasks/T-001/ST-001-10.md"],
        ],
        [
          ["ST-002-01", "Mail it", "gate-8-subtasks/T-002/ST-002-01.md"],
          ["ST-002-02", "Loose", "subtasks/ST-002-02.md"],
        ],
      ],
    );
  });

  it("takes no file from outside the tasks file's folder", () => {
    const { tasks } = tasksOf(
      "## T-001: One\n\n- [ST-001-01](../../../etc/x.md) a\n- [ST-001-02](https://e.org/x.md) b\n",
    );
    deepEqual(
      tasks[0]?.subtasks.map(({ id, file }) => [id, file]),
      [
        ["ST-001-01", undefined],
        ["ST-001-02", undefined],
      ],
    );
  });

  const criteria: [what: string, body: string, texts: string[]][] = [
    ["boxes under a heading", "### Acceptance Criteria\n\n- [ ] a\n- [ ] b\n\n### Notes\n\n- [ ] c\n", ["a", "b"]],
    [
      "a plain list under a bold line",
      "**Success Criteria:**\n\n- a\n- b\n\n**Depends on:** None\n\n- c\n",
      ["a", "b"],
    ],
    [
      "a list inside of a list item",
      "- Type: Feature\n- Success Criteria:\n  - a\n  - b\n- Estimate: 2 h\n",
      ["a", "b"],
    ],
    [
      "labelled groups",
      "### Success Criteria\n\n**Functional:**\n\n- a\n\n**Quality:**\n\n- b\n\n### Definition of Done\n\n- [ ] c\n",
      ["a", "b"],
    ],
    ["labelled items", "### Success Criteria\n\n- **Functional:**\n  - a\n  - b\n- c\n", ["a", "b", "c"]],
    ["another language", "### Critérios de Aceitação\n\n- [ ] a\n", ["a"]],
    ["any boxes where nothing is named so", "Text\n\n- [ ] a\n  - [ ] b\n- no box\n", ["a", "b"]],
    ["no steps of how to work", "- [ ] **Step 1: Write the test**\n- [ ] Step 2: Run it\n", []],
    ["no boxes in code", "```\n- [ ] a\n```\n", []],
  ];
  for (const [what, body, texts] of criteria) {
    it(`takes as criteria: ${what}`, () => {
      const { tasks } = tasksOf(`## T-001: One\n\n${body}\n## T-002: Two\n\n- [ ] other\n`);
      deepEqual(
        tasks[0]?.criteria.map(({ text }) => text),
        texts,
      );
    });
  }

  it("keeps criteria that are stated once for all tasks apart", () => {
    const { tasks, criteria } = tasksOf("## Task 1 — One\n\nText\n\n## Critérios de Aceitação\n\n- [ ] a\n- [ ] b\n");
    deepEqual(tasks[0]?.criteria, []);
    deepEqual(criteria, [
      { text: "a", line: 7 },
      { text: "b", line: 8 },
    ]);
  });

  it("takes check boxes that begin with an id for tasks where no heading names one", () => {
    const { tasks } = tasksOf(
      "### Backend\n\n- [x] `T-001` Schema\n  - [ ] a\n- [ ] **T-002** Queries\n\nT-003 is text.\n",
    );
    deepEqual(
      tasks.map(({ id, title, line, criteria }) => [id, title, line, criteria.map(({ text }) => text)]),
      [
        ["T-001", "Schema", 3, ["a"]],
        ["T-002", "Queries", 5, []],
      ],
    );
  });

  const odd: [what: string, text: string, expected: string[]][] = [
    ["no id", "## Task: Alert rules\n\n- [ ] a\n", ["warning task-id 1"]],
    ["an id twice", "## T-001: One\n\n- [ ] a\n\n## T1: Two\n\n- [ ] b\n", ["warning task-id 5"]],
    ["no criteria", "## T-001: One\n\nText\n", ["warning task-criteria 1"]],
    ["one task of two without a title", "## T-001: One\n\n- [ ] a\n\n## T-002 — <title>\n", ["warning task-id 5"]],
    ["no task", "# Plan\n\n## Goals\n\n- [ ] a\n", ["error no-task 1"]],
    ["a template", "## T-001 — {titulo}\n\n- [ ] a\n", ["error no-task 1"]],
    ["nothing", "", ["error no-task 1"]],
  ];
  for (const [what, text, expected] of odd) it(`says so of ${what}`, () => deepEqual(codes(text), expected));

  it("uses the line's number where a task has no id of its own", () => {
    deepEqual(
      tasksOf("# T\n\n## Task: One\n\n- [ ] a\n\n## T-001: Two\n\n## T-001: Three\n").tasks.map(({ id }) => id),
      ["3", "T-001", "9"],
    );
  });

  it("does not let a line's number name another task", () => {
    deepEqual(
      tasksOf("## Task 3: One\n\n## Task: Two\n").tasks.map(({ id }) => id),
      ["3", "L3"],
    );
  });

  it("says of a template that it is one", () => {
    match(tasksOf("## Task: T-001 - <short title>\n").problems[0]?.message ?? "", /template/);
  });

  it("reads alike with CRLF", () => {
    const text =
      "## T-001: One\n\n**Acceptance Criteria**\n\n- a\n\n### Subtask 1.1 — First\n\n## T-002: Two\n\n- [ ] b\n";
    const { tasks } = tasksOf(text);
    equal(tasks.length, 2);
    deepEqual(tasksOf(text.replaceAll("\n", "\r\n")).tasks, tasks);
  });

  it("never throws, and never gives two tasks one id", () => {
    const piece = fc.constantFrom(
      "## T-001: One",
      "## Task: x",
      "### Subtask 1.1",
      "- [ ] T1 a",
      "**Success Criteria:**",
      "- [ ] a",
      "  - b",
      "## T1",
      "",
      "---",
      "### 1",
      "## Task 3: <x>",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (lines) => {
        const { tasks, problems } = tasksOf(lines.join("\n"));
        equal(new Set(tasks.map(({ id }) => id)).size, tasks.length);
        equal(
          tasks.length === 0,
          problems.some(({ severity }) => severity === "error"),
        );
      }),
    );
  });
});
