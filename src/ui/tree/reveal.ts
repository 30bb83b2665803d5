import { l10n, type TreeView, window } from "vscode";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { pathOf } from "../../host/vscode/paths.ts";
import type { Surface } from "../shared/surface.ts";
import { inMessage } from "../shared/text/editorText.ts";
import { noFilter } from "./filter.ts";
import type { Look } from "./look.ts";
import type { Node } from "./nodes.ts";
import type { FeaturesProvider } from "./provider.ts";
import { rowOf } from "./rows.ts";

/** The view with all that finding a row in it needs. */
export interface Revealing {
  surface: Surface;
  view: TreeView<Node>;
  provider: FeaturesProvider;
  look: Look;
}

/** Shows the row that the active editor's line is about. What a filter hides is shown once the person says so. */
export async function revealActive({ surface, view, provider, look }: Revealing): Promise<void> {
  const found = active(surface);
  const node = found && provider.nodeAt(found.engine, found.path, found.line);
  if (!node) {
    await window.showInformationMessage(
      found
        ? l10n.t("{0} belongs to no feature that Plangate knows.", inMessage(found.path))
        : l10n.t("Open a document of a feature first: it is shown here then."),
    );
    return;
  }
  if (isHidden(node, provider)) {
    const clear = l10n.t("Clear Filter");
    const chosen = await window.showInformationMessage(
      l10n.t("The filter hides the feature of {0}.", inMessage(found.path)),
      clear,
    );
    if (chosen !== clear) return;
    await look.show(noFilter);
    return revealActive({ surface, view, provider, look });
  }
  await view.reveal(node, { select: true, focus: true, expand: node.kind !== "item" });
}

/**
 * Follows the active editor, as the Explorer does: only while the view is in sight, without taking the focus, and not
 * where the row that led to the file is still selected.
 */
export async function followActive({ surface, view, provider }: Revealing): Promise<void> {
  const found = view.visible ? active(surface) : undefined;
  if (!found) return;
  const [selected] = view.selection;
  if (selected?.engine === found.engine && rowOf(selected).place?.file === found.path) return;
  const node = provider.nodeAt(found.engine, found.path, found.line);
  if (!node || isHidden(node, provider)) return;
  await view.reveal(node, { select: true, focus: false, expand: false });
}

const isHidden = (node: Node, { scene }: FeaturesProvider): boolean =>
  "feature" in node && scene.shown(node.engine, node.feature) === undefined;

function active({ folders }: Surface): { engine: FolderEngine; path: string; line: number } | undefined {
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  for (const engine of folders.all) {
    const path = pathOf(engine.folder, editor.document.uri);
    if (path !== undefined) return { engine, path, line: editor.selection.active.line + 1 };
  }
  return undefined;
}
