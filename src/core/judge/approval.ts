import type { Decision, Subject } from "../approval.ts";
import { isFilled, resolvePath } from "../criteria/select.ts";
import type { Document } from "../document.ts";
import type { Feature } from "../feature.ts";
import type { Approval } from "../judged.ts";
import type { Facts } from "../ports.ts";
import type { StageNode } from "../stages/source.ts";

/** What the records say of one gate. */
export interface Recorded {
  approval?: Approval;
  waived?: Decision;
  skipped?: Decision;
  /** When a waiver runs out (ISO 8601). */
  expires?: string;
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

/** The rules of a gate in one canonical form: what `fingerprint` is made of (P-4). */
export function fingerprintOf(stage: StageNode, facts: Pick<Facts, "sha256">): string {
  const { advance: _, ...rules } = stage.definition.gate ?? { criteria: [] };
  return facts.sha256(JSON.stringify(canonical(rules)));
}

/** The same value with the keys of every object in order. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  );
}

/** Reads the record of a gate against the subject as it is now. */
export function recorded(feature: Feature, stage: StageNode, facts: Facts): Recorded {
  const path = recordPath(feature, stage);
  const document = facts.document(path);
  const all = document?.kind === "approval" ? document.decisions : [];
  const gate = gateName(stage.path);
  const decisions = all.filter(
    (each) => each.feature === feature.plainId && each.gate === gate && each.process === feature.process.id,
  );
  const latest = latestOf(decisions, facts.now);
  const found: Recorded = {};
  if (latest?.decision === "waived" && !isBroken(document) && isInForce(latest, facts.now)) {
    found.waived = latest;
    if (latest.until !== undefined) found.expires = new Date(latest.until).toISOString();
  }
  if (latest?.decision === "skipped") found.skipped = latest;
  const definition = stage.definition.gate?.approval;
  if (definition || latest) {
    const subject = subjectOf(feature, stage, facts);
    const unbound = all.length === 0 && document !== undefined && document !== null && isFilled(document);
    found.approval = {
      required: definition?.required === true,
      // A decision that cannot be read may have taken the approval back.
      state: isBroken(document) ? "none" : stateOf(latest, subject, unbound),
      record: path,
      subject,
      decisions,
      otherRules: latest?.decision === "approved" && latest.fingerprint !== fingerprintOf(stage, facts),
    };
  }
  return found;
}

const isBroken = (document: Document | null | undefined): boolean =>
  document?.kind === "approval" && document.problems.length > 0;

/** How far clocks may differ before a time lies in the future. */
const CLOCK_SKEW = 10 * 60 * 1000;

/**
 * The newest decision by its time. One that claims to be from the future does not outlive what takes it back: there
 * the order of the record decides.
 */
function latestOf(decisions: readonly Decision[], now: string): Decision | undefined {
  const newest = [...decisions].sort((a, b) => Date.parse(a.at) - Date.parse(b.at)).at(-1);
  if (!newest || Date.parse(newest.at) <= Date.parse(now) + CLOCK_SKEW) return newest;
  const takesBack = (each: Decision): boolean => each.decision === "revoked" || each.decision === "changes-requested";
  return decisions.slice(decisions.indexOf(newest) + 1).findLast(takesBack) ?? newest;
}

/** A waiver without an end holds for good; one whose end cannot be read has run out. */
const isInForce = ({ until }: Decision, now: string): boolean =>
  until === undefined || Date.parse(until) > Date.parse(now);

function stateOf(latest: Decision | undefined, subject: readonly Subject[], unbound: boolean): Approval["state"] {
  if (latest?.decision === "changes-requested") return "changes-requested";
  if (latest?.decision !== "approved") return latest === undefined && unbound ? "unbound" : "none";
  return stands(latest.subject, subject) ? "approved" : "stale";
}

/** Each text of now is one that was approved, under its path or, moved, under its name; and nothing else was approved. */
function stands(approved: readonly Subject[], now: readonly Subject[]): boolean {
  const left = [...approved];
  const name = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
  for (const current of now) {
    const byPath = left.findIndex((each) => each.path === current.path);
    const index = byPath >= 0 ? byPath : left.findIndex((each) => name(each.path) === name(current.path));
    if (index < 0 || current.digest === "" || left[index]?.digest !== current.digest) return false;
    left.splice(index, 1);
  }
  return now.length > 0 && left.length === 0;
}

/** What an approval binds to: the files that the process names, or the stage's artifacts. */
export function subjectOf(feature: Feature, stage: StageNode, facts: Facts): Subject[] {
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
