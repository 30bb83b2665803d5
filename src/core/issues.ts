import * as z from "zod";
import { t } from "./l10n.ts";

/**
 * What is wrong with a value, for a parse's `error`: the schema library's own English words, so that they can be
 * translated. What a schema says itself comes before it; what our schemas never give keeps the library's words.
 */
export const issueWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case "invalid_type":
      return t`Invalid input: expected ${typeName(issue.expected)}, received ${typeName(z.core.util.parsedType(issue.input))}`;
    case "invalid_value":
      return issue.values.length === 1
        ? t`Invalid input: expected ${z.core.util.joinValues(issue.values)}`
        : t`Invalid option: expected one of ${z.core.util.joinValues(issue.values, "|")}`;
    case "too_small":
      return tooSmall(issue.origin, String(issue.minimum), issue.inclusive === true);
    case "invalid_format":
      return issue.format === "regex" ? t`Invalid string: must match pattern ${String(issue.pattern)}` : undefined;
    case "invalid_union":
      return t`Invalid input`;
    default:
      return undefined;
  }
};

function tooSmall(origin: string, least: string, isInclusive: boolean): string | undefined {
  if (origin === "array" && isInclusive) return t`Too small: expected array to have >=${least} items`;
  if (origin === "string" && isInclusive) return t`Too small: expected string to have >=${least} characters`;
  if (origin !== "number") return undefined;
  return isInclusive ? t`Too small: expected number to be >=${least}` : t`Too small: expected number to be >${least}`;
}

/** The types that a YAML file's values have; other names are said as they are. */
export function typeName(type: string): string {
  switch (type) {
    case "array":
      return t`array`;
    case "boolean":
      return t`boolean`;
    case "int":
      return t`int`;
    case "nan":
      return "NaN";
    case "number":
      return t`number`;
    case "object":
    case "record":
      return t`object`;
    case "string":
      return t`string`;
    default:
      return type;
  }
}

/** Whether an issue says that a value is not there at all; the parse has to report its input. */
export const isMissing = (issue: z.core.$ZodIssue): boolean =>
  issue.code === "invalid_type" && "input" in issue && issue.input === undefined;
