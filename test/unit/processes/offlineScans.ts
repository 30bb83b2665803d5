import type { Commit, GitFacts } from "../../../src/core/index.ts";
import type { Files } from "../support/memory.ts";
import { approved, filledFiles } from "./filled.ts";

/** The well-filled large feature of the fixtures, and what git may say of it. */
export const id = "docs/plans/offline_scans";
export const files = filledFiles("complex-feature");

export const commitOf = (over: Partial<Commit>): Commit => ({
  sha: "0123456789abcdef",
  at: "2026-10-20T10:00:00Z",
  author: "Ada Roux",
  email: "ada@example.org",
  subject: "work",
  parents: 1,
  files: [],
  ...over,
});

export const gitOf = (over: Partial<GitFacts>): GitFacts => ({
  head: "0123456789abcdef",
  branch: "main",
  commits: [],
  truncated: false,
  dirty: [],
  user: { name: "Ada Roux", email: "ada@example.org" },
  ...over,
});

/** The filled feature with its first stages approved. */
export async function approvedUpTo(last: number, from: Files = files): Promise<Files> {
  let all = from;
  for (let stage = 0; stage <= last; stage++) all = await approved(all, id, String(stage));
  return all;
}
