import { t } from "./l10n.ts";
import type { Severity } from "./problem.ts";

/** The quick fixes of the editor, by name: what each does, in words that stand behind "Quick fix:". */
export const fixNames = {
  addSection: () => t`insert the missing section, from the process's template where that has it`,
  addField: () => t`insert the missing field, in the style of the fields around it`,
  rewriteGate: () => t`turn the vague condition into the skeleton of an objective one`,
  setStatus: () => t`give the field or the value one of those that are allowed`,
  addEvidence: () => t`choose a file of the workspace and link it as evidence`,
  answer: () => t`type the answer to an open point`,
  tick: () => t`tick the box, or take the tick away`,
  compare: () => t`compare the text with the approved one`,
  review: () => t`open the gate's review`,
  adopt: () => t`adopt the work from before Plangate: one recorded waiver for each such gate`,
  waive: () => t`waive the gate, with a reason, where its process lets it be waived`,
  revoke: () => t`revoke the decision`,
  showGate: () => t`show what the gate still asks for`,
} as const;

export type FixName = keyof typeof fixNames;

/** What people should know about a code. */
interface Entry {
  /** How bad it is; several where the process or the case decides. */
  severity: readonly Severity[];
  /** What it says, in a sentence. */
  means(): string;
  /** What to do about it, in sentences. */
  mend(): string;
  /** The quick fixes that can be offered at it. */
  fixes?: readonly FixName[];
  /** Why there is none. */
  noFix?(): string;
}

