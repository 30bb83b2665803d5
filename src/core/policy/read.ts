import { isMap, isNode, isScalar, parseDocument } from "yaml";
import { t } from "../l10n.ts";
import { linesOf, spanAt } from "../lines.ts";
import type { Problem } from "../problem.ts";
import { type Fault, faultsIn } from "./faults.ts";
import { type Policy, policySchema } from "./policy.ts";

/** So many faults of one file are told. */
const MAX = 30;

/** Reads the policy. Each fault is a problem with its place; with any, there is no policy: nothing counts as approved. */
export function readPolicy(file: string, text: string): { policy?: Policy; gateLines: number[]; problems: Problem[] } {
  const lines = linesOf(text);
  const problemAt = (offset: number, message: string): Problem => {
    const { line, column } = spanAt(lines, offset, offset);
    const told = t`${message} Until it is mended no approval, waiver or skip counts.`;
    return { file, line, column, code: "policy-invalid", severity: "error", message: told };
  };
  const broken = (problems: Problem[]): { gateLines: number[]; problems: Problem[] } => ({
    gateLines: [],
    problems: problems.sort((a, b) => a.line - b.line || a.column - b.column).slice(0, MAX),
  });
  const yaml = parseDocument(text, { prettyErrors: false });
  if (yaml.errors.length > 0)
    return broken(yaml.errors.map((error) => problemAt(error.pos[0], t`Not valid YAML: ${firstLine(error.message)}.`)));
  let value: unknown;
  try {
    value = yaml.toJS({ maxAliasCount: 20 }) ?? {};
  } catch (cause) {
    return broken([problemAt(0, t`Not valid YAML: ${firstLine((cause as Error).message)}.`)]);
  }
  const result = policySchema.safeParse(value);
  if (!result.success) {
    const faults = result.error.issues.flatMap((issue) => faultsIn(issue, value));
    return broken(faults.map((fault) => problemAt(offsetOf(yaml, fault), fault.message)));
  }
  const gateLines = (result.data.gates ?? []).map((_, index) => {
    const offset = offsetOf(yaml, { path: ["gates", index] });
    return spanAt(lines, offset, offset).line;
  });
  return { policy: result.data, gateLines, problems: [] };
}

/** The first line of a message, without its full stop. */
const firstLine = (text: string): string => (text.split("\n")[0] ?? "").replace(/[.:]$/, "");

/** Where a fault stands: at the key that is meant, else at the nearest value that the path leads to. */
function offsetOf(yaml: ReturnType<typeof parseDocument>, { path, key }: Pick<Fault, "path" | "key">): number {
  for (let length = path.length; length >= 0; length--) {
    const node: unknown = length === 0 ? yaml.contents : yaml.getIn(path.slice(0, length), true);
    const pair = isMap(node)
      ? node.items.find((each) => isScalar(each.key) && String(each.key.value) === key)
      : undefined;
    const meant = pair?.key ?? node;
    if (isNode(meant) && meant.range) return meant.range[0];
  }
  return 0;
}
