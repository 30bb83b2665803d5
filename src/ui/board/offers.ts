import type { Action, JudgedFeature, JudgedStage } from "../../core/index.ts";
import * as gate from "../shared/gateOffers.ts";
import { type BoardCommand, boardCommands, type Offer } from "./protocol.ts";

const known = new Set<string>(boardCommands);

/** What can be done with a gate. Its documents stand on the board themselves. */
export function offersAt(feature: JudgedFeature, stage: JudgedStage, isTrusted: boolean): Offer[] {
  const offers = gate.offersAt(feature, stage, isTrusted).filter(({ command }) => known.has(command));
  const main = stage.state === "ready" && offers.some(({ context }) => context === "approve") ? "approve" : "advance";
  return offers.map(({ command, label, context }) => ({
    command: command as BoardCommand,
    label: label(),
    stage: stage.path,
    ...(context === main && { isMain: true }),
  }));
}

/** The process's own actions: those of the feature as a whole, and those at the stage that is looked at. */
export function actionsAt(actions: readonly Action[], stage: JudgedStage | undefined): Offer[] {
  const at = stage?.path ?? [];
  return actions
    .filter((action) => !action.stage || action.stage.every((id, depth) => id === at[depth]))
    .map(({ id, title, stage: own }) => ({
      command: "runAction",
      label: title,
      action: id,
      ...((own ?? stage?.path) && { stage: own ?? stage?.path ?? [] }),
    }));
}
