import type * as z from "zod";
import { isMissing, typeName } from "../issues.ts";
import { t } from "../l10n.ts";
import { either } from "../listing.ts";

type Issue = z.core.$ZodIssue;

/** What is wrong with a definition, said for people. `path` leads to the value; `key` names a key of it, where one is meant. */
export interface Fault {
  path: PropertyKey[];
  key?: string;
  message: string;
}

/** The faults that an issue of the schema stands for: unknown keys one by one, alternatives by the one that comes closest. */
export function faultsOf(issue: Issue, path: PropertyKey[] = issue.path): Fault[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ path, key, message: t`"${key}" is not known here` }));
  if (issue.code === "invalid_union") return unionFaults(issue, path);
  return [{ path, message: isMissing(issue) ? t`"${String(path.at(-1))}" is missing` : issue.message }];
}

function unionFaults({ errors, message }: Extract<Issue, { code: "invalid_union" }>, path: PropertyKey[]): Fault[] {
  const alternatives = errors.filter((issues) => issues.length > 0);
  // The alternative that is of the right type, if there is one, is what was meant: its faults say most.
  const meant = alternatives.filter((issues) => issues.every((issue) => !isTypeOfAll(issue)));
  const only = meant.length === 1 ? meant[0] : undefined;
  if (only) return only.flatMap((issue) => faultsOf(issue, [...path, ...issue.path]));
  const types = alternatives.flatMap((issues) =>
    issues.flatMap((issue) => (isTypeOfAll(issue) ? [issue.expected] : [])),
  );
  const keys = meant.flatMap((issues) => issues.flatMap((issue) => missingKey(issue) ?? []));
  if (keys.length > 0 && types.length === 0)
    return [{ path, message: t`One of ${[...new Set(keys)].join(", ")} is needed here` }];
  const expected = either([...new Set(types)].map(typeName));
  return [{ path, message: types.length > 0 ? t`Invalid input: expected ${expected}` : message }];
}

/** Whether an issue says that the value as a whole is of another type. */
const isTypeOfAll = (issue: Issue): issue is Extract<Issue, { code: "invalid_type" }> =>
  issue.code === "invalid_type" && issue.path.length === 0;

function missingKey(issue: Issue): string | undefined {
  return isMissing(issue) && issue.path.length === 1 ? String(issue.path[0]) : undefined;
}
