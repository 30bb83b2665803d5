import * as z from "zod";

/** Where a team writes down what its approvals need. */
export const policyFile = ".plangate/config.yaml";

/** Who a person is to git: no more is asked of an address than that it has a name and a place. */
const person = z
  .string()
  .regex(/^[^\s@]+@[^\s@]+$/)
  .describe("An e-mail address as git knows the person; capital letters do not matter");

export const approvalKeys = {
  needed: z.number().int().min(1).max(20).optional().describe("How many people must approve a gate; 1 by default"),
  by: z.array(person).min(1).optional().describe("Who may approve; everybody by default"),
  author: z
    .boolean()
    .optional()
    .describe(
      "Whether a person may approve a text that they committed themselves, or are a co-author of; true by default",
    ),
  unbound: z
    .enum(["refuse", "accept"])
    .optional()
    .describe(
      "Whether an approval file that names no content counts, where one approval by anybody is enough; refuse by default",
    ),
  unsigned: z
    .enum(["accept", "refuse"])
    .optional()
    .describe(
      "Whether approvals, waivers and skips count without a valid SSH signature of the person they name; accept by default",
    ),
};

export const waiverKeys = {
  allowed: z
    .boolean()
    .optional()
    .describe("Whether a gate may be waived at all; true by default. Skipping a conditional stage is no waiver"),
  longest: z
    .number()
    .int()
    .min(1)
    .max(3650)
    .optional()
    .describe("For how many days a waiver holds at most, also one that names no end; as long as it says by default"),
  by: z
    .array(person)
    .min(1)
    .optional()
    .describe("Who may waive a gate, and skip a conditional stage; everybody by default"),
};

export const gateKeys = {
  process: z.string().optional().describe("Only gates of this process, by its id; every process by default"),
  gate: z
    .string()
    .optional()
    .describe("Only this gate, by its path: the ids from the top down, joined by /; every gate by default"),
  ...approvalKeys,
  waivers: z.strictObject(waiverKeys).optional().describe("What differs for waivers and skips there"),
};

export const policyKeys = {
  approvals: z.strictObject(approvalKeys).optional().describe("What an approval needs, at every gate"),
  gates: z
    .array(z.strictObject(gateKeys))
    .optional()
    .describe("What differs at some gates. A later entry wins over an earlier one, each key by itself"),
  waivers: z.strictObject(waiverKeys).optional().describe("What a waiver or a skip needs, at every gate"),
};

export const policySchema = z
  .strictObject(policyKeys)
  .describe("What a team asks of approvals and waivers. Without this file one approval by anybody is enough.");

/** What a team asks of its decisions, as `.plangate/config.yaml` says it. */
export type Policy = z.infer<typeof policySchema>;

/** What the policy asks at one gate, everything decided (P-5). */
export interface GatePolicy {
  needed: number;
  /** E-mail addresses in lower case; undefined is everybody. */
  by: string[] | undefined;
  author: boolean;
  unbound: "refuse" | "accept";
  /** Binds waivers and skips as well. */
  unsigned: "accept" | "refuse";
  waivers: WaiverPolicy;
}

/** What the policy asks of waivers and skips at one gate. */
export interface WaiverPolicy {
  allowed: boolean;
  /** In days; undefined is without an end. */
  longest: number | undefined;
  /** E-mail addresses in lower case; undefined is everybody. */
  by: string[] | undefined;
}

/** The policy at one gate: the general part, overruled by each entry that is about the gate, in order. */
export function policyAt(policy: Policy, process: string, gate: string): GatePolicy {
  const { approvals = {}, gates = [], waivers = {} } = policy;
  const about = gates.filter((each) => (each.process ?? process) === process && (each.gate ?? gate) === gate);
  const merged: NonNullable<Policy["approvals"]> = Object.assign({}, approvals, ...about);
  const bypass: NonNullable<Policy["waivers"]> = Object.assign({}, waivers, ...about.map((each) => each.waivers));
  return {
    needed: merged.needed ?? 1,
    by: merged.by?.map(addressOf),
    author: merged.author ?? true,
    unbound: merged.unbound ?? "refuse",
    unsigned: merged.unsigned ?? "accept",
    waivers: { allowed: bypass.allowed ?? true, longest: bypass.longest, by: bypass.by?.map(addressOf) },
  };
}

/** An address as it is compared: two people are one where these are the same. */
export const addressOf = (email: string): string => email.trim().toLowerCase();
