import { commands, type Disposable, l10n, window, workspace } from "vscode";
import type { Surface } from "./surface.ts";
import { inMessage } from "./text/editorText.ts";

/** Registers a command that only looks. An unexpected failure goes to the log, one sentence of it to the person. */
export function registerCommand(
  surface: Surface,
  id: string,
  run: (argument: unknown) => Promise<unknown>,
): Disposable {
  return commands.registerCommand(id, async (argument: unknown) => {
    try {
      await surface.folders.whenRead();
      await run(argument);
    } catch (error) {
      surface.log.error(`${id} failed`, error);
      const show = l10n.t("Show Log");
      const reason = error instanceof Error ? error.message : String(error);
      const chosen = await window.showErrorMessage(
        l10n.t("Plangate could not finish this: {0}", inMessage(reason)),
        show,
      );
      if (chosen === show) surface.log.show();
    }
  });
}

/** Registers a command that writes. The manifest's `enablement` greys it out; a keybinding or another extension gets here all the same. */
export function registerAction(surface: Surface, id: string, run: (argument: unknown) => Promise<unknown>): Disposable {
  return registerCommand(surface, id, async (argument) => {
    if (workspace.isTrusted) return run(argument);
    const manage = l10n.t("Manage Workspace Trust");
    const chosen = await window.showInformationMessage(
      l10n.t("This workspace is in Restricted Mode: Plangate reads it and writes nothing."),
      manage,
    );
    if (chosen === manage) await commands.executeCommand("workbench.trust.manage");
  });
}
