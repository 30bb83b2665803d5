import { l10n } from "vscode";
import {
  type Approval,
  approvedPath,
  type Decision,
  type ReadResult,
  type Subject,
  subjectName,
} from "../../core/index.ts";
import { momentText } from "../shared/words/cycleWords.ts";
import type { Changes, DiffPart } from "./protocol.ts";
import { compareTexts, type Run } from "./text/changes.ts";

/** Whether two records speak of the same file, or the same section of it. */
export const isSamePart = (a: Pick<Subject, "path" | "section">, b: Pick<Subject, "path" | "section">): boolean =>
  a.path === b.path && a.section === b.section;

/** The newest approval in the record, whether or not something took it back since. */
export const lastApproval = (approval: Approval | undefined): Decision | undefined =>
  approval?.decisions.findLast(({ decision }) => decision === "approved");

/**
 * What changed in one text since it was approved last (P-3). Where there is nothing to compare with it says why: a
 * comparison that is silently missing would be taken for "nothing changed".
 */
export async function changesSince(
  approved: Decision,
  approval: Approval,
  subject: Subject,
  now: string,
  read: (path: string) => Promise<ReadResult>,
): Promise<Changes> {
  const when = momentText(approved.at);
  const title = l10n.t("Changes since {0} approved on {1}", approved.by.name, when);
  const say = (note: string): Changes => ({ title, note, parts: [] });
  const then = approved.subject.find((each) => isSamePart(each, subject));
  if (!then) return say(l10n.t("This text was no part of what was approved: all of it is new."));
  if (then.digest === subject.digest)
    return say(l10n.t("None that count: the text is as it was approved. Ticked boxes and line ends may differ."));
  const kept = approvedPath(then.sha256);
  const before = await read(kept);
  if (before.kind === "absent")
    return say(l10n.t("The approved text is not kept here ({0}), so there is nothing to compare with.", kept));
  if (before.kind === "unreadable") return say(before.reason);
  if (before.sha256 !== then.sha256)
    return say(
      l10n.t("{0} was altered after the approval: it is not the text that was approved. Trust none of it.", kept),
    );
  const isInForce = approval.latest?.decision === "approved";
  const open = isInForce ? { compare: l10n.t("Open Comparison in Editor") } : {};
  const comparison = compareTexts(before.text, now);
  if (!comparison)
    return { ...say(l10n.t("The two texts differ so much that a comparison here would say little.")), ...open };
  const { added, removed, left, runs } = comparison;
  const counted = l10n.t("Lines added: {0}. Lines removed: {1}.", added, removed);
  return {
    title,
    note: left === 0 ? counted : l10n.t("{0} Not shown here: {1} more lines of changes.", counted, left),
    parts: runs.map(partOf),
    ...open,
  };
}

const partOf = ({ isFar, lines, rows }: Run): DiffPart =>
  isFar ? { rows, folded: l10n.t("{0} unchanged lines", lines) } : { rows };

/** Texts that were approved and are no part of the gate any more. */
export const gone = (approved: Decision, now: readonly Subject[]): string[] =>
  approved.subject.filter((then) => !now.some((each) => isSamePart(each, then))).map(subjectName);
