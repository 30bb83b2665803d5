import { stringify } from "yaml";

/** The files of a small process that works as it is: what "New Process" writes, for a team to change. */
export function newProcessFiles(id: string, title: string): Record<string, string> {
  return { "process.yaml": definition(id, title), "note.md": note };
}

/** A text as YAML that is read as this text: `2024` and `no: yes` come in quotes. */
const yamlOf = (text: string): string => stringify(text, { lineWidth: 0 }).trim();

const definition = (id: string, title: string): string => `id: ${yamlOf(id)}
title: ${yamlOf(title)}
description: One note for each piece of work, agreed on before it is done.

# Where the work lies: each docs/${id}/<name>.md is a feature.
feature:
  id: "{base}/{name}"
  title: {role: note, else: "{name}"}
  folder: "{base}"
  files:
    - {pattern: "{base:path}/{name}.md", role: note}
  where: {base: [docs/${id}]}

# What "Start Feature" writes.
start:
  dir: docs/${id}
  steps:
    - scaffold: [{file: "{slug}.md", template: note.md}]
    - open: "{slug}.md"

# A paragraph or list item that says only this stops the work.
stopTokens: [BLOCKED]

stages:
  - id: plan
    title: Plan
    artifacts: [{role: note, create: "{name}.md", template: note.md}]
    gate:
      criteria:
        - {filled: {}, label: No placeholder is left}
        - {sections: {all: [Problem, Approach, Tasks]}, label: "Problem, approach, tasks"}
        - {count: {of: item, in: Tasks, min: 1}, label: At least one task}
        - {resolved: {in: Open questions}, label: No question is open}
      approval: {required: true}
      advance: [{open: next}]
  - id: work
    title: Work
    artifacts: [{role: note, create: "{name}.md", template: note.md}]
    gate:
      criteria:
        - {checklist: {in: Tasks}, label: Every task is ticked}
      started: {checklist: {in: Tasks, any: done}}
`;

const note = `# {title}

Started {date}.

## Problem

<What is wrong or missing, and for whom: two or three sentences.>

## Approach

<How it will be solved, and what was considered instead.>

## Open questions

- <A question that must be answered first. Write its answer behind an arrow: → answer. "None" if there is none.>

## Tasks

- [ ] <One thing to do, small enough to finish in a sitting.>
`;
