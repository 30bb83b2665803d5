import { l10n, ThemeIcon } from "vscode";
import { startOf } from "../../../core/index.ts";
import type { ArtifactNode } from "../nodes.ts";
import type { Row } from "../row.ts";

/** One of several documents of a gate. */
export const artifactRow = ({ exists, feature, path, stage }: ArtifactNode): Row => ({
  id: `artifact/${feature.id}/${stage.path.join("/")}/${path}`,
  label: path.split("/").at(-1) ?? path,
  description: exists ? "" : l10n.t("not there yet"),
  tooltip: [path],
  spoken: exists ? l10n.t("document {0}", path) : l10n.t("document {0}, not there yet", path),
  icon: new ThemeIcon(exists ? "file" : "circle-dashed"),
  place: exists ? startOf(path) : undefined,
});
