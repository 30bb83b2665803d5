import type { Feature } from "../feature.ts";
import { recordFolder } from "../judge/approval.ts";
import { expand } from "../judge/expand.ts";
import { type JudgedFeature, leavesOf } from "../judged.ts";
import { t } from "../l10n.ts";
import type { Commit, Facts } from "../ports.ts";
import { fillIn } from "../process/variables.ts";
import type { StageNode } from "../stages/source.ts";
import type { HistoryEvent } from "./history.ts";

/** The commits that touch a feature's files or its records, but for those that are told otherwise. */
export function commitsIn(feature: Feature, facts: Facts, told: ReadonlySet<string>): HistoryEvent[] {
  return own(feature, facts)
    .filter(({ sha }) => !told.has(sha))
    .map((each) => ({ at: each.at, kind: "commit", who: each.author, what: saidOf(each) }));
}

/** The commits that advancing past a gate made: their subject is the one that the process gives to that step. */
export function advancesIn(
  feature: Feature,
  judged: JudgedFeature,
  facts: Facts,
): { sha: string; event: HistoryEvent }[] {
  const nodes = leavesUnder(expand(feature, facts));
  const leaves = leavesOf(judged.stages);
  const commits = own(feature, facts);
  return nodes.flatMap((node) => {
    const message = (node.definition.gate?.advance ?? []).flatMap((step) => {
      const commit = step.commit as { message: string } | undefined;
      return commit ? [fillIn(commit.message, { ...feature.vars, ...node.vars, title: judged.title })] : [];
    })[0];
    const gate = node.path.join("/");
    const title = leaves.find(({ path }) => path.join("/") === gate)?.title ?? node.title;
    return commits
      .filter(({ subject }) => subject === message)
      .map((each) => ({
        sha: each.sha,
        event: {
          at: each.at,
          kind: "advanced" as const,
          gate,
          who: each.author,
          what: t`Advanced past ${title} (${saidOf(each)})`,
        },
      }));
  });
}

const saidOf = ({ sha, subject }: Commit): string => `${sha.slice(0, 10)} ${subject}`;

function own(feature: Feature, { git }: Facts): Commit[] {
  const paths = new Set([...feature.files, ...feature.copies].map(({ path }) => path));
  const records = recordFolder(feature);
  return git?.commits.filter(({ files }) => files.some((file) => paths.has(file) || file.startsWith(records))) ?? [];
}

const leavesUnder = (nodes: readonly StageNode[]): StageNode[] =>
  nodes.flatMap((node) => (node.children.length > 0 ? leavesUnder(node.children) : [node]));
