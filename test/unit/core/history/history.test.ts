import { deepEqual, equal, match } from "node:assert/strict";
import { type Decision, type GitFacts, historyOf } from "../../../../src/core/index.ts";
import { writeDecision } from "../../../../src/core/readers/record.ts";
import { filledFiles } from "../../processes/filled.ts";
import { decision as decided } from "../../support/judged.ts";
import { type Files, openMemory, sha256, textsIn } from "../../support/memory.ts";
import { approvalAsked, doc, made } from "../judge/made.ts";
import { openUnder } from "../judge/process.ts";

const text = "# Doc\n\nText of its own.\n";
const record = ".plangate/approvals/made/x/1.yaml";
const subject = [{ path: "x_doc1.md", sha256: sha256(text), digest: sha256(text) }];
const decision = (more: Partial<Decision>): string => writeDecision(decided({ subject, ...more }), sha256);
const commit = (sha: string, at: string, subject: string, files: string[]) => ({
  sha,
  at,
  author: "Ben",
  email: "ben@example.org",
  subject,
  parents: 1,
  files,
});
const git = (commits: GitFacts["commits"], truncated = false): GitFacts => ({
  head: commits[0]?.sha ?? "",
  branch: "main",
  commits,
  truncated,
  dirty: [],
  user: { name: "Ada", email: "ada@example.org" },
});

const process = made(
  [doc("1", { ...approvalAsked, advance: [{ commit: { message: "docs({feature}): one" } }] }), doc("2")],
  {
    feature: {
      id: "{feature}",
      title: { else: "{feature}" },
      folder: "{sub}",
      files: [
        { pattern: "{sub:path}/{feature}_doc{n:int}.md", role: "doc" },
        { pattern: "{sub:path}/{feature}_log.md", role: "log", optional: true },
      ],
      history: { entries: ["log"], rows: [{ role: "doc", date: ["Date"], what: ["Task"] }] },
    },
  },
);

async function told(files: Files, facts?: GitFacts): Promise<string[]> {
  const workspace = await openUnder([process], files, facts ? { git: facts } : {});
  return (historyOf("x", workspace)?.events ?? []).map(({ at, kind, who, what }) => `${at} ${kind} ${who}: ${what}`);
}

