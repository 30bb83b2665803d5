import type { Decision } from "../approval.ts";
import type { JudgedStage } from "../judged.ts";
import { t } from "../l10n.ts";
import { startOf } from "../problem.ts";
import type { HistoryEvent } from "./history.ts";

function saidOf(title: string, { decision, until }: Pick<Decision, "decision" | "until">): string {
  switch (decision) {
    case "approved":
      return t`Approved ${title}`;
    case "changes-requested":
      return t`Changes requested ${title}`;
    case "waived":
      return until === undefined ? t`Waived ${title}` : t`Waived ${title} until ${until.slice(0, 10)}`;
    case "skipped":
      return t`Skipped ${title}`;
    case "revoked":
      return t`Decision revoked ${title}`;
  }
}

/** Every decision on every gate, also those that were taken back. */
export function decisionsIn(leaves: readonly JudgedStage[]): HistoryEvent[] {
  return leaves.flatMap(({ title, approval, path }) =>
    (approval?.decisions ?? []).map((each): HistoryEvent => {
      const { at, by, comment, verified } = each;
      const said = saidOf(title, each);
      return {
        at,
        kind: "decision",
        gate: path.join("/"),
        who: by.name || by.email,
        what: comment === undefined ? said : t`${said}: ${comment}`,
        place: startOf(approval?.record ?? ""),
        verified: verified ?? null,
      };
    }),
  );
}
