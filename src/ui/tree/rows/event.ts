import { l10n, ThemeIcon } from "vscode";
import type { HistoryEvent } from "../../../core/index.ts";
import { eventWord } from "../../shared/words/eventWord.ts";
import { signatureWords } from "../../shared/words/signatures.ts";
import type { EventNode } from "../nodes.ts";
import type { Row } from "../row.ts";

const icons: Record<HistoryEvent["kind"], string> = {
  started: "rocket",
  decision: "verified",
  advanced: "arrow-right",
  entry: "note",
  commit: "git-commit",
};

/** One thing that happened: what, when, by whom. */
export function eventRow({ event, index, feature }: EventNode): Row {
  const when = event.at.slice(0, 16).replace("T", " ");
  const by = event.who === "" ? "" : l10n.t("by {0}", event.who);
  const { verified } = event;
  const signed = verified === undefined ? "" : signatureWords({ ...(verified && { verified }) });
  return {
    id: `event/${feature.id}/${index}`,
    label: event.what,
    description: [when, by].filter(Boolean).join(" "),
    tooltip: [event.what, when, by, signed],
    spoken: [eventWord(event.kind), event.what, when, by, signed].filter(Boolean).join(", "),
    icon: new ThemeIcon(icons[event.kind]),
    place: event.place,
  };
}
