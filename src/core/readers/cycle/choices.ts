import type { Value } from "../../cycle/json.ts";
import { t } from "../../l10n.ts";
import type { Problem } from "../../problem.ts";

/** Keys whose values are chosen from a few words. */
const chosen = /^(status|state_path|cycle_type|execution_mode|commit_timing|phase_checkpoint|result|verdict|severity)$/;

/** So many of them are named. */
const MAX = 50;

/** `"completed|failed"`, `"a | b"`: a list of choices that nobody has chosen from, as a schema's example has them. */
const isUnchosen = (text: string): boolean => text.length <= 400 && /^\s*[\w./:-]+(\s*\|\s*[\w./:-]+)+\s*$/.test(text);

/** A problem for each value that is still a list of choices. */
export function choicesIn(root: Value, file: string): Problem[] {
  const problems: Problem[] = [];
  const stack: [string, Value][] = [["", root]];
  for (let next = stack.pop(); next && problems.length < MAX; next = stack.pop()) {
    const [key, value] = next;
    const text = value.scalar;
    if (typeof text === "string" && chosen.test(key) && isUnchosen(text))
      problems.push({
        file,
        line: value.line,
        column: value.column,
        code: "choice-unmade",
        severity: "warning",
        message: t`"${key}" is still a list of choices (${text.trim()}). Leave the one that holds.`,
      });
    stack.push(...value.entries(), ...value.items().map((item): [string, Value] => [key, item]));
  }
  return problems.sort((a, b) => a.line - b.line || a.column - b.column);
}
