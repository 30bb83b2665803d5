import type { Decision, Subject } from "../approval.ts";
import type { Approval, JudgedDecision } from "../judged.ts";
import { t } from "../l10n.ts";
import { clauses } from "../listing.ts";
import { addressOf, type GatePolicy } from "../policy/policy.ts";
import type { Facts } from "../ports.ts";
import { unsignedFlaw } from "./signatures.ts";
import type { Standing } from "./standing.ts";

/**
 * The approvals that count: those that stand, by people who may approve, each person once, over the text as it is now.
 * Enough of them approve the gate; where there would be enough but for the text, it is stale. `isWhole` is false where
 * some of what is to be approved is not there: then none counts.
 */
export function countApprovals(
  { decisions, latest }: Standing,
  subject: readonly Subject[],
  policy: GatePolicy | undefined,
  facts: Facts,
  isWhole: boolean,
): Pick<Approval, "state" | "given" | "flaw"> {
  if (latest?.decision === "changes-requested") return { state: "changes-requested", given: [] };
  if (latest?.decision !== "approved") return { state: "none", given: [] };
  const needed = policy?.needed ?? 1;
  const refusalOf = (each: JudgedDecision): string | undefined =>
    unsignedFlaw(each, policy) ?? refusalTo(each.by, subject, policy, facts);
  const approvals = decisions.filter(({ decision }) => decision === "approved");
  const allowed = approvals.filter((each) => refusalOf(each) === undefined);
  const given = people(isWhole ? allowed.filter((each) => stands(each.subject, subject)) : []);
  if (given.length >= needed) return { state: "approved", given };
  if (people(allowed).length >= needed) return { state: "stale", given };
  const why = people(approvals).flatMap((each) => refusalOf(each) ?? []);
  const flaw = clauses([t`${given.length} of ${needed} approvals are given`, ...new Set(why)]);
  return { state: "none", given, flaw };
}

/** Why a person's approval of a text does not count, as the team's policy says; undefined where it does. */
export function refusalTo(
  by: Decision["by"],
  subject: readonly Subject[],
  policy: GatePolicy | undefined,
  facts: Facts,
): string | undefined {
  const email = addressOf(by.email);
  const authors = policy?.author === false ? authorsOf(subject, facts) : new Set<string>();
  if ((policy?.needed ?? 1) > 1 && email === "")
    return t`${by.name} has no e-mail address, and more than one person is needed`;
  if (policy?.by && !policy.by.includes(email)) return t`${by.name} may not approve here, as the policy says`;
  if (!authors) return t`Git does not say who wrote the text, and the policy asks for somebody else`;
  if (authors.has(email)) return t`${by.name} wrote the text, and the policy asks for somebody else`;
  return undefined;
}

/** Each person's newest decision. */
const people = (decisions: readonly JudgedDecision[]): JudgedDecision[] => [
  ...new Map(decisions.map((each) => [addressOf(each.by.email) || each.by.name.trim().toLowerCase(), each])).values(),
];

/**
 * Who wrote a text: those who committed it, their co-authors, and whoever works here while it has changes that are not
 * committed. Undefined where git does not say: nobody can then be told apart from its author.
 */
function authorsOf(subject: readonly Subject[], { git }: Facts): Set<string> | undefined {
  if (!git) return undefined;
  const authors = new Set<string>();
  for (const { path } of subject) {
    const commits = git.commits.filter(({ files }) => files.includes(path));
    const isDirty = git.dirty.includes(path);
    if (commits.length === 0 && !isDirty) return undefined;
    // Who began it may lie behind the end of the log. In the commit that a shallow log ends with, all files seem new.
    const isWhole = !git.truncated || commits.some(({ added, parents }) => parents > 0 && added?.includes(path));
    if (!isWhole) return undefined;
    for (const { email, body = "" } of commits)
      for (const each of [email, ...coAuthorsIn(body)]) authors.add(addressOf(each));
    if (isDirty) authors.add(addressOf(git.user.email));
  }
  return authors;
}

/** The addresses of `Co-authored-by: Name <address>`, as hosting services read it. */
const coAuthorsIn = (body: string): string[] =>
  [...body.matchAll(/^co-authored-by:[^<\n]*<([^<>\n]+)>/gim)].flatMap(([, email]) => email ?? []);

/** Each text of now is one that was approved, under its path or, moved, under its name; and nothing else was approved. */
function stands(approved: readonly Subject[], now: readonly Subject[]): boolean {
  const left = [...approved];
  const name = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
  for (const current of now) {
    const byPath = left.findIndex((each) => each.path === current.path && each.section === current.section);
    const index =
      byPath >= 0
        ? byPath
        : left.findIndex((each) => name(each.path) === name(current.path) && each.section === current.section);
    if (index < 0 || current.digest === "" || left[index]?.digest !== current.digest) return false;
    left.splice(index, 1);
  }
  return now.length > 0 && left.length === 0;
}
