import { deepEqual, equal } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSession, planned } from "../../../src/cli/session.ts";
import { leavesOf, type PersonsVerdict, planDecide } from "../../../src/core/index.ts";
import { readRecord } from "../../../src/core/readers/record.ts";
import { applyChange } from "../../../src/host/node/apply.ts";

const ada = { name: "Ada Roux", email: "ada@example.org" };
const ben = { name: "Ben Ito", email: "ben@example.org" };

/** Where a record stands: in Plangate's folder, and where a process has a place of its own for it. */
const places = [
  {
    workspace: "complex-feature",
    feature: "docs/plans/offline_scans",
    gate: ["3"],
    record: ".plangate/approvals/complex-feature/docs/plans/offline_scans/3.yaml",
  },
  {
    workspace: "make-express",
    feature: "services/mailer",
    gate: ["2"],
    record: "services/mailer/approvals/assumptions.approved",
  },
];

describe("P-1 records of two branches", function () {
  this.timeout(60_000);
  const roots: string[] = [];

  after(() => {
    for (const root of roots) rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  });

  function repository(workspace: string): { root: string; git: (...args: string[]) => string } {
    const root = mkdtempSync(join(tmpdir(), "plangate-merge-"));
    roots.push(root);
    cpSync(join(import.meta.dirname, "../../workspaces", workspace), root, { recursive: true });
    const git = (...args: string[]): string =>
      execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", ...args], {
        cwd: root,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
      });
    git("init", "--quiet", "--initial-branch=main");
    return { root, git };
  }

  async function decide(
    root: string,
    feature: string,
    gate: string[],
    verdict: Pick<PersonsVerdict, "kind" | "by" | "comment">,
  ): Promise<void> {
    const session = await openSession(root);
    const found = session.snapshot.features.find(({ id }) => id === feature);
    const stage = leavesOf(found?.stages ?? []).find(({ path }) => path.join("/") === gate.join("/"));
    const shown = stage?.approval?.subject ?? [];
    const full: PersonsVerdict = { ...verdict, through: "terminal", shown };
    const plan = await planned(session, (context) => planDecide(feature, gate, full, context));
    if (plan.kind === "refusal") throw new Error(plan.message);
    const applied = await applyChange(root, plan, { stateHome: join(root, ".git/plangate-state") });
    equal(applied.done, true);
  }

  for (const { workspace, feature, gate, record } of places) {
    it(`${record}: merge without conflict, each decision whole`, async () => {
      const { root, git } = repository(workspace);
      const commit = (message: string): void => {
        git("add", "-A");
        git("commit", "--quiet", "-m", message);
      };
      await decide(root, feature, gate, { kind: "changes-requested", by: ada, comment: "Say who is told." });
      commit("Base");
      const base = readRecord(record, readFileSync(join(root, record), "utf8")).decisions;
      for (const [branch, by] of [
        ["left", ada],
        ["right", ben],
      ] as const) {
        git("checkout", "--quiet", "-b", branch, "main");
        await decide(root, feature, gate, { kind: "changes-requested", by, comment: `Two lines\nof ${branch}.` });
        await decide(root, feature, gate, { kind: "approved", by, comment: "" });
        commit(branch);
      }
      git("merge", "--quiet", "-m", "Both", "left");
      const { decisions, problems } = readRecord(record, readFileSync(join(root, record), "utf8"));
      deepEqual(problems, []);
      equal(decisions.length, base.length + 4);
      deepEqual(
        decisions.slice(base.length).map(({ decision, by, comment }) => [decision, by.name, comment]),
        [
          ["changes-requested", "Ben Ito", "Two lines\nof right."],
          ["approved", "Ben Ito", undefined],
          ["changes-requested", "Ada Roux", "Two lines\nof left."],
          ["approved", "Ada Roux", undefined],
        ],
      );
    });
  }

  it("merge where each branch began the record", async () => {
    const { root, git } = repository("complex-feature");
    const [{ feature, record }] = places as [(typeof places)[0]];
    const first = record.replace("3.yaml", "4.yaml");
    git("add", "-A");
    git("commit", "--quiet", "-m", "Base");
    for (const [branch, by] of [
      ["left", ada],
      ["right", ben],
    ] as const) {
      git("checkout", "--quiet", "-b", branch, "main");
      await decide(root, feature, ["4"], { kind: "waived", by, comment: `By ${branch}` });
      git("add", "-A");
      git("commit", "--quiet", "-m", branch);
    }
    git("merge", "--quiet", "-m", "Both", "left");
    const { decisions, problems } = readRecord(first, readFileSync(join(root, first), "utf8"));
    deepEqual(problems, []);
    deepEqual(
      decisions.map(({ comment }) => comment),
      ["By right", "By left"],
    );
  });

  it("leave a folder's own attributes as they are, and are added once", async () => {
    const { root } = repository("make-express");
    const [, { feature, gate }] = places as [unknown, (typeof places)[1]];
    const attributes = join(root, "services/mailer/approvals/.gitattributes");
    appendFileSync(attributes, "*.md text\r\n*.png binary");
    for (const comment of ["One", "Two"])
      await decide(root, feature, gate, { kind: "changes-requested", by: ada, comment });
    equal(
      readFileSync(attributes, "utf8"),
      "*.md text\r\n*.png binary\r\n# Decisions of two branches are kept side by side when they are merged (Plangate).\r\n*.approved merge=union\r\n",
    );
  });
});
