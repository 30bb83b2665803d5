import { l10n } from "vscode";
import type { Finding } from "../../../core/index.ts";
import { weighty } from "../found.ts";

export { findingsAt, findingsWithin, weighty } from "../found.ts";

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
