import { canonicalJson } from "../canonical.ts";
import type { GatePolicy } from "../policy/policy.ts";
import type { Facts } from "../ports.ts";
import type { StageNode } from "../stages/source.ts";

/** The rules of a gate in one canonical form: what `fingerprint` is made of (P-4). */
export function fingerprintOf(stage: StageNode, facts: Pick<Facts, "sha256">): string {
  const { advance: _, ask: __, ...rules } = stage.definition.gate ?? { criteria: [] };
  return facts.sha256(canonicalJson(rules));
}

/** The approving part of a policy in the same form: waivers are no rules of an approval. */
export function policyPrint({ waivers: _, unsigned, ...approvals }: GatePolicy, facts: Pick<Facts, "sha256">): string {
  // The default says nothing: records from before there were signatures stay under the policy that they name.
  const signing = unsigned === "refuse" ? { unsigned } : {};
  return facts.sha256(canonicalJson({ ...approvals, ...signing }));
}
