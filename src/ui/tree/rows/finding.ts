import { l10n } from "vscode";
import type { Finding, JudgedFeature, JudgedStage } from "../../../core/index.ts";
import type { FindingNode } from "../nodes.ts";
import type { Row } from "../row.ts";
import { severityIcon } from "./severity.ts";

/** A violation, contradiction or stale approval, under the gate that it is about. */
export function findingRow({ feature, finding, index }: FindingNode): Row {
  const kind = findingWord(finding.kind);
  return {
    id: `finding/${feature.id}/${index}/${finding.code}`,
    label: kind,
    description: finding.message,
    tooltip: [`${kind}: ${finding.message}`, `${finding.place.file}:${finding.place.line}`],
    spoken: `${kind}: ${finding.message}`,
    icon: severityIcon(finding.severity),
    place: finding.place,
  };
}

function findingWord(kind: Finding["kind"]): string {
  if (kind === "violation") return l10n.t("Violation");
  return kind === "stale" ? l10n.t("Stale approval") : l10n.t("Contradiction");
}

/** The findings about one stage itself. */
export const findingsAt = ({ findings }: JudgedFeature, stage: JudgedStage): Finding[] =>
  findings.filter((finding) => finding.stage === stage.path.join("/"));

/** `1 violation · 2 contradictions`; empty where there is neither. */
export function countFindings(findings: readonly Finding[]): string {
  const violations = findings.filter(({ kind }) => kind === "violation").length;
  const contradictions = findings.filter(({ kind }) => kind === "contradiction").length;
  return [
    violations === 1 ? l10n.t("1 violation") : violations > 1 ? l10n.t("{0} violations", violations) : "",
    contradictions === 1
      ? l10n.t("1 contradiction")
      : contradictions > 1
        ? l10n.t("{0} contradictions", contradictions)
        : "",
  ]
    .filter(Boolean)
    .join(" · ");
}
