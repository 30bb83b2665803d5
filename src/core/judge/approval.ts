import type { Decision, Subject } from "../approval.ts";
import { isFilled, resolvePath } from "../criteria/select.ts";
import type { Document } from "../document.ts";
import type { Feature } from "../feature.ts";
import type { Approval } from "../judged.ts";
import { type GatePolicy, policyAt, policyFile } from "../policy/policy.ts";
import type { Facts } from "../ports.ts";
import type { StageNode } from "../stages/source.ts";
import { countApprovals } from "./counting.ts";
import { fingerprintOf, policyPrint } from "./fingerprint.ts";
import { standingOf } from "./standing.ts";

/** What the records say of one gate. */
export interface Recorded {
  approval?: Approval;
  waived?: Decision;
  skipped?: Decision;
  /** When a waiver runs out (ISO 8601). */
  expires?: string;
  /** Why the team's policy lets nobody waive the gate. */
  noWaivers?: string;
  /** Decisions that claim to be from the future, and do not count. */
  future: Decision[];
}

/** The gate's path in one string, as records and the command line write it. */
export const gateName = (path: readonly string[]): string => path.join("/");

/** Where the record of a gate stands: the process's own place, or `.plangate/approvals/<process>/<feature>/<gate>.yaml`. */
export function recordPath(feature: Feature, stage: StageNode): string {
  const own = stage.definition.gate?.approval?.record;
  if (own !== undefined) return resolvePath(own, { feature, vars: stage.vars });
  return `${recordFolder(feature)}${stage.path.map((id) => safe(id.replaceAll("/", "-"))).join("--")}.yaml`;
}

/** The folder of a feature's records, with a `/` at its end. */
export const recordFolder = (feature: Feature): string =>
  `.plangate/approvals/${feature.process.id}/${safe(feature.plainId)}/`;

/** A path that every file system takes, one to one with the text. */
const safe = (text: string): string =>
  text
    .split("/")
    .map((segment) =>
      segment === "." || segment === ".."
        ? segment.replaceAll(".", "%2E")
        : encodeURIComponent(segment).replace(/\*/g, "%2A"),
    )
    .join("/");

/** Reads the record of a gate against the subject as it is now, and against the team's policy. */
export function recorded(feature: Feature, stage: StageNode, facts: Facts): Recorded {
  const path = recordPath(feature, stage);
  const document = facts.document(path);
  const all = document?.kind === "approval" ? document.decisions : [];
  const gate = gateName(stage.path);
  const decisions = all.filter(
    (each) => each.feature === feature.plainId && each.gate === gate && each.process === feature.process.id,
  );
  const standing = standingOf(decisions, facts.now);
  const { latest } = standing;
  const policy = policyFor(feature, stage, facts);
  const found: Recorded = { future: standing.future };
  if (policy?.waivers.allowed !== true)
    found.noWaivers = policy ? "the team's policy allows no waivers." : `${policyFile} cannot be used.`;
  if (latest?.decision === "waived" && !isBroken(document) && policy?.waivers.allowed) {
    const end = endOf(latest, policy);
    if (end === undefined || Date.parse(end) > Date.parse(facts.now)) {
      found.waived = latest;
      if (end !== undefined) found.expires = end;
    }
  }
  if (latest?.decision === "skipped" && !isBroken(document)) found.skipped = latest;
  const definition = stage.definition.gate?.approval;
  if (!definition && decisions.length === 0) return found;
  const subject = subjectOf(feature, stage, facts);
  const counted = countApprovals(standing, subject, policy, facts);
  const isUnbound = all.length === 0 && document !== undefined && document !== null && isFilled(document);
  found.approval = {
    required: definition?.required === true,
    needed: policy?.needed ?? 1,
    record: path,
    subject,
    decisions,
    ...(latest && { latest }),
    otherRules: counted.given.some((each) => isUnderOtherRules(each, stage, policy, facts)),
    policy: policy ?? { ...policyAt({}, feature.process.id, gate), waivers: { allowed: false, longest: undefined } },
    ...counted,
  };
  if (decisions.length === 0 && isUnbound) {
    if (policy?.unbound === "accept") found.approval.state = "approved";
    else found.approval.state = "unbound";
  }
  if (isBroken(document)) {
    // A decision that cannot be read may have taken the approval back.
    found.approval.state = "none";
    found.approval.flaw = "A decision in the record cannot be read";
  } else if (policy === undefined && found.approval.state !== "none") {
    found.approval.state = "none";
    found.approval.flaw = `${policyFile} cannot be used, so no approval counts`;
  }
  return found;
}

const isBroken = (document: Document | null | undefined): boolean =>
  document?.kind === "approval" && document.problems.length > 0;

/** What the team's policy asks at a gate; undefined where there is one that cannot be used. */
export function policyFor(feature: Feature, stage: StageNode, facts: Facts): GatePolicy | undefined {
  const document = facts.document(policyFile);
  if (document === null) return policyAt({}, feature.process.id, gateName(stage.path));
  if (document?.kind !== "policy" || !document.policy) return undefined;
  return policyAt(document.policy, feature.process.id, gateName(stage.path));
}

const isUnderOtherRules = (
  { fingerprint, policy: then }: Decision,
  stage: StageNode,
  policy: GatePolicy | undefined,
  facts: Facts,
): boolean =>
  fingerprint !== fingerprintOf(stage, facts) ||
  (then !== undefined && policy !== undefined && then !== policyPrint(policy, facts));

/** When a waiver ends (ISO 8601): as it says, and no later than the policy lets it. Undefined holds for good. */
function endOf({ at, until }: Decision, policy: GatePolicy | undefined): string | undefined {
  const day = 24 * 60 * 60 * 1000;
  const longest = policy?.waivers.longest;
  const ends = [
    ...(until === undefined ? [] : [Date.parse(until)]),
    ...(longest === undefined ? [] : [Date.parse(at) + longest * day]),
  ];
  if (ends.length === 0) return undefined;
  const end = Math.min(...ends);
  // An end that cannot be read has passed.
  return Number.isNaN(end) ? at : new Date(end).toISOString();
}

/** What an approval binds to: the files that the process names, or the stage's artifacts. */
export function subjectOf(feature: Feature, stage: StageNode, facts: Facts): Subject[] {
  if (stage.subject && stage.definition.gate?.approval?.subject === undefined) {
    const { path, text } = stage.subject;
    const document = facts.exists(path) ? facts.document(path) : null;
    return document ? [{ path, sha256: document.sha256, digest: facts.sha256(text) }] : [];
  }
  const named = stage.definition.gate?.approval?.subject?.map((path) =>
    resolvePath(path, { feature, vars: stage.vars }),
  );
  const paths =
    named ??
    (stage.artifacts.length > 0
      ? stage.artifacts.map((artifact) => artifact.path)
      : [...new Set(stage.scopes.map((scope) => scope.document.path))]);
  return paths.flatMap((path) => {
    const document = facts.exists(path) ? facts.document(path) : null;
    return document ? [{ path, sha256: document.sha256, digest: document.digest }] : [];
  });
}
