/** Short texts that have the shape of each process. */

export const plan = `# Export

## Task Overview

Customers export their orders.

## Clarification Questions

- none

## User Stories

### Story [S-1]: Export as CSV

#### Acceptance Criteria

- Given orders, When I export, Then I get a file.

#### Tasks Checklist

- [ ] Write it

## Tests to Run

- \`npm test\`
`;

export const cycle = `{
  "version": "1.0.0",
  "cycle_id": "c-1",
  "source_file": "docs/pre-dev/alerts/tasks.md",
  "status": "in_progress",
  "current_task_index": 0,
  "current_gate": 0,
  "tasks": [
    { "id": "T-001", "title": "Rules", "status": "in_progress", "gate_progress": { "implementation": { "status": "in_progress" } } }
  ]
}
`;

export const tasks = `# Parcel alerts

## Task: T-001 - Store rules

- [ ] A rule survives a restart
`;

export const express = "# Express\n\nLabels are printed twice when the printer reconnects.\n";

export const log = `# Implementation log

## Stage 0 — Foundation lock

- Status: done
- Acceptance gate result: pass

## Stage 1 — Storage

- Status: in-progress
`;
