import { l10n, window } from "vscode";
import type { FolderEngine } from "../host/vscode/folderEngine.ts";

/** Who decides: the person git knows here. Without a name there is nobody to record, and the message says how to set one. */
export async function identityIn(engine: FolderEngine): Promise<{ name: string; email: string } | undefined> {
  const user = (await engine.ports.git())?.user;
  if (user && user.name !== "" && user.email !== "") return user;
  await window.showWarningMessage(
    l10n.t(
      'A decision is recorded under your git identity, and git knows none for this folder. Run `git init` where there is no repository yet, then `git config user.name "…"` and `git config user.email "…"`.',
    ),
  );
  return undefined;
}
