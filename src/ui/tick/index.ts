import { l10n } from "vscode";
import { planTick, type Refusal, type StageItem } from "../../core/index.ts";
import { applyIn } from "../../host/vscode/changes.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { planIn, refusal } from "../../host/vscode/plans.ts";
import { leadOn } from "../shared/ask/goOn.ts";
import { showRefusal } from "../shared/ask/refusal.ts";

export type Tick = (engine: FolderEngine, item: StageItem, wanted: boolean) => Promise<boolean>;

/**
 * Ticks or unticks a box in its file (C-5); true where the file now says what was wanted. One after the other: a click
 * that comes quickly after another must find the file as that one left it, not as the row showed it.
 */
export function ticker(): Tick {
  let last: Promise<unknown> = Promise.resolve();
  return (engine, item, wanted) => {
    const next = last.then(() => tick(engine, item, wanted));
    last = next.catch(() => undefined);
    return next.then((refused) => {
      if (refused) void showRefusal(engine, refused);
      return refused === undefined;
    });
  };
}

async function tick(engine: FolderEngine, item: StageItem, wanted: boolean): Promise<Refusal | undefined> {
  const { file, line } = item;
  const document = engine.workspace?.document(file);
  const now = document?.kind === "markdown" ? document.items.find((one) => one.line === line && one.box) : undefined;
  if (!document || now?.text !== item.text) return moved(engine, file);
  if ((now.state === "done") === wanted) return undefined;
  const plan = await planIn(engine, (context) => planTick(file, line, context));
  if (plan.kind === "refusal") return plan;
  // The line was found in the text as last read: in any other text it may be another box.
  if (plan.edits.some(({ expect, path }) => path === file && expect !== document.sha256)) return moved(engine, file);
  const before = engine.snapshot.features.filter(({ files }) => files.includes(file));
  const refused = await applyIn(engine, plan);
  if (!refused) for (const feature of before) await leadOn(engine, feature);
  return refused;
}

async function moved(engine: FolderEngine, file: string): Promise<Refusal> {
  await engine.refresh([file]);
  return refusal(
    "changed",
    l10n.t("{0} has changed in the meantime; nothing was ticked. Look again and repeat it.", file),
  );
}