/** Everything that can be wrong, by its code: a closed set, for docs, quick fixes, filters and tests. */
const problemTable = {
  "approval-missing": {
    severity: ["error"],
    means: () => t`Work has begun past a gate that was never approved.`,
    mend: () =>
      t`Review the gate's documents and approve them, or waive the gate and say why. Before a folder is adopted a missing approval is no problem.`,
    fixes: ["review", "waive"],
  },
  "approval-other-rules": {
    severity: ["info"],
    means: () => t`A gate was approved under other rules than now, or under another policy of the team.`,
    mend: () =>
      t`Look whether the approval is still meant under the rules of today. Approve the gate again, or leave it: the approval counts.`,
    fixes: ["review"],
  },
  "approval-stale": {
    severity: ["error"],
    means: () => t`A text was approved and has changed since.`,
    mend: () =>
      t`Compare it with the approved text. Then take the change back, or review and approve the text as it is now.`,
    fixes: ["compare", "review"],
  },
  "choice-unmade": {
    severity: ["warning"],
    means: () => t`A value is still the list of choices that its schema's example has.`,
    mend: () => t`Put one of the choices in its place.`,
    fixes: ["setStatus"],
  },
  "decision-not-allowed": {
    severity: ["error"],
    means: () => t`A waiver or a skip is recorded that is not allowed, or gives no reason; it does not count.`,
    mend: () => t`Let the gate hold as its process asks, and revoke the decision so that the record says what is so.`,
    fixes: ["revoke", "review"],
  },
  "duplicate-copy": {
    severity: ["info"],
    means: () => t`Another copy of the document is in force.`,
    mend: () =>
      t`Delete this copy or move it to the archive. Where this is the one that should count, move the other away.`,
    noFix: () => t`Only a person knows which of two copies is the true one, and nothing is deleted for them.`,
  },
  "duplicate-section": {
    severity: ["warning"],
    means: () => t`A section repeats the number of one above it; the stages in it are not judged.`,
    mend: () => t`Give the section a number of its own, or move its stages into the first one.`,
    noFix: () => t`Whether two sections are one piece of work or two is the author's to say.`,
  },
  "front-matter": {
    severity: ["warning"],
    means: () => t`The front matter is not valid YAML.`,
    mend: () => t`Correct the line that the message names. Until then nothing that the front matter says is known.`,
    noFix: () => t`What the author meant cannot be told from a text that cannot be read.`,
  },
  "gate-passed-over": {
    severity: ["error"],
    means: () => t`Work has begun past a gate that does not hold.`,
    mend: () =>
      t`Go back to the gate and do what it still asks, or waive it and say why. Work from before Plangate is adopted as a whole instead.`,
    fixes: ["showGate", "review", "waive", "adopt"],
  },
  "gate-skipped": {
    severity: ["error"],
    means: () => t`A gate is recorded as skipped that may not be skipped.`,
    mend: () => t`Do what the gate asks and record it. A gate of this kind is part of every piece of work.`,
    fixes: ["showGate"],
  },
  "json-invalid": {
    severity: ["error"],
    means: () => t`A state file is not valid JSON.`,
    mend: () =>
      t`Correct the place that the message names, or take the file back from git. The cycle is shown as it was last read.`,
    noFix: () => t`A guess at what a broken state file should say could change the state of the work.`,
  },
  "last-good-state": {
    severity: ["info"],
    means: () => t`A state file cannot be read; the last state that could be read is shown.`,
    mend: () => t`Correct the state file: the error beside this message says where.`,
    noFix: () => t`It only says where the state on show comes from.`,
  },
  "long-paragraph": {
    severity: ["warning"],
    means: () => t`A paragraph is too long to be looked into.`,
    mend: () =>
      t`Break it into shorter ones. What stands in it counts as text, but no field, link or placeholder in it is seen.`,
    noFix: () => t`Where a paragraph of such a length should break is its author's to say.`,
  },
  "mark-without-criteria": {
    severity: ["error"],
    means: () => t`A mark or a ticked box claims what is not so.`,
    mend: () => t`Do what is missing at the other place, or take the mark back.`,
    fixes: ["tick", "setStatus", "showGate"],
  },
  "no-task": {
    severity: ["error"],
    means: () => t`A tasks file names no task.`,
    mend: () => t`Head each task as the message shows.`,
    noFix: () => t`Which of the headings should be tasks, and under which ids, is the author's to say.`,
  },
  "not-judged": {
    severity: ["error"],
    means: () => t`A piece of work could not be judged.`,
    mend: () =>
      t`This is a fault of Plangate. Please report it with the file that is named; nothing in it counts as passed.`,
    noFix: () => t`It is not the file that has to change.`,
  },
  "policy-invalid": {
    severity: ["error"],
    means: () => t`The team's policy cannot be used: no approval counts.`,
    mend: () => t`Correct \`.plangate/config.yaml\` at the place that the message names.`,
    noFix: () => t`No fix writes the policy: what approvals need is for the team to say.`,
  },
  "policy-misnamed": {
    severity: ["warning", "info"],
    means: () => t`A file looks like the team's policy, and is none by its name or place.`,
    mend: () => t`Move it to \`.plangate/config.yaml\` where it is meant as the policy, or delete it.`,
    noFix: () => t`No fix writes the policy: what approvals need is for the team to say.`,
  },
  "policy-unused": {
    severity: ["warning"],
    means: () => t`Something in the team's policy can have no effect.`,
    mend: () => t`Correct the name that the message tells of, or delete the entry.`,
    noFix: () => t`No fix writes the policy: what approvals need is for the team to say.`,
  },
  "process-invalid": {
    severity: ["error"],
    means: () => t`A process.yaml cannot be used.`,
    mend: () => t`Correct the place that the message names; completion in the file offers what may stand there.`,
    noFix: () => t`Completion offers what may stand at the place; which of it is meant, the file does not say.`,
  },
  "record-from-future": {
    severity: ["error"],
    means: () => t`A decision claims to be from the future, and does not count.`,
    mend: () => t`Correct the clock of the machine that wrote it, and decide again.`,
    noFix: () => t`A decision is a person's: none is written or changed by a fix.`,
  },
  "record-invalid": {
    severity: ["error"],
    means: () => t`A recorded decision cannot be read, and does not count.`,
    mend: () => t`Take the record back from git, or decide again: the new decision is appended.`,
    noFix: () => t`A decision is a person's: none is written or changed by a fix.`,
  },
  "rule-unmet": {
    severity: ["error", "warning", "info"],
    means: () => t`Something a process asks at all times does not hold.`,
    mend: () => t`Do what the message says; the rule in it is a row of the process. How bad it is, the process says.`,
    fixes: ["addSection", "addField", "rewriteGate", "setStatus", "addEvidence", "answer"],
  },
  "signature-missing": {
    severity: ["warning"],
    means: () => t`A waiver or a skip has no valid signature, and the team's policy asks for one; it does not count.`,
    mend: () => t`Set up signing in git and decide again, or let the gate hold as its process asks.`,
    noFix: () => t`A decision is a person's: none is written or changed by a fix.`,
  },
  "signature-tampered": {
    severity: ["error"],
    means: () => t`A recorded decision does not fit its signature, and does not count.`,
    mend: () => t`Take the record back from git as it was signed, and find out who changed it. Else decide again.`,
    noFix: () => t`A decision is a person's: none is written or changed by a fix.`,
  },
  "signature-unknown": {
    severity: ["info"],
    means: () => t`A decision is signed with a key that the allowed signers file does not have.`,
    mend: () =>
      t`Where the key is known to be the person's, add it to the allowed signers file that git is set up with.`,
    noFix: () => t`Whose key it is only people can say.`,
  },
  "signature-wrong-key": {
    severity: ["error"],
    means: () => t`A decision is signed with the key of somebody else, and does not count.`,
    mend: () => t`Find out who signed in whose name. The person whose name it is decides again with their own key.`,
    noFix: () => t`A decision is a person's: none is written or changed by a fix.`,
  },
  "task-criteria": {
    severity: ["warning"],
    means: () => t`A task has no acceptance criteria.`,
    mend: () => t`List under the task what must hold when it is done, each as something that can be checked.`,
    noFix: () => t`What a task is accepted by has to be thought of first.`,
  },
  "task-id": {
    severity: ["warning"],
    means: () => t`A task has no usable id or title.`,
    mend: () => t`Give it an id that no other task has, such as T-004, and a title.`,
    noFix: () => t`Other files may name the task by an id that this one does not know.`,
  },
  "too-deep": {
    severity: ["error"],
    means: () => t`The document is nested too deeply to be read.`,
    mend: () => t`Make its lists or quotations less deep. Nobody reads a hundredth level.`,
    noFix: () => t`Which levels can go is the author's to say.`,
  },
  "unclosed-fence": {
    severity: ["warning"],
    means: () => t`A code fence is never closed.`,
    mend: () => t`Write the closing fence behind the last line of code. All that follows counts as code until then.`,
    noFix: () => t`Where the code ends and the text goes on cannot be told for certain.`,
  },
  unreadable: {
    severity: ["error"],
    means: () => t`A file cannot be read as text.`,
    mend: () =>
      t`Do what the message says, such as saving it as UTF-8. Until then it is left out, and all else is read.`,
    noFix: () => t`Its bytes are no text that could be edited.`,
  },
  "unreadable-folder": {
    severity: ["warning"],
    means: () => t`A folder cannot be read.`,
    mend: () => t`Give your account the right to read it, or leave it as it is: what lies below is not shown.`,
    noFix: () => t`Rights of folders are not Plangate's to change.`,
  },
  "yaml-invalid": {
    severity: ["error"],
    means: () => t`A workflow is not valid YAML.`,
    mend: () => t`Correct the place that the message names; until then it is not known what the workflow runs.`,
    noFix: () => t`What the author meant cannot be told from a text that cannot be read.`,
  },
} as const satisfies Record<string, Entry>;

