import { type DataTransfer, l10n, type TreeDragAndDropController, Uri, window } from "vscode";
import type { Surface } from "../shared/surface.ts";
import type { Node } from "./nodes.ts";

const uriList = "text/uri-list";

/** Files that are dropped on a row are added as evidence there: files of the Explorer, tabs of editors, files of the system. */
export const dropsOfFiles = (
  surface: Surface,
  add: (row: Node, files: readonly Uri[]) => Promise<boolean>,
): TreeDragAndDropController<Node> => ({
  dragMimeTypes: [],
  dropMimeTypes: [uriList, "files"],
  async handleDrop(row, transfer) {
    const files = await filesIn(transfer);
    if (files.length === 0) {
      void window.showInformationMessage(l10n.t("Only files can be added as evidence: what was dropped names none."));
      return;
    }
    const isPlace = row !== undefined && "stage" in row;
    if (!isPlace) {
      void window.showInformationMessage(
        l10n.t("Drop a file on a stage, a gate or a check box to add it as evidence."),
      );
      return;
    }
    // The view waits for the end of a drop, and a question may stand for as long as it likes.
    void add(row, files).catch((error: unknown) => surface.log.error("adding evidence failed", error));
  },
});

async function filesIn(transfer: DataTransfer): Promise<Uri[]> {
  const listed = await transfer.get(uriList)?.asString();
  const uris = (listed ?? "").split(/\r\n|\r|\n/).flatMap((line) => uriIn(line.trim()));
  if (uris.length > 0) return uris;
  return [...transfer].flatMap(([, item]) => item.asFile()?.uri ?? []);
}

/** Lines that begin with `#` are remarks, as the type of such a list has it. */
function uriIn(line: string): Uri[] {
  if (line === "" || line.startsWith("#")) return [];
  try {
    return [Uri.parse(line, true)];
  } catch {
    return [];
  }
}
