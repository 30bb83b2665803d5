import { l10n } from "vscode";
import { isThrough, type JudgedFeature, leavesOf } from "../../core/index.ts";
import { countFindings, weighty } from "../findings.ts";
import { share, stateWord } from "../words.ts";
import type { GroupView, RowView, View } from "./protocol.ts";

/** A workspace folder as far as the overview looks at it. */
export interface Home {
  /** Its address. */
  folder: string;
  name: string;
  features: readonly JudgedFeature[];
}

/** In this order: what a person has to do something about comes first. */
const kinds = ["waiting", "blocked", "working", "done", "archived"] as const;

/** All features of all folders, by what they wait for. */
export function overviewOf(homes: readonly Home[], isTrusted: boolean): View {
  const rows = homes.flatMap(({ folder, name, features }) =>
    features.map((feature) => ({
      kind: groupOf(feature),
      feature,
      row: rowView(feature, folder, homes.length > 1 ? name : ""),
    })),
  );
  rows.sort((a, b) => a.row.title.localeCompare(b.row.title) || a.row.home.localeCompare(b.row.home));
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
      l10n.t("{0} features", live.length),
      l10n.t("{0} wait for a person", waiting),
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

/** What a feature waits for. A gate waits for a person where all that it lacks is an approval, or where the approved text has changed. */
export function groupOf({ archived, current, done }: JudgedFeature): GroupView["id"] {
  if (archived) return "archived";
  if (done) return "done";
  if (current?.state === "blocked") return "blocked";
  const asks = current?.approval?.required === true && current.approval.state !== "approved";
  return asks && (current.state === "ready" || current.state === "stale") ? "waiting" : "working";
}

function rowView(feature: JudgedFeature, folder: string, home: string): RowView {
  const { current, findings, id, processTitle, stages, title } = feature;
  const gates = leavesOf(stages);
  return {
    subject: { folder, feature: id },
    title,
    process: processTitle,
    home,
    gate: current?.title ?? "",
    mark: current ? (current.unverified ? "unverified" : current.state) : gates.length === 0 ? "unknown" : "passed",
    word: current ? stateWord(current.state) : gates.length === 0 ? l10n.t("unclear") : l10n.t("done"),
    gates: share(gates.filter(({ state }) => isThrough(state)).length, gates.length),
    criteria: current && current.total > 0 ? share(current.met, current.total) : "",
    trouble: countFindings(findings),
  };
}

function wordsOf(id: GroupView["id"]): { title: string; note: string } {
  switch (id) {
    case "waiting":
      return {
        title: l10n.t("Wait for a person"),
        note: l10n.t("All criteria are met; somebody has to look and approve."),
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