export type ProblemCode = keyof typeof problemTable;

/** What a code says to a person who meets it. */
export interface ProblemGuide extends Entry {
  code: ProblemCode;
}

/** All codes, in the order of their names. */
export const problemGuides: readonly ProblemGuide[] = Object.entries(problemTable).map(([code, entry]) => ({
  code: code as ProblemCode,
  ...entry,
}));

/** What each code means, in a sentence. */
export const problemCodes = (): Record<ProblemCode, string> =>
  Object.fromEntries(problemGuides.map(({ code, means }) => [code, means()])) as Record<ProblemCode, string>;

/** The quick fixes that may be offered at a problem of this code; none for a code of somebody else's. */
export const fixesFor = (code: string): readonly FixName[] =>
  problemGuides.find((each) => each.code === code)?.fixes ?? [];

/** A code's page, in Markdown: the section of `docs/PROBLEMS.md` about it. `level` is the level of its heading. */
export function problemPage({ code, severity, means, mend, fixes, noFix }: ProblemGuide, level = 1): string {
  const mended = fixes
    ? [t`Quick fixes:`, "", ...fixes.map((name) => `- ${fixNames[name]()}`)]
    : [t`There is no quick fix. ${noFix?.() ?? ""}`];
  return [`${"#".repeat(level)} ${code}`, "", withSeverity(means(), severity), "", mend(), "", ...mended]
    .join("\n")
    .trim();
}

/** What a problem means, and how bad it is or can be. */
function withSeverity(means: string, severities: readonly Severity[]): string {
  const [first = "", second, third] = severities.map((severity) => severityNames[severity]());
  if (second === undefined) return t`${means} Severity: ${first}.`;
  if (third === undefined) return t`${means} Severity: ${first} or ${second}.`;
  return t`${means} Severity: ${first}, ${second} or ${third}.`;
}

const severityNames: Record<Severity, () => string> = {
  error: () => t`error`,
  warning: () => t`warning`,
  info: () => t`info`,
};
