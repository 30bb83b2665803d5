import type { Decision } from "../approval.ts";
import { isFilled, resolvePath } from "../criteria/select.ts";
import type { Document } from "../document.ts";
import type { Feature } from "../feature.ts";
import type { Approval } from "../judged.ts";
import { t } from "../l10n.ts";
import { type GatePolicy, policyAt, policyFile } from "../policy/policy.ts";
import type { Facts } from "../ports.ts";
import type { Problem } from "../problem.ts";
import type { StageNode } from "../stages/source.ts";
import { bypassFlaw, endOf, type RefusedBypass } from "./bypass.ts";
import { countApprovals } from "./counting.ts";
import { fingerprintOf, policyPrint } from "./fingerprint.ts";
import { credible, signatureProblems, verifiedIn } from "./signatures.ts";
import { comingIn, standingOf } from "./standing.ts";
import { subjectOf } from "./subject.ts";

/** What the records say of one gate. */
export interface Recorded {
  approval?: Approval;
  waived?: Decision;
  skipped?: Decision;
  /** When time alone changes what counts (ISO 8601): a waiver runs out, a date in the future comes. */
  changesAt: string[];
  /** A waiver or a skip that is the newest decision and does not count. */
  refused?: RefusedBypass;
  /** The team's policy at the gate; undefined where there is one that cannot be used. */
  policy: GatePolicy | undefined;
  /** Why the team's policy lets nobody waive the gate. */
  noWaivers?: string;
  /** Decisions that claim to be from the future, and do not count. */
  future: Decision[];
  /** What is wrong with the signatures of its decisions. */
  problems: Problem[];
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
  const own = all.filter(
    (each) => each.feature === feature.plainId && each.gate === gate && each.process === feature.process.id,
  );
  const policy = policyFor(feature, stage, facts);
  const decisions = document?.kind === "approval" ? verifiedIn(document, own, facts) : [];
  const believed = credible(decisions, policy);
  const flawOf = (each: Decision): string | undefined => bypassFlaw(each, policy);
  // What somebody records who may not changes nothing: neither does it pass the gate, nor does it undo what stands.
  const standing = standingOf(
    believed.filter((each) => flawOf(each) === undefined),
    facts.now,
  );
  const { latest } = standing;
  const written = standingOf(believed, facts.now);
  const problems =
    document?.kind === "approval" ? signatureProblems(stage.title, document, own, decisions, policy) : [];
  const changesAt = comingIn(decisions, facts.now);
  const found: Recorded = { future: written.future, changesAt, problems, policy };
  const why = written.latest && flawOf(written.latest);
  if (written.latest && why !== undefined) found.refused = { decision: written.latest, why };
  if (policy?.waivers.allowed !== true)
    found.noWaivers = policy ? t`the team's policy allows no waivers.` : t`${policyFile} cannot be used.`;
  if (latest?.decision === "waived" && !isBroken(document)) {
    const end = endOf(latest, policy);
    if (end === undefined || Date.parse(end) > Date.parse(facts.now)) {
      found.waived = latest;
      if (end !== undefined) found.changesAt.push(end);
    }
  }
  if (latest?.decision === "skipped" && !isBroken(document)) found.skipped = latest;
  const definition = stage.definition.gate?.approval;
  if (!definition && decisions.length === 0) return found;
  const { subject, flaw: subjectFlaw } = subjectOf(feature, stage, facts);
  const counted = countApprovals(standing, subject, policy, facts, subjectFlaw === undefined);
  const isUnbound = all.length === 0 && document !== undefined && document !== null && isFilled(document);
  const changedSince = changesSince(counted.given, stage, policy, facts);
  const approval: Approval = {
    required: definition?.required === true,
    needed: policy?.needed ?? 1,
    record: path,
    subject,
    ...(subjectFlaw !== undefined && { subjectFlaw }),
    decisions,
    ...(latest && { latest }),
    otherRules: changedSince.length > 0,
    changedSince,
    policy: policy ?? nobody(feature.process.id, gate),
    ...counted,
  };
  found.approval = approval;
  if (decisions.length === 0 && isUnbound) {
    approval.state = policy && takesUnbound(policy) ? "approved" : "unbound";
  }
  if (isBroken(document)) {
    // A decision that cannot be read may have taken the approval back.
    approval.state = "none";
    approval.flaw = t`A decision in the record cannot be read`;
  } else if (policy === undefined && approval.state !== "none") {
    approval.state = "none";
    approval.flaw = t`${policyFile} cannot be used, so no approval counts`;
  }
  return found;
}

/** A record that names no content is signed by nobody, and by nobody in particular: it is enough where anybody is. */
const takesUnbound = ({ unbound, unsigned, needed, by, author }: GatePolicy): boolean =>
  unbound === "accept" && unsigned === "accept" && needed === 1 && by === undefined && author;

const isBroken = (document: Document | null | undefined): boolean =>
  document?.kind === "approval" && document.problems.length > 0;

/** What the team's policy asks at a gate; undefined where there is one that cannot be used. */
export function policyFor(feature: Feature, stage: StageNode, facts: Facts): GatePolicy | undefined {
  const document = facts.document(policyFile);
  if (document === null) return policyAt({}, feature.process.id, gateName(stage.path));
  if (document?.kind !== "policy" || !document.policy) return undefined;
  return policyAt(document.policy, feature.process.id, gateName(stage.path));
}

/** What a policy that cannot be used comes to: nobody may pass anything over. */
const nobody = (process: string, gate: string): GatePolicy => ({
  ...policyAt({}, process, gate),
  waivers: { allowed: false, longest: undefined, by: [] },
});

/** What has changed since approvals were given, as far as their hashes tell: the gate's rules, the team's policy (P-4). */
function changesSince(
  given: readonly Decision[],
  stage: StageNode,
  policy: GatePolicy | undefined,
  facts: Facts,
): Approval["changedSince"] {
  const rules = given.some(({ fingerprint }) => fingerprint !== fingerprintOf(stage, facts));
  const asked = policy && policyPrint(policy, facts);
  // Older records say nothing of the policy.
  const policies = given.some(({ policy: then }) => then !== undefined && asked !== undefined && then !== asked);
  return [...(rules ? ["rules" as const] : []), ...(policies ? ["policy" as const] : [])];
}
