import { l10n, ThemeIcon } from "vscode";
import type { GroupNode } from "../nodes.ts";
import type { Row } from "../row.ts";

/** A row that only gathers others. */
export function groupRow({ kind, owner, rows }: GroupNode): Row {
  const labels = {
    archived: l10n.t("Archived"),
    offers: l10n.t("Ready to start"),
    problems: l10n.t("Problems"),
  };
  const icons = { archived: "archive", offers: "rocket", problems: "info" };
  return {
    id: `group/${kind}/${owner}`,
    label: labels[kind],
    description: String(rows.length),
    spoken: `${labels[kind]}, ${rows.length}`,
    icon: new ThemeIcon(icons[kind]),
    open: kind === "offers",
  };
}
