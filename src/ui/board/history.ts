import { l10n } from "vscode";
import type { History } from "../../core/index.ts";
import { momentText } from "../shared/words/cycleWords.ts";
import { eventWord } from "../shared/words/eventWord.ts";
import type { View } from "./protocol.ts";

/** How much of a history is shown at first, and how much at the most. */
const fewest = 12;
const most = 1000;

/** What happened, the newest first. */
export function historyView(history: History | undefined, whole: boolean): View["history"] {
  const events = (history?.events ?? []).toReversed();
  const shown = events.slice(0, whole ? most : fewest);
  const left = events.length - shown.length;
  return {
    events: shown.map(({ at, kind, what, who, place }) => ({
      what,
      when: momentText(at),
      who,
      word: eventWord(kind),
      ...(place && place.file !== "" && { place }),
    })),
    more: left > 0 && !whole ? l10n.t("Show All {0} Events", Math.min(events.length, most)) : "",
    note: [
      left > 0 && whole ? l10n.t("{0} older events are not shown.", left) : "",
      history?.truncated && (whole || left === 0) ? l10n.t("Git’s log is cut off: what came before is not known.") : "",
    ]
      .filter(Boolean)
      .join(" "),
  };
}
