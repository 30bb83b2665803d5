import { l10n, window } from "vscode";
import { identityIn } from "../../../host/node/git.ts";
import type { FolderEngine } from "../../../host/vscode/folderEngine.ts";

export interface Identity {
  name: string;
  email: string;
}

/** Who decides: the person git knows here. Without a name there is nobody to record, and the message says how to set one. */
export async function askIdentity(engine: FolderEngine): Promise<Identity | undefined> {
  const user = await identityIn(engine.folder.uri.fsPath);
  if (user.name !== "" && user.email !== "") return user;
  await window.showWarningMessage(
    l10n.t(
      'A decision is recorded under your git identity, and git knows none here. Run `git config --global user.name "…"` and `git config --global user.email "…"`, then try again.',
    ),
  );
  return undefined;
}
