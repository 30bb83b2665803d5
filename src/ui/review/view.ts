import { l10n, workspace } from "vscode";
import type { JudgedFeature, JudgedStage } from "../../core/index.ts";
import { offersAt } from "../shared/gateOffers.ts";
import { findingsAt } from "../shared/words/findings.ts";
import { criterionMark, stageMark } from "../shared/words/marks.ts";
import { criterionWord, stageWord } from "../shared/words/words.ts";
import { decisionsOf } from "./decisions.ts";
import { factsOf } from "./facts.ts";
import type { ActionView, CriterionView, TextView, View } from "./protocol.ts";
import { gone, lastApproval } from "./since.ts";
import { MOST_TEXTS, subjectOf } from "./texts.ts";
import { pageWords } from "./words.ts";

/** As many criteria as a page lists. */
const MOST_CRITERIA = 300;

/** What the presenter knows beside the gate. */
export interface Seen {
  texts: TextView[];
  /** Names the texts that are shown. */
  shown: string;
  /** Files that have changed since the person began to read them. */
  changed: readonly string[];
  /** A decision was begun on a text that had changed under the page. */
  wasLate: boolean;
}

/** What the page shows of a gate. */
export function viewOf(feature: JudgedFeature, gate: JudgedStage, seen: Seen): View {
  const actions = actionsOf(feature, gate);
  return {
    shown: seen.shown,
    title: gate.title,
    feature: l10n.t("{0} · {1}", feature.title, feature.processTitle),
    state: {
      mark: stageMark(gate),
      text: stageWord(gate),
      reason: gate.reason,
    },
    notices: [...changedNotices(seen), ...otherNotices(feature, gate)],
    facts: factsOf(gate.approval),
    criteria: gate.criteria.slice(0, MOST_CRITERIA).map(criterionView),
    decisions: decisionsOf(gate.approval),
    texts: seen.texts,
    actions,
    noActions: actions.length > 0 ? "" : noActions(feature),
    words: pageWords(),
  };
}

/** What it shows while there is no such gate. */
export const emptyView = (title: string, notice: string): View => ({
  shown: "",
  title,
  feature: "",
  state: { mark: "none", text: "", reason: "" },
  notices: [{ mark: "warning", text: notice }],
  facts: [],
  criteria: [],
  decisions: [],
  texts: [],
  actions: [],
  noActions: "",
  words: pageWords(),
});

function criterionView(criterion: JudgedStage["criteria"][number]): CriterionView {
  const { label, message, place } = criterion;
  return {
    mark: criterionMark(criterion),
    word: criterionWord(criterion),
    label,
    message,
    ...(place && { place: { file: place.file, line: place.line, column: place.column } }),
  };
}

function changedNotices({ changed, wasLate }: Seen): View["notices"] {
  if (changed.length === 0) return [];
  const what = l10n.t("Changed since you opened this: {0}. This is how it is now.", changed.join(", "));
  const late = l10n.t(
    "Nothing was asked: what you saw when you clicked was not what the file says. Read it again first.",
  );
  return [
    { mark: "stale", text: what, seen: l10n.t("I Have Seen It") },
    ...(wasLate ? [{ mark: "warning" as const, text: late }] : []),
  ];
}

function otherNotices(feature: JudgedFeature, gate: JudgedStage): View["notices"] {
  const approved = lastApproval(gate.approval);
  const lost = approved && gate.approval ? gone(approved, gate.approval.subject) : [];
  const more = subjectOf(gate).length - MOST_TEXTS;
  return [
    // That an approval is stale is what the gate's state says already.
    ...findingsAt(feature, gate)
      .filter(({ kind }) => kind !== "stale")
      .map(({ message, place, severity }) => ({
        mark: severity === "info" ? ("info" as const) : ("warning" as const),
        text: message,
        place: { file: place.file, line: place.line, column: place.column },
      })),
    ...(lost.length > 0
      ? [
          {
            mark: "warning" as const,
            text: l10n.t("Was approved and is no part of this gate any more: {0}", lost.join(", ")),
          },
        ]
      : []),
    ...(more > 0
      ? [
          {
            mark: "warning" as const,
            text: l10n.t("This gate is about more texts than are shown here: {0} more.", more),
          },
        ]
      : []),
  ];
}

/** The decisions that can be begun here, by the same rules as the menus of the tree. */
function actionsOf(feature: JudgedFeature, gate: JudgedStage): ActionView[] {
  return offersAt(feature, gate, workspace.isTrusted).flatMap(({ decision, label }) =>
    decision ? [{ decision, label: label(), primary: decision === "approved" }] : [],
  );
}

function noActions({ archived }: JudgedFeature): string {
  if (!workspace.isTrusted) return l10n.t("Restricted Mode: this can be read here, and nothing can be decided.");
  if (archived) return l10n.t("This feature is archived: there is nothing to decide.");
  return l10n.t("There is nothing to decide at this gate now.");
}
