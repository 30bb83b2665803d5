import type { Task } from "../readers/tasksFile/tasksFile.ts";

/** What a new cycle is made from. */
export interface NewCycle {
  id: string;
  now: string;
  sourceFile: string;
  statePath: string;
  /** True for a refactoring; else it is about a feature. */
  isRefactor: boolean;
  executionMode: string;
  commitTiming: string;
  /** The gates that every unit passes, in order. */
  gates: readonly string[];
  tasks: readonly Task[];
}

/** The text of a new state file, in the shape of version 1.0.0: the first unit is at its first gate, all else waits. */
export function newCycle(cycle: NewCycle): string {
  const { now, gates } = cycle;
  const progress = (isFirst: boolean): object =>
    Object.fromEntries(
      gates.map((gate, index) => [
        gate,
        isFirst && index === 0 ? { status: "in_progress", started_at: now } : { status: "pending" },
      ]),
    );
  const tasks = cycle.tasks.map(({ id, title, subtasks }, index) => ({
    id,
    title,
    status: index === 0 ? "in_progress" : "pending",
    feedback_loop_completed: false,
    subtasks: subtasks.map((subtask, at) => ({
      id: subtask.id,
      title: subtask.title,
      ...(subtask.file === undefined ? {} : { file: subtask.file }),
      status: index === 0 && at === 0 ? "in_progress" : "pending",
    })),
    gate_progress: progress(index === 0),
    artifacts: {},
    agent_outputs: {},
  }));
  const state = {
    version: "1.0.0",
    cycle_id: cycle.id,
    started_at: now,
    updated_at: now,
    source_file: cycle.sourceFile,
    state_path: cycle.statePath,
    cycle_type: cycle.isRefactor ? "refactor" : "feature",
    execution_mode: cycle.executionMode,
    commit_timing: cycle.commitTiming,
    status: "in_progress",
    feedback_loop_completed: false,
    current_task_index: 0,
    current_gate: 0,
    current_subtask_index: 0,
    tasks,
    metrics: { total_duration_ms: 0, gate_durations: {}, review_iterations: 0, testing_iterations: 0 },
  };
  return `${JSON.stringify(state, undefined, 2)}\n`;
}
