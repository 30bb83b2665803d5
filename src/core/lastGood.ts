import type { Document, GoodState } from "./document.ts";
import { t } from "./l10n.ts";
import type { GitFacts, Ports } from "./ports.ts";
import { readCycle } from "./readers/cycle/cycle.ts";

/** So many versions of a file are tried at most. */
const MAX_VERSIONS = 50;

/** Keeps the last whole state of each state file, for as long as the workspace is open; at first, from git. */
export interface LastGood {
  /** Notes a document as it was read. What it gives is the document with the last whole state, where it is broken. */
  keep(path: string, document: Document, git: GitFacts | undefined): Promise<Document>;
}

export function lastGood(ports: Pick<Ports, "show">): LastGood {
  const known = new Map<string, GoodState>();
  /** Where git was asked for a path in vain, and at which commit. */
  const asked = new Map<string, string>();

  async function fromGit(path: string, git: GitFacts | undefined): Promise<GoodState | undefined> {
    if (!git || !ports.show || asked.get(path) === git.head) return undefined;
    asked.set(path, git.head);
    const commits = git.commits.filter(({ files }) => files.includes(path)).slice(0, MAX_VERSIONS);
    for (const { sha, at } of commits) {
      const text = await ports.show(sha, path);
      const { cycle } = text === undefined ? {} : readSafely(path, text);
      if (cycle && cycle.brokenAt === undefined)
        return { cycle, commit: { sha: sha.slice(0, 8), day: at.slice(0, 10) } };
    }
    return undefined;
  }

  return {
    async keep(path, document, git) {
      const broken = document.problems.find(({ code }) => code === "json-invalid");
      const isWhole = document.kind === "cycle" && document.cycle.brokenAt === undefined;
      if (isWhole) known.set(path, { cycle: document.cycle });
      if (isWhole || !broken) return document;
      const good = known.get(path) ?? (await fromGit(path, git));
      if (!good) return document;
      known.set(path, good);
      return withGood(document, good, broken.line);
    },
  };
}

function withGood(document: Document, good: GoodState, line: number): Document {
  const { path, sha256, digest, unsaved } = document;
  const { commit } = good;
  const message = commit
    ? t`This state file cannot be read. What is shown is its last good state, from commit ${commit.sha} of ${commit.day}; nothing in it counts as verified.`
    : t`This state file cannot be read. What is shown is its last good state, as it was before it broke; nothing in it counts as verified.`;
  const problems = [
    ...document.problems,
    { file: path, line, column: 1, code: "last-good-state" as const, severity: "info" as const, message },
  ];
  const cycle = document.kind === "cycle" ? document.cycle : { ...good.cycle, brokenAt: line };
  return { kind: "cycle", path, sha256, digest, unsaved, cycle, lastGood: good, problems };
}

/** The parser recurses: a hostile file can nest deeper than its stack. */
function readSafely(path: string, text: string): ReturnType<typeof readCycle> | { cycle?: undefined } {
  try {
    return readCycle(path, text);
  } catch {
    return {};
  }
}
