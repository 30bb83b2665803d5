import { commands } from "./ids.ts";

const ids: { reviewGate?: string; approveGate: string } = commands;

/** Opens a gate's review; where there is no panel for it, approving shows the same texts before it asks. */
export const reviewCommand: string = ids.reviewGate ?? ids.approveGate;
