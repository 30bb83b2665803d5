import type * as z from "zod";
import { t } from "../l10n.ts";
import { either } from "../listing.ts";
import { approvalKeys, gateKeys, policyKeys, waiverKeys } from "./policy.ts";

/** What is wrong with a policy at one place, and what to do, in whole sentences. */
export interface Fault {
  path: (string | number)[];
  /** The key of the map at the path that is meant. */
  key?: string;
  message: string;
}

/** An issue of the schema in words that a team can act on; an unknown key is one fault each. */
export function faultsIn(issue: z.core.$ZodIssue, value: unknown): Fault[] {
  const path = issue.path.map((key) => (typeof key === "number" ? key : String(key)));
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ path, key, message: unknownKey(path, key) }));
  const name = nameOf(path);
  const found = said(valueAt(value, path));
  return [{ path, message: messageOf(issue, name, found) }];
}

function messageOf(issue: z.core.$ZodIssue, name: string, found: string): string {
  switch (issue.code) {
    case "invalid_type":
      return name === "" ? t`The file is ${found}, and has to be a map of keys.` : typeMessage(issue, name, found);
    case "too_small":
      return issue.origin === "array"
        ? t`${name} names nobody. Name at least one e-mail address, or leave the key out: then everybody may.`
        : t`${name} is ${found}, and has to be ${String(issue.minimum)} or more.`;
    case "too_big":
      return t`${name} is ${found}, and has to be ${String(issue.maximum)} or less.`;
    case "invalid_value":
      return t`${name} is ${found}, and has to be ${either(issue.values.map(String))}.`;
    case "invalid_format":
      return t`${name} is ${found}, which is no e-mail address. Write it as git knows the person, such as ada@example.org.`;
    default:
      return t`${name}: ${issue.message}.`;
  }
}

function typeMessage({ expected }: z.core.$ZodIssueInvalidType, name: string, found: string): string {
  switch (expected) {
    case "array":
      return t`${name} is ${found}, and has to be a list.`;
    case "boolean":
      return t`${name} is ${found}, and has to be true or false.`;
    case "object":
      return t`${name} is ${found}, and has to be a map of keys.`;
    case "string":
      return /^[\d.]+$|^(true|false)$/.test(found)
        ? t`${name} is ${found}, and has to be a text. Put it in quotes: "${found}".`
        : t`${name} is ${found}, and has to be a text.`;
    default:
      return t`${name} is ${found}, and has to be a whole number.`;
  }
}

/** `gates.0.needed` as a person counts: the first entry. */
const nameOf = (path: Fault["path"]): string =>
  path.map((key, at) => (typeof key === "number" ? `[${key + 1}]` : `${at > 0 ? "." : ""}${key}`)).join("");

/** A value in a few words. */
function said(value: unknown): string {
  if (value === null || value === undefined) return t`empty`;
  if (Array.isArray(value)) return t`a list`;
  if (typeof value === "object") return t`a map of keys`;
  const text = String(value);
  const short = text.length > 60 ? `${text.slice(0, 59)}…` : text;
  return typeof value === "string" ? `"${short}"` : short;
}

function valueAt(value: unknown, path: Fault["path"]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Record<string | number, unknown>)[key]
        : undefined,
    value,
  );
}

/** The maps of a policy: what each may say, and how a person finds it. */
const maps = [
  { where: () => t`at the top`, keys: Object.keys(policyKeys), is: (path: Fault["path"]) => path.length === 0 },
  {
    where: () => t`under approvals`,
    keys: Object.keys(approvalKeys),
    is: (path: Fault["path"]) => path[0] === "approvals",
  },
  {
    where: () => t`under waivers`,
    keys: Object.keys(waiverKeys),
    is: (path: Fault["path"]) => path.at(-1) === "waivers",
  },
  {
    where: () => t`in an entry of gates`,
    keys: Object.keys(gateKeys),
    is: (path: Fault["path"]) => path[0] === "gates",
  },
];

function unknownKey(path: Fault["path"], key: string): string {
  const keys = maps.find(({ is }) => is(path))?.keys ?? [];
  const shown = said(key).slice(1, -1);
  const name =
    path.length === 0
      ? t`There is no key "${shown}" at the top.`
      : t`There is no key "${shown}" under ${nameOf(path)}.`;
  const near = nearest(key, keys);
  if (near !== undefined) return t`${name} Did you mean "${near}"?`;
  const elsewhere = maps.filter((map) => map.keys.includes(key)).map(({ where }) => where());
  if (elsewhere.length > 0) return t`${name} It stands ${either(elsewhere)}.`;
  return t`${name} What may stand there: ${keys.join(", ")}.`;
}

/** The known word that a slip of the pen makes this one of: at most two letters away, and not more than a third of it. */
function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > 40) return undefined;
  const written = word.toLowerCase();
  const ranked = known.map((each) => ({ each, far: distance(written, each.toLowerCase()) }));
  ranked.sort((a, b) => a.far - b.far);
  const [best] = ranked;
  return best && best.far <= Math.min(2, Math.ceil(best.each.length / 3)) ? best.each : undefined;
}

/** How many letters are to be put in, left out or changed to make one word the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
