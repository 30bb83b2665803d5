import { l10n } from "vscode";
import {
  type Action,
  type CycleMetrics,
  type Document,
  type History,
  isThrough,
  type JudgedFeature,
  type JudgedStage,
  leavesOf,
  type StageItem,
  type WaitingGate,
} from "../../core/index.ts";
import { isTickable } from "../shared/tickable.ts";
import { stageMark } from "../shared/words/marks.ts";
import { stateWord } from "../shared/words/words.ts";
import { chartsOf } from "./charts.ts";
import { decisionTable } from "./decisions.ts";
import { documentTable, evidenceTable } from "./documents.ts";
import { findingViews } from "./findings.ts";
import { gateView } from "./gate.ts";
import { historyView } from "./history.ts";
import { actionsAt, offersAt } from "./offers.ts";
import type { View, Words } from "./protocol.ts";
import { isSamePath, stagesOf } from "./stages.ts";

/** What a board is made of. */
export interface BoardInput {
  feature: JudgedFeature;
  /** Whether Plangate may write here. */
  isTrusted: boolean;
  /** The gate that is looked at: the current one where none is chosen. */
  shown: JudgedStage | undefined;
  wholeHistory: boolean;
  /** The gates that wait for the person who works here. */
  waiting: readonly WaitingGate[];
  history: History | undefined;
  metrics: CycleMetrics | undefined;
  /** The process's own actions that are offered now. */
  actions: readonly Action[];
  documentAt(path: string): Document | undefined;
  exists(path: string): boolean;
}

/** As many as are seen at once; a page knows the same number. */
const fewFindings = 5;

/** Everything that a feature's board shows, from what is known at this moment. */
export function boardOf(input: BoardInput): View {
  const { feature, isTrusted, shown, metrics } = input;
  const gates = leavesOf(feature.stages);
  const through = gates.filter(({ state }) => isThrough(state)).length;
  const findings = findingViews(feature);
  const mayAct = isTrusted && !feature.archived;
  const documents = { workspace: { document: input.documentAt } };
  const mayTick = (item: StageItem): boolean => isTrusted && isTickable({ engine: documents, feature, item });
  return {
    title: feature.title,
    process: feature.processTitle,
    sentence: [sentenceOf(feature), waitSentence(feature, input.waiting)].filter(Boolean).join(" "),
    mark: feature.current ? stageMark(feature.current) : gates.length === 0 ? "unknown" : "passed",
    progress: {
      share: gates.length === 0 ? 0 : through / gates.length,
      text: l10n.t("{0} of {1} gates behind it", through, gates.length),
    },
    notices: noticesOf(feature, isTrusted),
    stages: stagesOf(feature, shown),
    ...(shown && {
      gate: {
        ...gateView(feature, shown, mayTick),
        offers: offersAt(feature, shown, isTrusted),
        actions: mayAct ? actionsAt(input.actions, shown) : [],
      },
    }),
    findings,
    moreFindings: findings.length > fewFindings ? l10n.t("{0} more", findings.length - fewFindings) : "",
    decisions: decisionTable(feature),
    documents: documentTable(feature),
    evidence: evidenceTable(feature, input.documentAt, input.exists),
    charts: metrics ? chartsOf(metrics) : [],
    history: historyView(input.history, input.wholeHistory),
    words: words(),
  };
}

/** What a board shows of a feature that is not there: its page stays, for the files may come back. */
export function emptyBoard(title: string): View {
  const nothing = { id: "none", title: "", columns: [], rows: [] };
  return {
    title,
    process: "",
    sentence: l10n.t("This work is not there any more. The board fills again as soon as its files are back."),
    mark: "unknown",
    progress: { share: 0, text: "" },
    notices: [],
    stages: [],
    findings: [],
    moreFindings: "",
    decisions: nothing,
    documents: nothing,
    evidence: nothing,
    charts: [],
    history: { events: [], more: "", note: "" },
    words: words(),
  };
}

/** Where the work stands, in one sentence. */
function sentenceOf({ archived, current, done, stages }: JudgedFeature): string {
  if (stages.length === 0) return l10n.t("Nothing can be said about this work; see what is wrong below.");
  if (archived) return l10n.t("Archived: it is shown as it was left.");
  if (done || !current) return l10n.t("Every gate is behind it.");
  const reason = current.reason.replace(/[.。\s]+$/, "");
  return reason === ""
    ? l10n.t("Now at “{0}”, {1}.", current.title, stateWord(current.state))
    : l10n.t("Now at “{0}”, {1}: {2}.", current.title, stateWord(current.state), reason);
}

/** That the person who works here is waited for; empty where they are not. */
function waitSentence({ current }: JudgedFeature, waiting: readonly WaitingGate[]): string {
  const [first] = waiting;
  if (!first) return "";
  if (waiting.length > 1) return l10n.t("{0} gates wait for you.", waiting.length);
  return isSamePath(first.stage.path, current?.path)
    ? l10n.t("It waits for you.")
    : l10n.t("“{0}” waits for you.", first.stage.title);
}

const noticesOf = ({ adopted, archived }: JudgedFeature, isTrusted: boolean): string[] => [
  ...(isTrusted
    ? []
    : [l10n.t("Restricted Mode: Plangate reads and shows, and writes nothing. Actions come with trust.")]),
  ...(adopted || archived ? [] : [l10n.t("Not adopted: missing approvals are information only.")]),
];

const words = (): Words => ({
  stages: l10n.t("Stages"),
  current: l10n.t("current gate"),
  findings: l10n.t("What is wrong"),
  criteria: l10n.t("Criteria"),
  approval: l10n.t("Approval"),
  documents: l10n.t("Documents"),
  boxes: l10n.t("Boxes"),
  actions: l10n.t("More to do"),
  figures: l10n.t("Figures"),
  asTable: l10n.t("In numbers"),
  allFigures: l10n.t("All Cycle Metrics"),
  history: l10n.t("History"),
  overview: l10n.t("All Features"),
  gone: l10n.t("gone"),
  noCriteria: l10n.t("This gate asks nothing that can be checked."),
  noDecisions: l10n.t("Nobody has decided on a gate yet."),
  noHistory: l10n.t("Nothing is recorded yet."),
  toCurrent: l10n.t("Go to the Current Gate"),
  notRecorded: l10n.t("not recorded"),
});
