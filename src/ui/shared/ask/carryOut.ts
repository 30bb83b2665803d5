import type { Change, Refusal } from "../../../core/index.ts";
import { applyIn } from "../../../host/vscode/changes.ts";
import type { FolderEngine } from "../../../host/vscode/folderEngine.ts";
import { followUp } from "../../../host/vscode/followUps.ts";
import type { Surface } from "../surface.ts";
import { showRefusal } from "./refusal.ts";

/** Applies a plan and does what follows; shows the refusal where there is one. True where the change stands in the files. */
export async function carryOut(surface: Surface, engine: FolderEngine, plan: Change | Refusal): Promise<boolean> {
  const refused = plan.kind === "refusal" ? plan : await applyIn(engine, plan);
  if (refused) {
    surface.log.info(`refused (${refused.code}): ${refused.message}`);
    await showRefusal(engine, refused);
    return false;
  }
  if (plan.kind === "change") {
    surface.log.info(`${plan.title}: ${plan.edits.map((edit) => edit.path).join(", ")}`);
    await followUp(engine, plan, surface.log);
  }
  return true;
}
