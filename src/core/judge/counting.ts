import type { Decision, Subject } from "../approval.ts";
import type { Approval } from "../judged.ts";
import type { GatePolicy } from "../policy/policy.ts";
import type { Facts } from "../ports.ts";

/**
 * The approvals that count: those after the last decision that took one back, by people who may approve, each person
 * once, over the text as it is now. Enough of them approve the gate; where there would be enough but for the text, it is stale.
 */
export function countApprovals(
  decisions: readonly Decision[],
  latest: Decision | undefined,
  subject: readonly Subject[],
  policy: GatePolicy | undefined,
  facts: Facts,
): Pick<Approval, "state" | "given" | "flaw"> {
  if (latest?.decision === "changes-requested") return { state: "changes-requested", given: [] };
  if (latest?.decision !== "approved") return { state: "none", given: [] };
  const inOrder = [...decisions].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const approvals = inOrder.slice(inOrder.findLastIndex((each) => each.decision !== "approved") + 1);
  const authors = policy?.author === false ? authorsOf(subject, facts) : new Set<string>();
  const isAllowed = ({ by }: Decision): boolean =>
    !authors.has(by.email.toLowerCase()) && (policy?.by === undefined || policy.by.includes(by.email.toLowerCase()));
  const allowed = approvals.filter(isAllowed);
  const people = (of: readonly Decision[]): Decision[] => [
    ...new Map(of.map((each) => [(each.by.email || each.by.name).toLowerCase(), each])).values(),
  ];
  const needed = policy?.needed ?? 1;
  const given = people(allowed.filter((each) => stands(each.subject, subject)));
  if (given.length >= needed) return { state: "approved", given };
  if (people(allowed).length >= needed) return { state: "stale", given };
  const others = people(approvals.filter((each) => !isAllowed(each)));
  const why = others.map(({ by }) =>
    authors.has(by.email.toLowerCase())
      ? `${by.name} wrote the text, and the policy asks for somebody else`
      : `${by.name} may not approve here, as the policy says`,
  );
  const flaw = [`${given.length} of ${needed} approvals are given`, ...why].join("; ");
  return { state: "none", given, flaw };
}

/** Who wrote a text: those who committed it, and whoever works here while it has changes that are not committed. */
function authorsOf(subject: readonly Subject[], { git }: Facts): Set<string> {
  const paths = new Set(subject.map(({ path }) => path));
  const committed = git?.commits.filter(({ files }) => files.some((file) => paths.has(file))) ?? [];
  const isDirty = git?.dirty.some((path) => paths.has(path)) === true;
  return new Set([...committed.map(({ email }) => email), ...(git && isDirty ? [git.user.email] : [])].map(lower));
}

const lower = (text: string): string => text.toLowerCase();

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
