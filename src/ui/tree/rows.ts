import { l10n, ThemeIcon } from "vscode";
import type { FolderNode, HistoryNode, Node } from "./nodes.ts";
import type { Row } from "./row.ts";
import { approvalRow } from "./rows/approval.ts";
import { artifactRow } from "./rows/artifact.ts";
import { criterionRow } from "./rows/criterion.ts";
import { eventRow } from "./rows/event.ts";
import { featureRow } from "./rows/feature.ts";
import { findingRow } from "./rows/finding.ts";
import { groupRow } from "./rows/group.ts";
import { itemRow } from "./rows/item.ts";
import { offerRow } from "./rows/offer.ts";
import { problemRow } from "./rows/problem.ts";
import { stageRow } from "./rows/stage.ts";
import type { Grouping } from "./scene.ts";

/** What a node shows; each kind says it in a file of its own. What stands above a row already is not said again. */
export function rowOf(node: Node, grouping: Grouping = "nothing"): Row {
  switch (node.kind) {
    case "folder":
      return folderRow(node);
    case "feature":
      return featureRow(node, grouping !== "process" || node.feature.archived);
    case "stage":
      return stageRow(node);
    case "finding":
      return findingRow(node);
    case "criterion":
      return criterionRow(node);
    case "approval":
      return approvalRow(node);
    case "artifact":
      return artifactRow(node);
    case "item":
      return itemRow(node);
    case "offer":
      return offerRow(node);
    case "history":
      return historyRow(node);
    case "event":
      return eventRow(node);
    case "problem":
      return problemRow(node);
    default:
      return groupRow(node);
  }
}

/** What git's log does not reach back to is not known, and no history is then whole. */
function historyRow({ engine, feature }: HistoryNode): Row {
  const isCutOff = engine.workspace?.facts().git?.truncated === true;
  const cutOff = l10n.t("Git's log is cut off here: what came before is not known.");
  return {
    id: `history/${feature.id}`,
    label: l10n.t("History"),
    ...(isCutOff && { description: l10n.t("cut off"), tooltip: [l10n.t("History"), cutOff] }),
    spoken: isCutOff
      ? l10n.t("history of {0}, cut off: what came before is not known", feature.title)
      : l10n.t("history of {0}", feature.title),
    icon: new ThemeIcon("history"),
  };
}

const folderRow = ({ engine }: FolderNode): Row => ({
  id: "",
  label: engine.folder.name,
  spoken: l10n.t("folder {0}", engine.folder.name),
  icon: ThemeIcon.Folder,
  open: true,
});
