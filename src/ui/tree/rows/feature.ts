import { l10n, ThemeIcon } from "vscode";
import { isThrough, type JudgedFeature, leavesOf, startOf } from "../../../core/index.ts";
import { actable } from "../../shared/actable.ts";
import { cycleFileOf } from "../../shared/cycleFile.ts";
import { countFindings, weighty } from "../../shared/words/findings.ts";
import { share, stateIcon, stateWord } from "../../shared/words/words.ts";
import type { FeatureNode } from "../nodes.ts";
import type { Row } from "../row.ts";
import { severityIcon } from "./severity.ts";

/** A feature: how many gates are behind it, which one is in front, and what is wrong. */
export function featureRow({ engine, feature }: FeatureNode, namesProcess = true): Row {
  const { current, findings, problems, processTitle, stages, title } = feature;
  const gates = leavesOf(stages);
  const through = gates.filter(({ state }) => isThrough(state)).length;
  const trouble = countFindings(findings);
  const where = whereOf(feature);
  return {
    id: `feature/${feature.id}`,
    label: title,
    description: [share(through, gates.length), trouble, namesProcess ? processTitle : ""].filter(Boolean).join(" · "),
    tooltip: [
      title,
      processTitle,
      l10n.t("{0} of {1} gates behind it", through, gates.length),
      where,
      ...findings.map(({ message }) => `⚠ ${message}`),
      problems.length > 0 ? l10n.t("problems in its files: {0}", problems.length) : "",
      feature.adopted ? "" : l10n.t("Not adopted: missing approvals are information only."),
    ],
    spoken: l10n.t(
      "{0}, feature of {1}, {2} of {3} gates behind it, {4}{5}",
      title,
      processTitle,
      through,
      gates.length,
      where,
      trouble === "" ? "" : `, ${trouble}`,
    ),
    icon: featureIcon(feature),
    place: feature.files[0] === undefined ? undefined : startOf(feature.files[0]),
    context: [
      "feature",
      ...(feature.archived ? [] : ["live"]),
      ...actable(feature, current ?? undefined),
      ...(cycleFileOf(engine, feature) === undefined ? [] : ["cycle"]),
    ],
    open: !feature.done && !feature.archived,
  };
}

/** Archived work rests: it stands nowhere now. */
function whereOf({ archived, current }: JudgedFeature): string {
  if (archived) return l10n.t("archived");
  return current
    ? l10n.t("now at {0}, {1}", current.title, stateWord(current.state))
    : l10n.t("every gate is behind it");
}

const featureIcon = ({ archived, current, findings }: JudgedFeature): ThemeIcon => {
  if (archived) return new ThemeIcon("archive");
  if (weighty(findings).length > 0) return severityIcon("warning");
  return stateIcon(current ?? { state: "passed", unverified: false });
};
