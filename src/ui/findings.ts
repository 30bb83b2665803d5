import { l10n } from "vscode";
import type { Finding, JudgedFeature, JudgedStage } from "../core/index.ts";

/** The findings about one stage itself. */
export const findingsAt = ({ findings }: JudgedFeature, stage: JudgedStage): Finding[] =>
  findings.filter((finding) => finding.stage === stage.path.join("/"));

/** What weighs: before a folder is adopted a missing approval is worth knowing and no more. */
export const weighty = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ severity }) => severity !== "info");

/** `1 violation · 2 contradictions`; empty where there is neither. A stale approval is a state of its own and not counted. */
export function countFindings(findings: readonly Finding[]): string {
  const violations = weighty(findings).filter(({ kind }) => kind === "violation").length;
  const contradictions = weighty(findings).filter(({ kind }) => kind === "contradiction").length;
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

/** What a finding is, in a word. */
export function findingWord({ kind, severity }: Finding): string {
  if (severity === "info") return l10n.t("Note");
  if (kind === "violation") return l10n.t("Violation");
  return kind === "stale" ? l10n.t("Stale approval") : l10n.t("Contradiction");
}