describe("C-8 the history of a feature", () => {
  it("tells decisions, advances, log entries, rows and commits in the order of their time", async () => {
    const files: Files = {
      "x_doc1.md": text,
      "x_doc2.md": "# Two\n\n| Date | Task |\n|---|---|\n| 2026-10-05 | Parser |\n| TBD | e.g. more |\n",
      "x_log.md": "## 2026-10-04T09:30:00Z — Second try\n\n- Result: pass\n\n## Undated\n",
      [record]:
        decision({ comment: "Reads well" }) +
        decision({ decision: "revoked", at: "2026-10-02T11:00:00Z", comment: "Too early" }) +
        decision({ decision: "waived", at: "2026-10-02T12:00:00Z", until: "2026-12-01", comment: "For now" }),
    };
    const facts = git([
      commit("cccc", "2026-10-06T08:00:00Z", "feat: unrelated", ["src/a.ts"]),
      commit("bbbb", "2026-10-03T08:00:00Z", "docs(x): one", [record]),
      commit("aaaa", "2026-10-01T08:00:00Z", "Write it down", ["x_doc1.md"]),
    ]);
    deepEqual(await told(files, facts), [
      "2026-10-01T08:00:00Z started Ben: Started: Made",
      "2026-10-01T08:00:00Z commit Ben: aaaa Write it down",
      "2026-10-02T10:00:00Z decision Ada: Approved Stage 1: Reads well",
      "2026-10-02T11:00:00Z decision Ada: Decision revoked Stage 1: Too early",
      "2026-10-02T12:00:00Z decision Ada: Waived Stage 1 until 2026-12-01: For now",
      "2026-10-03T08:00:00Z advanced Ben: Advanced past Stage 1 (bbbb docs(x): one)",
      "2026-10-04T09:30:00.000Z entry : 2026-10-04T09:30:00Z — Second try",
      "2026-10-05 entry : Parser",
    ]);
  });

  it("claims no start where git's log is cut off, and says that it is", async () => {
    const facts = git([commit("aaaa", "2026-10-01T08:00:00Z", "Write it down", ["x_doc1.md"])], true);
    deepEqual(await told({ "x_doc1.md": text }, facts), ["2026-10-01T08:00:00Z commit Ben: aaaa Write it down"]);
    const workspace = await openUnder([process], { "x_doc1.md": text }, { git: facts });
    equal(historyOf("x", workspace)?.truncated, true);
  });

  it("is empty without git, records and logs; and there is none of a feature that is not there", async () => {
    deepEqual(await told({ "x_doc1.md": text }), []);
    equal(historyOf("y", await openUnder([process], { "x_doc1.md": text })), undefined);
  });

  it("starts where the folder's name says, and has the entries of a real decision log", async () => {
    const files = filledFiles("codex-plan");
    const [plan = ""] = Object.keys(files).filter((path) => path.endsWith("/plan.md"));
    const id = plan.replace("/plan.md", "");
    const { events = [] } = historyOf(id, await openMemory(files)) ?? {};
    equal(events[0]?.kind, "started");
    equal(events.filter(({ kind }) => kind === "entry").length > 0, true);
    deepEqual(
      events.map(({ at }) => at),
      events.map(({ at }) => at).sort(),
    );
  });

  it("tells what a state file records: the start, the halves of a step, gates, units, and what has only begun", async () => {
    const files = textsIn(new URL("../../../workspaces/dev-cycle/", import.meta.url));
    const id = "docs/dev-cycle/current-cycle.json";
    const { events = [] } = historyOf(id, await openMemory(files)) ?? {};
    const at = (line: number | undefined): string => files[id]?.split("\n")[(line ?? 0) - 1] ?? "";
    const told = events
      .filter(({ kind, gate }) => kind === "started" || (kind !== "decision" && gate?.endsWith("implementation")))
      .map(({ at, kind, who, what, gate = "" }) => [at, kind, gate, who, what].join(" | "));
    deepEqual(told, [
      "2026-10-12T08:00:00Z | started |  |  | Started: Development Cycle",
      "2026-10-12T08:20:00Z | entry | T-001/implementation | backend-engineer-golang | RED in implementation of T-001",
      "2026-10-12T08:50:00Z | entry | T-001/implementation | backend-engineer-golang | GREEN in implementation of T-001",
      "2026-10-12T09:00:00Z | advanced | T-001/implementation | backend-engineer-golang | Completed implementation of T-001",
      "2026-10-13T08:10:00Z | entry | T-002/ST-002-01/implementation | backend-engineer-golang | RED in implementation of ST-002-01",
      "2026-10-13T08:35:00Z | entry | T-002/ST-002-01/implementation | backend-engineer-golang | GREEN in implementation of ST-002-01",
      "2026-10-13T08:40:00Z | advanced | T-002/ST-002-01/implementation | backend-engineer-golang | Completed implementation of ST-002-01",
      "2026-10-13T09:55:00Z | entry | T-002/ST-002-02/implementation | backend-engineer-golang | RED in implementation of ST-002-02",
      "2026-10-13T10:05:00Z | entry | T-002/ST-002-02/implementation | backend-engineer-golang | GREEN in implementation of ST-002-02",
      "2026-10-13T10:10:00Z | advanced | T-002/ST-002-02/implementation | backend-engineer-golang | Completed implementation of ST-002-02",
    ]);
    const begun = events.at(-1);
    deepEqual([begun?.kind, begun?.what], ["entry", "Began testing of ST-002-02"]);
    match(at(begun?.place?.line), /"testing"/);
    // Every gate that has a time of its completion, once.
    const completed = JSON.stringify(JSON.parse(files[id] ?? "")).match(/"completed_at"/g)?.length ?? 0;
    const halves = events.filter(({ what }) => /^(RED|GREEN) /.test(what)).length;
    equal(events.filter(({ what }) => what.startsWith("Completed ")).length + halves, completed);
  });

  it("tells the end of a cycle and of its units, and claims nothing that is not done or has no time", async () => {
    const gate = (status: string, more = {}) => ({ status, started_at: "2026-10-02T08:00:00Z", ...more });
    const state = {
      version: "1.0.0",
      cycle_id: "c",
      current_gate: 1,
      current_task_index: 0,
      status: "completed",
      completed_at: "2026-10-04T08:00:00Z",
      tasks: [
        {
          id: "T-001",
          title: "One",
          status: "completed",
          completed_at: "2026-10-03T08:00:00Z",
          gate_progress: {
            implementation: gate("completed", { completed_at: "2026-10-02T09:00:00Z" }),
            devops: gate("pending", { completed_at: "2026-10-02T10:00:00Z" }),
            sre: gate("completed", { completed_at: "some day" }),
            testing: gate("failed"),
          },
        },
      ],
    };
    const files = { "current-cycle.json": JSON.stringify(state) };
    const { events = [] } = historyOf("current-cycle.json", await openMemory(files)) ?? {};
    deepEqual(
      events.map(({ at, kind, what }) => `${at} ${kind} ${what}`),
      [
        "2026-10-02T08:00:00Z entry Began testing of T-001",
        "2026-10-02T09:00:00Z advanced Completed implementation of T-001",
        "2026-10-03T08:00:00Z advanced Completed T-001 One",
        "2026-10-04T08:00:00Z advanced Completed the cycle",
      ],
    );
  });
});
