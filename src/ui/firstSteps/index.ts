import { type Disposable, type ExtensionContext, commands as editor, l10n, Uri, window, workspace } from "vscode";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import { registerCommand } from "../shared/command.ts";
import { commands } from "../shared/ids.ts";
import type { Surface } from "../shared/surface.ts";
import { openWalkthrough } from "./walkthrough.ts";

/** The walkthrough, and a workspace to try things in. */
export function registerFirstSteps(surface: Surface, context: ExtensionContext): Disposable {
  const store = new DisposableStore();
  store.add(registerCommand(surface, commands.openSample, () => openSample(surface, context)));
  store.add(
    registerCommand(surface, commands.getStarted, () => openWalkthrough(`${context.extension.id}#plangate.firstSteps`)),
  );
  return store;
}

/**
 * Opens a copy of the sample workspace that comes with the extension. The copy lies in the extension's own storage and
 * is the person's to change; it is made anew only where they say so.
 */
async function openSample(surface: Surface, { extensionUri, globalStorageUri }: ExtensionContext): Promise<void> {
  const folder = Uri.joinPath(globalStorageUri, "sample", "parcelway");
  const choice = (await exists(folder)) ? await askWhich() : "anew";
  if (choice === undefined) return;
  if (choice === "anew" && !(await copySample(surface, Uri.joinPath(extensionUri, "dist/sample"), folder))) {
    if (!(await isWantedWithoutGit())) return;
  }
  const forceNewWindow = (workspace.workspaceFolders ?? []).length > 0;
  await editor.executeCommand("vscode.openFolder", folder, { forceNewWindow });
}

/**
 * Makes the copy beside its place and moves it there when it is whole: one that broke off is never taken for the sample.
 * False where it could not be made a git repository.
 */
async function copySample({ log }: Surface, sample: Uri, folder: Uri): Promise<boolean> {
  const made = folder.with({ path: `${folder.path}.new` });
  if (await exists(made)) await workspace.fs.delete(made, { recursive: true });
  await workspace.fs.copy(sample, made);
  const { initRepository } = await import("../../host/node/initRepository.ts");
  const flaw = made.scheme === "file" ? await initRepository(made.fsPath, "Sample workspace") : undefined;
  if (flaw !== undefined) log.warn(flaw);
  if (await exists(folder)) await workspace.fs.delete(folder, { recursive: true });
  await workspace.fs.rename(made, folder);
  return flaw === undefined;
}

/** Said before the folder opens: the window that shows a message may be gone with the folder it was about. */
async function isWantedWithoutGit(): Promise<boolean> {
  const open = l10n.t("Open Without Git");
  const chosen = await window.showWarningMessage(
    l10n.t("The sample workspace could not be made a git repository."),
    {
      modal: true,
      detail: l10n.t(
        "Its gates, boxes and panels all work. What git knows is missing: history, who wrote what, and criteria that ask for a commit. Install git and start over to have it all; the log says what went wrong.",
      ),
    },
    open,
  );
  return chosen === open;
}

/** What the person did in the sample is theirs: it is thrown away only where they say so. */
async function askWhich(): Promise<"asItIs" | "anew" | undefined> {
  const asItIs = l10n.t("Open It As I Left It");
  const anew = l10n.t("Start Over");
  const chosen = await window.showInformationMessage(
    l10n.t("You have opened the sample workspace before."),
    { modal: true, detail: l10n.t("Starting over replaces your copy; what you changed in it is lost.") },
    asItIs,
    anew,
  );
  if (chosen === asItIs) return "asItIs";
  return chosen === anew ? "anew" : undefined;
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
