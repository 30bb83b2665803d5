import type { PolicyDocument } from "../document.ts";
import type { Problem } from "../problem.ts";
import type { Process } from "../process/process.ts";
import type { StageDefinition } from "../process/schema.ts";
import { like } from "../words.ts";

/**
 * What a policy says that can have no effect: a gate or a process that nothing here has, more approvals than there are
 * people who may give them. A rule that a team believes in must not be void by a slip.
 */
export function unusedIn({ path, policy, gateLines }: PolicyDocument, processes: readonly Process[]): Problem[] {
  if (!policy) return [];
  const report = (line: number, message: string): Problem => ({
    file: path,
    line,
    column: 1,
    code: "policy-unused",
    severity: "warning",
    message,
  });
  const tooFew = ({
    needed = 1,
    by,
  }: {
    needed?: number | undefined;
    by?: string[] | undefined;
  }): string | undefined =>
    by && by.length < needed
      ? `${needed} approvals are needed, and only ${by.length} may give them: no gate can be approved.`
      : undefined;
  const general = tooFew(policy.approvals ?? {});
  return [
    ...(general === undefined ? [] : [report(1, general)]),
    ...(policy.gates ?? []).flatMap((entry, index): Problem[] => {
      const line = gateLines[index] ?? 1;
      const about = processes.filter(({ id }) => entry.process === undefined || id === entry.process);
      const gate = entry.gate;
      if (about.length === 0)
        return [report(line, `There is no process "${entry.process}" here, so this entry is about nothing.`)];
      if (gate !== undefined && !about.some(({ definition }) => hasGate(definition.stages, gate.split("/"))))
        return [
          report(
            line,
            `No gate can be called "${gate}" there: name its path of ids, as plangate status --json gives it.`,
          ),
        ];
      const few = tooFew({ ...policy.approvals, ...entry });
      return few === undefined ? [] : [report(line, few)];
    }),
  ];
}

/** Whether a process can have a stage at a path. What a source makes may be called anything that fits its pattern. */
function hasGate(stages: readonly StageDefinition[], path: readonly string[]): boolean {
  const [first = "", ...rest] = path;
  return stages.some((stage) => {
    if (stage.each?.cycle !== undefined) return true;
    if (!like(first, stage.id.replace(/\{\w+\}/g, "*"))) return false;
    return rest.length === 0 || hasGate(stage.stages ?? [], rest);
  });
}
