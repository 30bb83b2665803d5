import { l10n, ThemeColor, ThemeIcon } from "vscode";
import type { Criterion, GateState, JudgedStage, Severity, Verdict } from "../../../core/index.ts";

/** The state of a gate in a word, as people read and screen readers say it. */
export function stateWord(state: GateState): string {
  switch (state) {
    case "locked":
      return l10n.t("locked");
    case "open":
      return l10n.t("open");
    case "ready":
      return l10n.t("ready");
    case "passed":
      return l10n.t("passed");
    case "stale":
      return l10n.t("stale");
    case "waived":
      return l10n.t("waived");
    case "skipped":
      return l10n.t("skipped");
    case "blocked":
      return l10n.t("blocked");
  }
}

/** The state of a gate, and whether its mark alone says that it is passed. */
export const stageWord = ({ state, unverified }: Pick<JudgedStage, "state" | "unverified">): string =>
  unverified ? l10n.t("{0}, unverified", stateWord(state)) : stateWord(state);

const stateIcons: Record<GateState, [icon: string, color?: string]> = {
  locked: ["lock", "disabledForeground"],
  open: ["circle-large-outline", "charts.blue"],
  ready: ["bell-dot", "problemsWarningIcon.foreground"],
  passed: ["pass-filled", "testing.iconPassed"],
  stale: ["history", "list.warningForeground"],
  waived: ["law", "charts.purple"],
  skipped: ["debug-step-over", "testing.iconSkipped"],
  blocked: ["error", "testing.iconFailed"],
};

const themeIcon = ([icon, color]: [string, string?]): ThemeIcon =>
  new ThemeIcon(icon, color === undefined ? undefined : new ThemeColor(color));

/** A gate's state as a picture; each state has a shape of its own, colour only helps. */
export const stateIcon = (stage: Pick<JudgedStage, "state" | "unverified">): ThemeIcon =>
  stage.state === "passed" && stage.unverified
    ? themeIcon(["unverified", "testing.iconPassed"])
    : themeIcon(stateIcons[stage.state]);

/** The state's picture for texts that take `$(icon)`. */
export const stateCodicon = (state: GateState): string => `$(${stateIcons[state][0]})`;

/** A criterion's verdict in a word. */
export function verdictWord(verdict: Verdict): string {
  switch (verdict) {
    case "met":
      return l10n.t("met");
    case "unmet":
      return l10n.t("unmet");
    case "unknown":
      return l10n.t("unknown");
    case "notApplicable":
      return l10n.t("not applicable");
  }
}

const verdictIcons: Record<Verdict, [string, string?]> = {
  met: ["check", "testing.iconPassed"],
  unmet: ["x", "testing.iconFailed"],
  unknown: ["question", "list.warningForeground"],
  notApplicable: ["dash", "disabledForeground"],
};

/** A verdict as a picture. What only warns or informs looks like that while it is unmet. */
export const verdictIcon = (verdict: Verdict, severity: Severity): ThemeIcon => {
  if (verdict !== "unmet" || severity === "error") return themeIcon(verdictIcons[verdict]);
  return severity === "warning"
    ? themeIcon(["warning", "list.warningForeground"])
    : themeIcon(["info", "problemsInfoIcon.foreground"]);
};

/** A verdict's picture for texts that take `$(icon)`. */
export const verdictCodicon = (verdict: Verdict, severity: Severity): string =>
  `$(${verdictIcon(verdict, severity).id})`;

/** `3/7`: how much of a gate holds, its approval counted as one. */
export const share = (met: number, total: number): string => `${met}/${total}`;

/** How a criterion stands, in a word: what only warns or informs says so instead of being unmet. */
export const criterionWord = ({ verdict, severity }: Pick<Criterion, "verdict" | "severity">): string =>
  verdict === "unmet" && severity !== "error" ? severityWord(severity) : verdictWord(verdict);

/** How bad something is, in a word. */
export function severityWord(severity: Severity): string {
  if (severity === "error") return l10n.t("error");
  return severity === "warning" ? l10n.t("warning") : l10n.t("information");
}
