import type { Feature } from "../feature.ts";
import { t } from "../l10n.ts";
import type { Facts } from "../ports.ts";
import { startOf } from "../problem.ts";
import { cycleStart } from "./cycle.ts";
import type { HistoryEvent } from "./history.ts";

/** When a feature came to be: by the time in its folder's name, by its state file's own word, else by the first commit of one of its files. */
export function startedIn(feature: Feature, facts: Facts): HistoryEvent[] {
  const { git } = facts;
  const file = feature.files[0];
  const place = file && startOf(file.path);
  const stamp = /(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?Z/.exec(feature.id);
  const what = t`Started: ${feature.process.title}`;
  if (stamp) {
    const [, year, month, day, hour, minute, second = "00"] = stamp;
    return [
      {
        at: `${year}-${month}-${day}T${hour}:${minute}:${second}Z`,
        kind: "started",
        who: "",
        what,
        ...(place && { place }),
      },
    ];
  }
  for (const { path } of feature.files) {
    const document = facts.document(path);
    const start = document?.kind === "cycle" ? cycleStart(document) : undefined;
    if (start) return [{ ...start, kind: "started", who: "", what }];
  }
  const paths = new Set(feature.files.map((each) => each.path));
  const first = git?.truncated
    ? undefined
    : git?.commits.findLast(({ files }) => files.some((each) => paths.has(each)));
  return first ? [{ at: first.at, kind: "started", who: first.author, what, ...(place && { place }) }] : [];
}
