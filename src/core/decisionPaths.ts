import { policyFile } from "./policy/policy.ts";

/** Whether a path holds decisions, or what they rest on: a record (each has one of these names), an approved text, the policy. */
export function holdsDecisions(path: string): boolean {
  const plain = path.normalize("NFC").toLowerCase();
  return /^\.plangate\/(approvals|approved)(\/|$)|\.approved$/.test(plain) || plain === policyFile;
}
