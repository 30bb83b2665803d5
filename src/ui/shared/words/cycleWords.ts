import { l10n } from "vscode";
import type { CycleIssue, IssueSeverity, Measured, Outcome } from "../../../core/index.ts";
import { type DurationUnit, durationParts } from "../../../core/index.ts";
import type { Tone } from "../panel/panelProtocol.ts";
import { textLanguage } from "./textLanguage.ts";

/** How a gate or a unit came out, in a word. */
export function outcomeWord(outcome: Outcome): string {
  switch (outcome) {
    case "passed":
      return l10n.t("passed");
    case "failed":
      return l10n.t("failed");
    case "blocked":
      return l10n.t("blocked");
    case "running":
      return l10n.t("in progress");
    case "pending":
      return l10n.t("to do");
    case "skipped":
      return l10n.t("skipped");
    case "unknown":
      return l10n.t("unclear");
  }
}

export const toneOf: Record<Outcome, Tone> = {
  passed: "good",
  failed: "bad",
  blocked: "bad",
  running: "busy",
  pending: "waiting",
  skipped: "waiting",
  unknown: "unknown",
};

export function severityWord(severity: IssueSeverity): string {
  switch (severity) {
    case "critical":
      return l10n.t("Critical");
    case "high":
      return l10n.t("High");
    case "medium":
      return l10n.t("Medium");
    case "low":
      return l10n.t("Low");
    case "cosmetic":
      return l10n.t("Cosmetic");
    case "other":
      return l10n.t("No severity");
  }
}

/** What was found, in words: `High issue`, `Failed test`. */
export function findingKind({ kind, severity }: CycleIssue): string {
  switch (kind) {
    case "issue":
      return severity === "other" ? l10n.t("Issue") : l10n.t("Issue, {0}", severityWord(severity).toLowerCase());
    case "gap":
      return l10n.t("Gap in the standards");
    case "failure":
      return l10n.t("Failed test");
    case "verification":
      return l10n.t("Verification error");
    case "validation":
      return l10n.t("Validation error");
    case "uncovered":
      return l10n.t("Uncovered criterion");
  }
}

/** `2d 3h`, `1h 5m`, `4s`, in the units of the language. */
export const lengthText = (ms: number): string =>
  durationParts(ms)
    .map(([count, unit]) => unitText(unit, count))
    .join(" ");

function unitText(unit: DurationUnit, count: number): string {
  switch (unit) {
    case "d":
      return l10n.t({ message: "{0}d", args: [count], comment: ["Days"] });
    case "h":
      return l10n.t({ message: "{0}h", args: [count], comment: ["Hours"] });
    case "m":
      return l10n.t({ message: "{0}m", args: [count], comment: ["Minutes"] });
    case "s":
      return l10n.t({ message: "{0}s", args: [count], comment: ["Seconds"] });
  }
}

/** `1h 5m`, or `at least 1h 5m`; empty where it is not known. */
export function timeText(measured: Measured | undefined): string {
  if (!measured) return "";
  const text = lengthText(measured.ms);
  return measured.atLeast ? l10n.t("at least {0}", text) : text;
}

/** `unit_testing` as people write it. A number stays as it is. */
export const gateWord = (gate: string): string =>
  /^\d/.test(gate) ? l10n.t("Gate {0}", gate) : gate.replaceAll("_", " ");

/** A recorded moment in the file's own terms: `2026-11-03 09:05 UTC`. Another form is shown as it is. */
export function momentText(text: string): string {
  const found = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/i.exec(text);
  if (!found) return text.slice(0, 40);
  const [, day, time, zone = ""] = found;
  return `${day} ${time}${/^z$/i.test(zone) ? " UTC" : zone && ` ${zone}`}`;
}

/** `91.5%`, as the language of the texts writes it. */
export const percentText = (value: number): string =>
  new Intl.NumberFormat(textLanguage(), { style: "percent", maximumFractionDigits: 1 }).format(value / 100);
