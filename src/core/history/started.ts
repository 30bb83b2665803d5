import type { Feature } from "../feature.ts";
import type { Facts } from "../ports.ts";
import { startOf } from "../problem.ts";
import type { HistoryEvent } from "./history.ts";

/** When a feature came to be: by the time in its folder's name, else by the first commit of one of its files. */
export function startedIn(feature: Feature, { git }: Facts): HistoryEvent[] {
  const file = feature.files[0];
  const place = file && startOf(file.path);
  const stamp = /(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?Z/.exec(feature.id);
  const what = `Started: ${feature.process.title}`;
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
  const paths = new Set(feature.files.map((each) => each.path));
  const first = git?.truncated
    ? undefined
    : git?.commits.findLast(({ files }) => files.some((each) => paths.has(each)));
  return first ? [{ at: first.at, kind: "started", who: first.author, what, ...(place && { place }) }] : [];
}
