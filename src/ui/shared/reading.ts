import type { JudgedStage } from "../../core/index.ts";
import type { Target } from "./target.ts";

/** Where a person reads what a gate is about before they decide on it. */
export interface Reading {
  /** Whether all of it is in front of the person at this moment. */
  isInSight(target: Target, gate: JudgedStage): boolean;
  /** Brings all of it to the front; the focus stays where it is. */
  show(target: Target, gate: JudgedStage): void;
}
