import type { Decision } from "../approval.ts";
import { t } from "../l10n.ts";
import { addressOf, type GatePolicy, policyFile, type WaiverPolicy } from "../policy/policy.ts";

/** A recorded waiver or skip that stands and does not count. */
export interface RefusedBypass {
  decision: Decision;
  /** Why it does not count, as the end of a sentence. */
  why: string;
}

/**
 * Why a person may not waive or skip here, as the team's policy says; undefined where they may. Undefined as a policy is
 * one that cannot be used.
 */
export function bypassRefusal(
  kind: "waived" | "skipped",
  by: Decision["by"],
  policy: WaiverPolicy | undefined,
): string | undefined {
  if (!policy) return t`${policyFile} cannot be used`;
  const { allowed, by: those } = policy;
  if (kind === "waived" && !allowed) return t`the team's policy allows no waivers`;
  if (!those || those.includes(addressOf(by.email))) return undefined;
  const who = by.name || by.email;
  return kind === "waived"
    ? t`${who} may not waive here, as the team's policy says`
    : t`${who} may not skip here, as the team's policy says`;
}

/** Why a recorded waiver or skip does not count; undefined where it does, and for every other decision (C-4, P-5). */
export function bypassFlaw(decision: Decision, policy: GatePolicy | undefined): string | undefined {
  const kind = decision.decision;
  if (kind !== "waived" && kind !== "skipped") return undefined;
  const refused = bypassRefusal(kind, decision.by, policy?.waivers);
  if (refused !== undefined) return refused;
  if ((decision.comment ?? "").trim() !== "") return undefined;
  return kind === "waived"
    ? t`it gives no reason. Revoke it, or waive again with one`
    : t`it gives no reason. Revoke it, or skip again with one`;
}

/** When a waiver ends (ISO 8601): as it says, and no later than the policy lets it. Undefined holds for good. */
export function endOf({ at, until }: Decision, policy: GatePolicy | undefined): string | undefined {
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
