import { l10n } from "vscode";
import { startOf } from "../../../core/index.ts";
import { stateIcon, verdictIcon } from "../../words.ts";
import type { ApprovalNode } from "../nodes.ts";
import type { Row } from "../row.ts";
import { actable } from "./actable.ts";
import { placeOf } from "./stage.ts";

/** A gate's approval: given by whom and when, stale, or still to come. */
export function approvalRow({ approval, feature, stage }: ApprovalNode): Row {
  const word = approvalWord(approval.state);
  const last = approval.decisions.at(-1);
  const by = last ? l10n.t("by {0} on {1}", last.by.name, last.at.slice(0, 10)) : "";
  const subject = approval.subject.map(({ path }) => path).join(", ");
  const verdict = approval.state === "approved" ? "met" : "unmet";
  return {
    id: `approval/${feature.id}/${stage.path.join("/")}`,
    label: l10n.t("Approval"),
    description: [word, by].filter(Boolean).join(" "),
    tooltip: [
      [l10n.t("Approval"), word, by].filter(Boolean).join(" "),
      last?.comment ?? "",
      l10n.t("Bound to {0}", subject),
      approval.otherRules ? l10n.t("It was given under other rules of this gate.") : "",
      l10n.t("Recorded in {0}", approval.record),
    ],
    spoken: [l10n.t("approval"), word, by].filter(Boolean).join(" "),
    icon: approval.state === "stale" ? stateIcon({ state: "stale", unverified: false }) : verdictIcon(verdict, "error"),
    place: last ? startOf(approval.record) : placeOf(stage),
    context: actable(feature, stage).filter((word) => word === "approve"),
  };
}

function approvalWord(state: ApprovalNode["approval"]["state"]): string {
  switch (state) {
    case "none":
      return l10n.t("not given yet");
    case "approved":
      return l10n.t("given");
    case "stale":
      return l10n.t("stale: the text changed");
    case "unbound":
      return l10n.t("not bound to content");
    case "changes-requested":
      return l10n.t("changes requested");
  }
}
