import { canonicalJson } from "./canonical.ts";

/** What signatures of decisions are made for: one that was made for anything else, such as a commit, is none (P-7). */
export const signatureNamespace = "plangate";

/** A text to be signed, and what verifying the signature needs to know. */
export interface ToSign {
  /** See `payloadOf`. */
  payload: string;
  /** Who decides, and whose the key has to be. */
  email: string;
  /** When (ISO 8601): the key has to be valid then. */
  at: string;
}

export interface Signed extends ToSign {
  /** The SSH signature in base64, on one line and without its armour. */
  signature: string;
}

/** What verifying a signature gave. */
export interface Verified {
  verdict: /** By a key that the allowed signers file has for the person who decided. */
    | "valid"
    /** By a key that the allowed signers file does not have, or not for this time or purpose. */
    | "unknown-signer"
    /** By a key that the file has for others only, or that was revoked. */
    | "wrong-key"
    /** It does not fit the text, or is no signature of a decision at all. */
    | "tampered"
    /** It could not be determined. */
    | "unverified";
  /** The key, as `SHA256:…`; undefined where none can be made out. */
  fingerprint?: string;
  /** Whose the key is, as the allowed signers file says it. */
  principal?: string;
  /** Why it is not valid, in words that go on a sentence; without a full stop. */
  reason?: string;
}

/** Whether a signature says that the decision is nobody's: it does not fit, or is by somebody else's key. */
export const isDenied = (verified: Verified | undefined): boolean =>
  verified?.verdict === "tampered" || verified?.verdict === "wrong-key";

/** How decisions get signed here, as git is set up; known before anything is signed. */
export type Signing =
  | {
      kind: "key";
      /** `SHA256:…`, or the name of the key's file where that is all that is known. */
      key: string;
      /** What verifying a signature by this key would give; undefined where only a signature tells. */
      expected?: Verified;
    }
  /** Why nothing is signed, in words that go on a sentence. */
  | { kind: "none"; reason: string };

/** What came of signing a text. A signature is verified at once. */
export type SignResult =
  | { kind: "signed"; signature: string; verified: Verified }
  /** Why not, in words that go on a sentence. */
  | { kind: "failed"; reason: string };

/** The text that the signature of a decision is made over: everything else that its record says of it, as JSON with
 * the keys in order and without blanks, and one LF at the end. What is added to a record later is part of it as well. */
export function payloadOf(decision: object): string {
  const { signature: _, ...rest } = decision as { signature?: unknown };
  return `${canonicalJson(rest)}\n`;
}
