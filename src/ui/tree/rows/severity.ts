import { ThemeColor, ThemeIcon } from "vscode";
import type { Severity } from "../../../core/index.ts";

/** A severity as the Problems panel draws it. */
export const severityIcon = (severity: Severity): ThemeIcon => {
  if (severity === "error") return new ThemeIcon("error", new ThemeColor("problemsErrorIcon.foreground"));
  if (severity === "warning") return new ThemeIcon("warning", new ThemeColor("problemsWarningIcon.foreground"));
  return new ThemeIcon("info", new ThemeColor("problemsInfoIcon.foreground"));
};
