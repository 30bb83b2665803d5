import { l10n, ThemeIcon } from "vscode";
import type { GroupNode } from "../nodes.ts";
import type { Row } from "../row.ts";

const icons: Record<GroupNode["kind"], string> = {
  archived: "archive",
  offers: "rocket",
  problems: "info",
  byProcess: "layers",
  byFolder: "folder",
};

/** A row that only gathers others. */
export function groupRow({ kind, owner, rows, title }: GroupNode): Row {
  const label = title ?? labelOf(kind);
  const gathers = kind === "byProcess" || kind === "byFolder";
  return {
    id: `group/${kind}/${owner}`,
    label,
    description: String(rows.length),
    spoken: gathers ? spokenGroup(label, rows.length) : `${label}, ${rows.length}`,
    icon: new ThemeIcon(icons[kind]),
    open: kind === "offers" || gathers,
  };
}

const spokenGroup = (label: string, count: number): string =>
  count === 1 ? l10n.t("{0}, 1 feature", label) : l10n.t("{0}, {1} features", label, count);

function labelOf(kind: GroupNode["kind"]): string {
  if (kind === "archived") return l10n.t("Archived");
  return kind === "offers" ? l10n.t("Ready to start") : l10n.t("Problems");
}
