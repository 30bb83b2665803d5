/** What agents write for each gate of a unit that passes: into the state file, and as files beside the code. */
interface Evidence {
  /** Merged into the gate's progress. */
  progress?: object;
  /** The agent's output. */
  output: object;
  files?: Record<string, string>;
}

const table = [
  "## Standards Coverage Table",
  "",
  "| Section | Status |",
  "| --- | --- |",
  "| Errors | ✅ |",
  "| Naming | ✅ |",
  "| Migrations | N/A |",
  "",
  "ALL STANDARDS MET: ✅ YES",
].join("\n");

const standards_compliance = { total_sections: 3, compliant: 2, not_applicable: 1, non_compliant: 0, gaps: [] };

const common = (agent: string, minute: number): object => ({
  agent,
  output: table,
  timestamp: `2026-10-05T12:${String(minute).padStart(2, "0")}:00Z`,
  duration_ms: 60_000,
  iterations: 1,
  standards_compliance,
});

const reviewer = (agent: string): object => ({ ...common(agent, 20), verdict: "PASS", issues: [] });

/** The evidence of one unit, by gate; `criteria` are those of its task. */
export function evidenceFor(criteria: readonly string[], name = "alert"): Record<string, Evidence> {
  return {
    implementation: {
      progress: {
        tdd_red: {
          status: "completed",
          test_file: `src/${name}.test.ts`,
          failure_output: "1 failing\n\n  AssertionError: expected 1, got undefined",
          completed_at: "2026-10-05T12:01:00Z",
        },
        tdd_green: {
          status: "completed",
          implementation_file: `src/${name}.ts`,
          test_pass_output: "1 passing (12ms)",
          completed_at: "2026-10-05T12:02:00Z",
        },
      },
      output: common("backend-engineer", 2),
      files: { [`src/${name}.test.ts`]: "export {};\n", [`src/${name}.ts`]: "export {};\n" },
    },
    devops: {
      output: {
        ...common("devops-engineer", 5),
        artifacts_created: ["Dockerfile", "docker-compose.yml", ".env.example", "Makefile"],
        verification_errors: [],
      },
      files: {
        Dockerfile: "FROM scratch\n",
        "docker-compose.yml": "services: {}\n",
        ".env.example": "PORT=8080\n",
        Makefile: "test:\n\tnpm test\n",
      },
    },
    sre: {
      progress: { observability_validated: true, instrumentation_coverage: "93%" },
      output: {
        ...common("sre", 8),
        validation_result: "PASS",
        instrumentation_coverage: "93%",
        validation_errors: [],
      },
    },
    testing: {
      output: {
        ...common("qa-analyst", 12),
        verdict: "PASS",
        coverage_actual: 91.5,
        coverage_threshold: 85,
        criteria_covered: `${criteria.length}/${criteria.length}`,
        failures: [],
        uncovered_criteria: [],
      },
    },
    review: {
      output: {
        iterations: 1,
        timestamp: "2026-10-05T12:20:00Z",
        reviewers_passed: "3/3",
        code_reviewer: reviewer("code-reviewer"),
        business_logic_reviewer: reviewer("business-logic-reviewer"),
        security_reviewer: reviewer("security-reviewer"),
      },
    },
    validation: {
      output: {
        result: "approved",
        timestamp: "2026-10-05T12:25:00Z",
        criteria_results: criteria.map((criterion) => ({ criterion, status: "PASS" })),
      },
    },
  };
}

/** A state file's text with the evidence of a gate written into the task that the work is at, as an agent rewrites it. */
export function withEvidence(text: string, gate: string, { progress = {}, output }: Evidence): string {
  const state = JSON.parse(text);
  const task = state.tasks[state.current_task_index];
  task.gate_progress[gate] = { ...task.gate_progress[gate], ...progress };
  task.agent_outputs[gate] = output;
  return `${JSON.stringify(state, undefined, 2)}\n`;
}
