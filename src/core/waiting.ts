import { refusalTo } from "./judge/counting.ts";
import type { Approval, JudgedFeature, JudgedStage } from "./judged.ts";
import { isThrough, leavesOf } from "./judged.ts";
import { unmetOf } from "./plan/advance.ts";
import { policyFile } from "./policy/policy.ts";
import type { Facts } from "./ports.ts";

/** Somebody as git knows them; both empty where it knows nobody. */
export interface Person {
  name: string;
  email: string;
}

/** A gate with nothing left to write, and what it waits for: this person's decision, or somebody who advances it. */
export interface WaitingGate {
  stage: JudgedStage;
  for: "decision" | "advance";
}

/**
 * The gates of a feature that wait for a person. A decision is waited for where every other criterion holds, the team's
 * policy lets this person decide and they have not done so; not where they, or others, asked for changes that nobody has
 * made yet. Of gates that ask for no decision only the current one waits.
 */
export function waitingFor(feature: JudgedFeature, person: Person, facts: Facts): WaitingGate[] {
  if (feature.archived) return [];
  return leavesOf(feature.stages).flatMap((stage): WaitingGate[] => {
    // Work from before Plangate has gone on without its approvals: nobody has to give them now.
    if (stage.passedOver && !feature.adopted) return [];
    if (isThrough(stage.state) || stage.state === "locked" || stage.state === "blocked") return [];
    const { approval } = stage;
    if (approval?.required && approval.state !== "approved")
      return waitsForDecision(stage, approval, person, facts) ? [{ stage, for: "decision" }] : [];
    const isCurrent = feature.current?.path.join("/") === stage.path.join("/");
    return isCurrent && stage.state === "ready" ? [{ stage, for: "advance" }] : [];
  });
}

function waitsForDecision(stage: JudgedStage, approval: Approval, person: Person, facts: Facts): boolean {
  if (unmetOf(stage).some(({ kind }) => kind !== "approval") || approval.subject.length === 0) return false;
  if (approval.state === "changes-requested" && isUnchanged(approval)) return false;
  if (approval.given.some(({ by }) => isSame(by.email, person.email))) return false;
  const policy = facts.exists(policyFile) ? facts.document(policyFile) : null;
  if (policy && (policy.kind !== "policy" || !policy.policy)) return false;
  return refusalTo(person, approval.subject, approval.policy, facts) === undefined;
}

/** Whether the text is still the one that changes were requested of. */
const isUnchanged = ({ latest, subject }: Approval): boolean =>
  latest !== undefined &&
  subject.every(({ path, digest }) => latest.subject.some((each) => each.path === path && each.digest === digest));

const isSame = (a: string, b: string): boolean => b.trim() !== "" && a.trim().toLowerCase() === b.trim().toLowerCase();
