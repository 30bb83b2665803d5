import type { Decision } from "../approval.ts";
import type { JudgedStage } from "../judged.ts";
import { startOf } from "../problem.ts";
import type { HistoryEvent } from "./history.ts";

const words: Record<Decision["decision"], string> = {
  approved: "Approved",
  "changes-requested": "Changes requested",
  waived: "Waived",
  skipped: "Skipped",
  revoked: "Decision revoked",
};

/** Every decision on every gate, also those that were taken back. */
export function decisionsIn(leaves: readonly JudgedStage[]): HistoryEvent[] {
  return leaves.flatMap(({ title, approval, path }) =>
    (approval?.decisions ?? []).map(({ decision, at, by, comment, until, verified }): HistoryEvent => {
      const end = until === undefined ? "" : ` until ${until.slice(0, 10)}`;
      const why = comment === undefined ? "" : `: ${comment}`;
      return {
        at,
        kind: "decision",
        gate: path.join("/"),
        who: by.name || by.email,
        what: `${words[decision]} ${title}${end}${why}`,
        place: startOf(approval?.record ?? ""),
        verified: verified ?? null,
      };
    }),
  );
}
