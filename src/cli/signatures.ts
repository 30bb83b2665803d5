import { type DecisionKind, isDenied, type JudgedStage, type Signing, type Verified } from "../core/index.ts";

/** How a decision will be signed, for the person who is about to confirm it. */
export function signingText(signing: Signing): string {
  if (signing.kind === "none") {
    return `not signed: ${signing.reason}`;
  }
  const { key, expected } = signing;
  const doubt = expected && expected.verdict !== "valid" ? `; ${expected.reason ?? expected.verdict}` : "";
  return `with ${key}${doubt}`;
}

/** What verifying a decision's signature gave; null where it has none. */
export function signatureText(verified: Verified | null): string {
  if (verified === null) {
    return "not signed";
  }
  const why = verified.reason === undefined ? "" : `: ${verified.reason}`;
  switch (verified.verdict) {
    case "valid":
      return `signed by ${verified.principal ?? "a known key"}, verified`;
    case "unknown-signer":
      return `signed, signer not known here${why}`;
    case "wrong-key":
      return `signed with another key than theirs${why}`;
    case "tampered":
      return `does not fit its signature${why}`;
    case "unverified":
      return `signed, not verified${why}`;
  }
}

const done: Record<DecisionKind, string> = {
  approved: "approved",
  "changes-requested": "changes requested",
  revoked: "revoked",
  waived: "waived",
  skipped: "skipped",
};

/** The decisions in force on a gate, and those that its signatures say something against, a line each. */
export function decisionLines({ approval }: JudgedStage): string[] {
  const shown = new Set([...(approval?.given ?? []), ...(approval?.latest ? [approval.latest] : [])]);
  return (approval?.decisions ?? [])
    .filter((each) => shown.has(each) || isDenied(each.verified))
    .map((each) => {
      const { decision, by, at, verified } = each;
      return `${done[decision]} by ${by.name || by.email}, ${at.slice(0, 10)}: ${signatureText(verified ?? null)}`;
    });
}
