import { parseDocument } from "yaml";
import * as z from "zod";
import { linesOf, spanAt } from "../lines.ts";
import type { Problem } from "../problem.ts";

/** Where a team writes down what its approvals need. */
export const policyFile = ".plangate/config.yaml";

const approvals = {
  needed: z.number().int().min(1).max(20).optional().describe("How many people must approve a gate; 1 by default"),
  by: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe("Who may approve, by e-mail address as git knows them; everybody by default"),
  author: z
    .boolean()
    .optional()
    .describe("Whether a person may approve a text that they committed themselves; true by default"),
  unbound: z
    .enum(["refuse", "accept"])
    .optional()
    .describe("Whether an approval file that names no content counts as an approval; refuse by default"),
};

export const policySchema = z.strictObject({
  approvals: z.strictObject(approvals).optional().describe("What an approval needs, at every gate"),
  gates: z
    .array(
      z.strictObject({
        process: z.string().optional().describe("Only gates of this process"),
        gate: z.string().optional().describe("Only gates of this path, ids joined by /"),
        ...approvals,
      }),
    )
    .optional()
    .describe("What differs at some gates; a later entry wins over an earlier one"),
  waivers: z
    .strictObject({
      allowed: z.boolean().optional().describe("Whether a gate may be waived at all; true by default"),
      longest: z
        .number()
        .int()
        .min(1)
        .max(3650)
        .optional()
        .describe("For how many days a waiver holds at most, also one that names no end"),
    })
    .optional(),
});

/** What a team asks of its decisions, as `.plangate/config.yaml` says it. */
export type Policy = z.infer<typeof policySchema>;

/** What the policy asks at one gate, everything decided (P-5). */
export interface GatePolicy {
  needed: number;
  /** E-mail addresses in lower case; undefined is everybody. */
  by: string[] | undefined;
  author: boolean;
  unbound: "refuse" | "accept";
  waivers: { allowed: boolean; longest: number | undefined };
}

/** Reads the policy. A broken one is a problem with its place, and there is no policy then: nothing counts as approved. */
export function readPolicy(file: string, text: string): { policy?: Policy; gateLines: number[]; problems: Problem[] } {
  const lines = linesOf(text);
  const report = (offset: number, message: string): { gateLines: number[]; problems: Problem[] } => {
    const { line, column } = spanAt(lines, offset, offset);
    const told = `${message} Until it is mended no approval counts.`;
    return {
      gateLines: [],
      problems: [{ file, line, column, code: "policy-invalid", severity: "error", message: told }],
    };
  };
  const yaml = parseDocument(text, { prettyErrors: false });
  const [error] = yaml.errors;
  if (error) return report(error.pos[0], `Not valid YAML: ${error.message.split("\n")[0]}.`);
  let value: unknown;
  try {
    value = yaml.toJS({ maxAliasCount: 20 }) ?? {};
  } catch (cause) {
    return report(0, `Not valid YAML: ${(cause as Error).message}.`);
  }
  const result = policySchema.safeParse(value);
  const offsetAt = (path: (string | number)[]): number =>
    (yaml.getIn(path, true) as { range?: [number, number, number] } | undefined)?.range?.[0] ?? 0;
  if (result.success) {
    const gateLines = (result.data.gates ?? []).map((_, index) => {
      const offset = offsetAt(["gates", index]);
      return spanAt(lines, offset, offset).line;
    });
    return { policy: result.data, gateLines, problems: [] };
  }
  const [issue] = result.error.issues;
  const path = (issue?.path ?? []).map((key) => (typeof key === "symbol" ? String(key) : key));
  let offset = 0;
  for (let length = path.length; length > 0 && offset === 0; length--) {
    offset = offsetAt(path.slice(0, length));
  }
  return report(offset, `${path.length > 0 ? `${path.join(".")}: ` : ""}${issue?.message ?? "not understood"}.`);
}

/** The policy at one gate: the general part, overruled by each entry that is about the gate, in order. */
export function policyAt(policy: Policy, process: string, gate: string): GatePolicy {
  const { approvals = {}, gates = [], waivers = {} } = policy;
  const about = gates.filter((each) => (each.process ?? process) === process && (each.gate ?? gate) === gate);
  const merged: NonNullable<Policy["approvals"]> = Object.assign({}, approvals, ...about);
  return {
    needed: merged.needed ?? 1,
    by: merged.by?.map((who) => who.trim().toLowerCase()),
    author: merged.author ?? true,
    unbound: merged.unbound ?? "refuse",
    waivers: { allowed: waivers.allowed ?? true, longest: waivers.longest },
  };
}
