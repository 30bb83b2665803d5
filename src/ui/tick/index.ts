import { planTick, type StageItem } from "../../core/index.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { planIn } from "../../host/vscode/plans.ts";
import { carryOut } from "../carryOut.ts";
import type { Surface } from "../surface.ts";

/** Ticks or unticks a box in its file (C-5). True where the file now says so. */
export const ticker =
  (surface: Surface) =>
  async (engine: FolderEngine, item: StageItem): Promise<boolean> =>
    carryOut(surface, engine, await planIn(engine, (context) => planTick(item.file, item.line, context)));
