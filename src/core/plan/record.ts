import type { Decision, DecisionKind, Subject } from "../approval.ts";
import { gateName, policyFor, recordPath } from "../judge/approval.ts";
import { fingerprintOf, policyPrint } from "../judge/fingerprint.ts";
import type { JudgedStage } from "../judged.ts";
import { writeDecision } from "../readers/record.ts";
import { sectionIn } from "../section.ts";
import { type Draft, inLineEnds, lineEndOf, type PlanContext } from "./draft.ts";
import { keepMergeable } from "./mergeable.ts";
import { signed } from "./sign.ts";
import { nodeOf, type Target } from "./target.ts";

/** A decision as the person made it: what was shown, who they are, and what they said. */
export interface Verdict {
  kind: DecisionKind;
  by: { name: string; email: string };
  through: "editor" | "terminal";
  comment?: string | undefined;
  /** Until when a waiver holds (ISO 8601). */
  until?: string | undefined;
  shown: readonly Subject[];
}

/** Appends a decision to the gate's record, as one YAML document more (P-1); nothing that stands there is touched. */
export function record(
  { feature }: Target,
  leaf: JudgedStage,
  verdict: Verdict,
  made: Draft,
  context: PlanContext,
): void {
  const node = nodeOf(feature, leaf.path, context);
  if (!node) return;
  const facts = context.workspace.facts();
  const policy = policyFor(feature, node, facts);
  const { kind, by, through, comment, until, shown } = verdict;
  const decision: Decision = {
    decision: kind,
    process: feature.process.id,
    feature: feature.plainId,
    gate: gateName(leaf.path),
    by: { name: by.name, email: by.email },
    at: context.now,
    through,
    ...(comment ? { comment } : {}),
    ...(until ? { until } : {}),
    fingerprint: fingerprintOf(node, facts),
    ...(policy ? { policy: policyPrint(policy, facts) } : {}),
    subject: shown.map(({ path, section, sha256, digest }) => ({
      path,
      ...(section === undefined ? {} : { section }),
      sha256,
      digest,
    })),
  };
  const path = recordPath(feature, node);
  keepMergeable(path, made);
  const old = made.text(path);
  const text = writeDecision(signed(decision, policy, made, context), context.sha256);
  if (old === "" && !made.exists(path)) {
    made.create(path, text);
    return;
  }
  // YAML's parser takes a CR alone for no line end: a decision written so could not be read.
  const lineEnd = lineEndOf(old) === "\r\n" ? "\r\n" : "\n";
  const gap = /\n$|^$/.test(old) ? "" : lineEnd;
  made.replace(path, old.length, old.length, gap + inLineEnds(text, lineEnd));
}

/** Where an approved text is kept, byte for byte, under its own hash (P-3). */
export const approvedPath = (sha256: string): string => `.plangate/approved/${sha256}`;

/** Keeps the texts that are approved, so that what changed later can be shown against them. */
export function keepApproved(subject: readonly Subject[], made: Draft, { sha256, texts }: PlanContext): void {
  for (const { path, section, sha256: hash } of subject) {
    const kept = approvedPath(hash);
    if (made.exists(kept)) continue;
    const read = texts[path];
    if (read?.kind !== "text") continue;
    const text = section === undefined ? read.text : (sectionIn(path, read.text, section)?.text ?? "");
    // The hash is of the bytes: a byte order mark belongs to them, and no reader's text has it.
    const exact = [text, `\ufeff${text}`].find((each) => sha256(each) === hash);
    if (exact !== undefined) made.create(kept, exact);
  }
}
