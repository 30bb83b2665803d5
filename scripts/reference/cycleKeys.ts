/** A key of a state file: what it means, and what stands below it. */
export interface CycleKey {
  says: string;
  inner?: Readonly<Record<string, CycleKey>>;
}

const times = {
  started_at: { says: "When it began, in ISO 8601" },
  completed_at: { says: "When it was completed, in ISO 8601" },
};

const half = {
  status: { says: "How far it is" },
  test_file: { says: "The file of the test" },
  implementation_file: { says: "The file of the code that makes the test pass" },
  failure_output: { says: "What the failing test printed" },
  test_pass_output: { says: "What the passing test printed" },
  completed_at: { says: "When it was completed, in ISO 8601" },
};

/** What a cycle's state file says of the cycle as a whole. A test compares these with what the reader asks for. */
export const cycleKeys: Readonly<Record<string, CycleKey>> = {
  version: { says: "The version of this kind of file; 1.0.0 where none is written" },
  cycle_id: { says: "The cycle's own id" },
  cycle_type: { says: "Whether the cycle builds a feature or refactors" },
  source_file: { says: "The file that lists the tasks" },
  state_path: { says: "Where this file lies, from the workspace folder" },
  status: { says: "Where the cycle as a whole stands" },
  execution_mode: { says: "How often the work stops for a person" },
  commit_timing: { says: "When the work is committed" },
  current_task_index: { says: "The task at work, counted from 0" },
  current_epic_index: { says: "The epic at work, counted from 0" },
  current_subtask_index: { says: "The subtask at work, counted from 0" },
  current_gate: { says: "The gate at work, by its number" },
  gates_skipped: { says: "Gates that the cycle leaves out: a list, or each with its reason" },
  gates_skipped_reason: { says: "Why gates are left out" },
  feedback_loop_completed: { says: "Whether what was learnt has been gone through" },
  started_at: times.started_at,
  updated_at: { says: "When this file was last changed, in ISO 8601" },
  completed_at: times.completed_at,
  metrics: { says: "Sums over the cycle: durations, iterations" },
};

/** What it says of a task, an epic or a subtask. */
export const unitKeys: Readonly<Record<string, CycleKey>> = {
  id: { says: "Its id, as the tasks file has it" },
  title: { says: "What it is about, in a few words" },
  status: { says: "How far it is" },
  file: { says: "Its own file, where it has one" },
  feedback_loop_completed: { says: "Whether what was learnt from it has been gone through" },
  acceptance_criteria: { says: "What has to be true in the end: a list of sentences" },
  iterations: { says: "How many attempts it took" },
  completed_at: times.completed_at,
  artifacts: { says: "Files that were made, by gate" },
};

/** What is recorded of a gate: its progress, or what was handed in for it. */
export const gateKeys: Readonly<Record<string, CycleKey>> = {
  status: { says: "How far the gate is" },
  ...times,
  agent: { says: "Who worked on it" },
  output: { says: "What was handed in, as Markdown" },
  iterations: { says: "How many attempts it took" },
  tdd_red: { says: "The failing test that came first", inner: half },
  tdd_green: { says: "The code that makes the test pass", inner: half },
  standards_compliance: {
    says: "How many sections of the standards hold",
    inner: {
      total_sections: { says: "How many sections there are" },
      compliant: { says: "How many of them hold" },
      not_applicable: { says: "How many do not apply" },
      non_compliant: { says: "How many do not hold" },
    },
  },
  artifacts_created: { says: "Files that were made: a list of paths" },
  artifacts_updated: { says: "Files that were changed: a list of paths" },
  commit_sha: { says: "The commit of the work" },
  result: { says: "What came of it" },
  verdict: { says: "What came of it: PASS or FAIL" },
  coverage_actual: { says: "The coverage that was measured, in per cent" },
  coverage_threshold: { says: "The coverage that is asked for, in per cent" },
  instrumentation_coverage: { says: "How much of the code is instrumented, in per cent" },
  criteria_results: { says: "What came of each acceptance criterion" },
  reviewers_passed: { says: "How many reviewers passed it, such as 3/3" },
  issues: { says: "What reviewers found: a list with severities" },
};
