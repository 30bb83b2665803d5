import { visible } from "./plain.ts";

/** What a person can decide about a gate (P-1). */
export type DecisionKind = "approved" | "changes-requested" | "waived" | "skipped" | "revoked";

/** One file, or some of its sections, as it was shown to the person who decided (P-2). */
export interface Subject {
  path: string;
  /** The heading of the section, where not the whole file is bound. */
  section?: string;
  /** SHA-256 of the exact bytes shown. */
  sha256: string;
  /** SHA-256 of what matters in them. An approval stands while this does. */
  digest: string;
}

/** What a part of a subject is called, for people: on one line, without anything that could hide or turn its words. */
export const subjectName = ({ path, section }: Pick<Subject, "path" | "section">): string =>
  visible((section === undefined ? path : `${path} § ${section}`).replace(/\s+/g, " "));

/** A person's recorded decision on a gate. */
export interface Decision {
  decision: DecisionKind;
  process: string;
  feature: string;
  /** The gate's path, its ids joined by `/`. */
  gate: string;
  by: { name: string; email: string };
  /** ISO 8601, UTC. */
  at: string;
  /** Through what the person decided. */
  through: "editor" | "terminal";
  comment?: string;
  /** Until when a waiver holds (ISO 8601); without it, for good. */
  until?: string;
  /** SHA-256 over the canonical rules of the gate as they were (P-4). */
  fingerprint: string;
  /** SHA-256 over what the team's policy asked at the gate then; older records have none. */
  policy?: string;
  subject: Subject[];
  /** The SSH signature of all of this, in base64 on one line (P-7). */
  signature?: string;
}

/** Whether two subjects are the same bytes of the same files or sections. */
export const sameSubject = (a: readonly Subject[], b: readonly Subject[]): boolean =>
  a.length === b.length &&
  a.every((part, i) => part.path === b[i]?.path && part.section === b[i]?.section && part.sha256 === b[i]?.sha256);
