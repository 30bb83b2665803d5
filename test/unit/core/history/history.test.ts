import { deepEqual, equal } from "node:assert/strict";
import { type Decision, type GitFacts, historyOf } from "../../../../src/core/index.ts";
import { writeDecision } from "../../../../src/core/readers/record.ts";
import { filledFiles } from "../../processes/filled.ts";
import { type Files, openMemory, sha256 } from "../../support/memory.ts";
import { approvalAsked, doc, made } from "../judge/made.ts";
import { openUnder } from "../judge/process.ts";

const text = "# Doc\n\nText of its own.\n";
const record = ".plangate/approvals/made/x/1.yaml";
const decision = (more: Partial<Decision>): string =>
  writeDecision(
    {
      decision: "approved",
      process: "made",
      feature: "x",
      gate: "1",
      by: { name: "Ada", email: "ada@example.org" },
      at: "2026-10-02T10:00:00Z",
      through: "editor",
      fingerprint: "f",
      subject: [{ path: "x_doc1.md", sha256: sha256(text), digest: sha256(text) }],
      ...more,
    },
    sha256,
  );
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
});
