import { l10n } from "vscode";
import { isThrough, type JudgedFeature, type JudgedStage, leavesOf, type WaitingGate } from "../../core/index.ts";
import { byName } from "../../host/vscode/order.ts";
import { countFindings, weighty } from "../shared/words/findings.ts";
import { stageMark } from "../shared/words/marks.ts";
import { share, stateWord } from "../shared/words/words.ts";
import type { GroupView, RowView, View } from "./protocol.ts";

/** A workspace folder as far as the overview looks at it. */
export interface Home {
  /** Its address. */
  folder: string;
  name: string;
  features: readonly JudgedFeature[];
  /** The gates of a feature that wait for the person who works here: those that the tree counts. */
  waitingIn(feature: JudgedFeature): readonly WaitingGate[];
}

/** In this order: what a person has to do something about comes first. */
const kinds = ["waiting", "blocked", "working", "done", "archived"] as const;

/** All features of all folders, by what they wait for. */
export function overviewOf(homes: readonly Home[], isTrusted: boolean): View {
  const rows = homes.flatMap(({ folder, name, features, waitingIn }) =>
    features.map((feature) => {
      const waiting = waitingIn(feature);
      return {
        kind: groupOf(feature, waiting),
        feature,
        row: rowView(feature, shownGate(feature, waiting), folder, homes.length > 1 ? name : ""),
      };
    }),
  );
  rows.sort((a, b) => byName(a.row.title, b.row.title) || byName(a.row.home, b.row.home));
  const groups = kinds.flatMap((id): GroupView[] => {
    const own = rows.filter(({ kind }) => kind === id).map(({ row }) => row);
    return own.length === 0 ? [] : [{ id, ...wordsOf(id), isOpen: id !== "done" && id !== "archived", rows: own }];
  });
  const live = rows.filter(({ kind }) => kind !== "archived");
  const waiting = rows.filter(({ kind }) => kind === "waiting").length;
  const wrong = live.filter(({ feature }) => weighty(feature.findings).length > 0).length;
  return {
    title: l10n.t("All Features"),
    lead: [
      live.length === 1 ? l10n.t("1 feature") : l10n.t("{0} features", live.length),
      waiting === 1 ? l10n.t("1 waits for you") : l10n.t("{0} wait for you", waiting),
      wrong > 0 ? l10n.t("{0} with findings", wrong) : "",
    ]
      .filter(Boolean)
      .join(" · "),
    groups,
    ...(rows.length === 0 && {
      empty: {
        text: homes.length === 0 ? l10n.t("No folder is open.") : l10n.t("No staged work was found in this workspace."),
        ...(homes.length > 0 && isTrusted && { button: l10n.t("Start Feature") }),
      },
    }),
    words: {
      filter: l10n.t("Filter by title, process, gate or folder"),
      matches: l10n.t("{0} of {1} features"),
      noMatch: l10n.t("No feature fits this filter."),
      columns: {
        feature: l10n.t("Feature"),
        gate: l10n.t("Gate"),
        state: l10n.t("State"),
        criteria: l10n.t("Criteria met"),
        gates: l10n.t("Gates behind it"),
        trouble: l10n.t("Findings"),
      },
      more: l10n.t("Show {0} more"),
      nothing: l10n.t("nothing"),
    },
  };
}

/** Where a feature stands: what waits for the person who works here comes before all else. */
export function groupOf({ archived, current, done }: JudgedFeature, waiting: readonly WaitingGate[]): GroupView["id"] {
  if (archived) return "archived";
  if (waiting.length > 0) return "waiting";
  if (done) return "done";
  return current?.state === "blocked" ? "blocked" : "working";
}

/** The gate that a row is about: the one in front, unless others wait and it does not. */
function shownGate({ current }: JudgedFeature, waiting: readonly WaitingGate[]): JudgedStage | null {
  const isWaiting = waiting.some(({ stage }) => stage.path.join("/") === current?.path.join("/"));
  return isWaiting ? current : (waiting[0]?.stage ?? current);
}

function rowView(feature: JudgedFeature, shown: JudgedStage | null, folder: string, home: string): RowView {
  const { findings, id, processTitle, stages, title } = feature;
  const gates = leavesOf(stages);
  return {
    subject: { folder, feature: id },
    title,
    process: processTitle,
    home,
    gate: shown?.title ?? "",
    mark: shown ? stageMark(shown) : gates.length === 0 ? "unknown" : "passed",
    word: shown ? stateWord(shown.state) : gates.length === 0 ? l10n.t("unclear") : l10n.t("done"),
    gates: share(gates.filter(({ state }) => isThrough(state)).length, gates.length),
    criteria: shown && shown.total > 0 ? share(shown.met, shown.total) : "",
    trouble: countFindings(findings),
  };
}

function wordsOf(id: GroupView["id"]): { title: string; note: string } {
  switch (id) {
    case "waiting":
      return {
        title: l10n.t("Waits for you"),
        note: l10n.t("All other criteria are met: look and decide, or advance."),
      };
    case "blocked":
      return { title: l10n.t("Blocked"), note: l10n.t("Work has stopped at the gate in front.") };
    case "working":
      return { title: l10n.t("In work"), note: l10n.t("The gate in front still asks for something.") };
    case "done":
      return { title: l10n.t("Done"), note: l10n.t("Every gate is behind them.") };
    case "archived":
      return { title: l10n.t("Archived"), note: l10n.t("Shown as they were left.") };
  }
}
