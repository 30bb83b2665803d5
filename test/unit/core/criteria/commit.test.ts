import { equal } from "node:assert/strict";
import type { Commit, GitFacts } from "../../../../src/core/index.ts";
import { verdictOf } from "./verdict.ts";

const commit = (over: Partial<Commit>): Commit => ({
  sha: "0123456789",
  at: "2026-10-20T10:00:00Z",
  author: "A",
  email: "a@example.org",
  subject: "x: work",
  parents: 1,
  files: ["src/a.js"],
  ...over,
});
const git = (commits: Commit[]): GitFacts => ({
  head: "a",
  branch: "main",
  commits,
  truncated: false,
  dirty: [],
  user: { name: "A", email: "a@example.org" },
});
const log = (...dates: string[]): string =>
  `| Date | What |\n| --- | --- |\n${dates.map((date) => `| ${date} | a |\n`).join("")}`;

describe("commit: every source commit of the feature is logged", () => {
  const rows: [title: string, document: string, commits: Commit[] | undefined, verdict: string][] = [
    ["no git", log("2026-10-20"), undefined, "unknown"],
    ["no commit", log("2026-10-20"), [], "met"],
    ["on the last day", log("2026-10-19", "2026-10-20"), [commit({})], "met"],
    ["after the last day", log("2026-10-19"), [commit({})], "unmet"],
    ["after the last day, rows out of order", log("2026-10-20", "2026-10-01"), [commit({})], "met"],
    ["no row yet", log(), [commit({})], "unmet"],
    ["no table", "Text\n", [commit({})], "unknown"],
    ["another feature's", log("2026-10-19"), [commit({ subject: "y: work" })], "met"],
    ["documents alone", log("2026-10-19"), [commit({ files: ["docs/a.js", "a.md", ".plangate/x.yaml"] })], "met"],
    ["a document and a source file", log("2026-10-19"), [commit({ files: ["a.md", "src/a.js"] })], "unmet"],
    [
      "an older one of its own below a newer one of another's",
      log("2026-10-19"),
      [commit({ subject: "y: work", at: "2026-10-25T00:00:00Z" }), commit({})],
      "unmet",
    ],
  ];
  for (const [title, document, commits, verdict] of rows) {
    it(`${title}: ${verdict}`, async () => {
      const criterion = await verdictOf(
        { commit: { logged: "Date" } },
        document,
        {},
        commits ? { git: git(commits) } : {},
      );
      equal(criterion.verdict, verdict, criterion.message);
    });
  }
});
