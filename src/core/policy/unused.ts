import type { PolicyDocument } from "../document.ts";
import { t } from "../l10n.ts";
import type { Problem } from "../problem.ts";
import type { Process } from "../process/process.ts";
import type { StageDefinition } from "../process/schema.ts";
import { like } from "../words.ts";
import { addressOf, type Policy } from "./policy.ts";

type Entry = NonNullable<Policy["gates"]>[number];

/**
 * What a policy says that can have no effect: a gate or a process that nothing here has, more approvals than there are
 * people who may give them, a person named twice, what a later entry overrules. A rule that a team believes in must not
 * be void by a slip.
 */
export function unusedIn({ path, policy, gateLines }: PolicyDocument, processes: readonly Process[]): Problem[] {
  if (!policy) return [];
  const lineOf = (index: number): number => gateLines[index] ?? 1;
  const report = (line: number, messages: readonly string[]): Problem[] =>
    messages.map((message) => ({ file: path, line, column: 1, code: "policy-unused", severity: "warning", message }));
  const { approvals = {}, waivers = {}, gates = [] } = policy;
  const general = [
    ...named("approvals", approvals.by),
    ...named("waivers", waivers.by),
    ...tooFew(approvals),
    ...endless(waivers),
    ...overruled({ ...approvals, waivers }, gates, lineOf),
  ];
  return [
    ...report(1, general),
    ...gates.flatMap((entry, index) => {
      const nowhere = aboutNothing(entry, processes);
      if (nowhere !== undefined) return report(lineOf(index), [nowhere]);
      const { process: _, gate: __, ...says } = entry;
      if (leavesOf(says).length === 0)
        return report(lineOf(index), [t`This entry says nothing: name what differs at these gates.`]);
      return report(lineOf(index), [
        ...named("by", entry.by),
        ...named("waivers", entry.waivers?.by),
        ...(entry.by || entry.needed !== undefined ? tooFew({ ...approvals, ...entry }) : []),
        ...(entry.waivers?.longest === undefined ? [] : endless({ ...waivers, ...entry.waivers })),
        ...overruled(entry, gates.slice(index + 1), (at) => lineOf(index + 1 + at)),
      ]);
    }),
  ];
}

/** People who are named more than once, whatever letters are capital. */
function named(where: string, by: readonly string[] = []): string[] {
  const twice = by.filter((who, at) => by.findIndex((other) => addressOf(other) === addressOf(who)) < at);
  return [...new Set(twice)].map((who) => t`${who} stands twice under ${where}, and counts as one person.`);
}

function tooFew({ needed = 1, by }: { needed?: number | undefined; by?: string[] | undefined }): string[] {
  const people = by && new Set(by.map(addressOf)).size;
  return people !== undefined && people < needed
    ? [t`${needed} approvals are needed, and only ${people} may give them: no gate can be approved.`]
    : [];
}

const endless = ({ allowed = true, longest }: NonNullable<Policy["waivers"]>): string[] =>
  !allowed && longest !== undefined ? [t`Waivers are not allowed, so how long they hold has no effect.`] : [];

function aboutNothing({ process, gate }: Entry, processes: readonly Process[]): string | undefined {
  const about = processes.filter(({ id }) => process === undefined || id === process);
  if (about.length === 0) return t`There is no process "${process ?? ""}" here, so this entry is about nothing.`;
  if (gate !== undefined && !about.some(({ definition }) => hasGate(definition.stages, gate.split("/"))))
    return t`No gate can be called "${gate}" there: name its path of ids, as plangate status --json gives it.`;
  return undefined;
}

/** What an entry says, key by key: `needed`, `waivers.by`. */
const leavesOf = ({ process: _, gate: __, waivers = {}, ...approvals }: Entry): string[] => [
  ...Object.keys(approvals),
  ...Object.keys(waivers).map((key) => `waivers.${key}`),
];

/** Keys that a later entry about the same gates, or about more, says again: what stands here is never used. */
function overruled(entry: Entry, later: readonly Entry[], lineOf: (index: number) => number): string[] {
  const covers = (other: Entry): boolean =>
    (other.process === undefined || other.process === entry.process) &&
    (other.gate === undefined || other.gate === entry.gate);
  return leavesOf(entry).flatMap((key) => {
    const at = later.findIndex((other) => covers(other) && leavesOf(other).includes(key));
    return at < 0 ? [] : [t`What it says of ${key} is overruled at every gate by the entry in line ${lineOf(at)}.`];
  });
}

/** Whether a process can have a stage at a path. What a source makes may be called anything that fits its pattern. */
function hasGate(stages: readonly StageDefinition[], path: readonly string[]): boolean {
  const [first = "", ...rest] = path;
  return stages.some((stage) => {
    if (stage.each?.cycle !== undefined) return true;
    if (!like(first, stage.id.replace(/\{\w+\}/g, "*"))) return false;
    return rest.length === 0 || hasGate(stage.stages ?? [], rest);
  });
}
