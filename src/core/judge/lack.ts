import type { Approval } from "../judged.ts";
import { t } from "../l10n.ts";

/** What a gate lacks whose criteria hold and that nobody has approved. */
export type Lack =
  /** Some of what is to be approved is not there, as a sentence says. */
  | { kind: "subject"; flaw: string }
  /** What approvals there are do not count, or are too few. */
  | { kind: "flaw"; flaw: string }
  /** The approval file names no content. */
  | { kind: "unbound" }
  | { kind: "changes"; by: string; comment: string }
  | { kind: "none" };

export function lackOf(approval: Approval | undefined): Lack {
  if (approval?.subjectFlaw !== undefined) return { kind: "subject", flaw: approval.subjectFlaw };
  if (approval?.flaw !== undefined) return { kind: "flaw", flaw: approval.flaw };
  if (approval?.state === "unbound") return { kind: "unbound" };
  if (approval?.state !== "changes-requested") return { kind: "none" };
  const { by, comment = "" } = approval.latest ?? {};
  return { kind: "changes", by: by?.name ?? "", comment };
}

/** Why the gate is not through, in one sentence. */
export function reasonOf(lack: Lack): string {
  switch (lack.kind) {
    case "subject":
      return t`Criteria met; it cannot be approved: ${lack.flaw}`;
    case "flaw":
      return t`Criteria met; the approval is missing: ${lack.flaw}`;
    case "unbound":
      return t`The approval file names no content, so it approves nothing for certain. Approve the gate`;
    case "changes":
      return t`Changes are requested by ${lack.by}: ${lack.comment}`;
    case "none":
      return t`Criteria met; the approval is missing`;
  }
}

/** The same, held against the mark that calls the gate passed. */
export function denialOf(claim: string, lack: Lack): string {
  switch (lack.kind) {
    case "subject":
      return t`${claim} — but it cannot be approved: ${lack.flaw}`;
    case "flaw":
      return t`${claim} — but the approval is missing: ${lack.flaw}`;
    case "unbound":
      return t`${claim} — but the approval file names no content, so it approves nothing for certain. Approve the gate`;
    case "changes":
      return t`${claim} — but changes are requested by ${lack.by}: ${lack.comment}`;
    case "none":
      return t`${claim} — but the approval is missing`;
  }
}
