import * as z from "zod";
import { t } from "../l10n.ts";
import { criterion, met, notApplicable, unknown, unmet } from "./criterion.ts";
import { isOutcome, recordedGate } from "./recorded.ts";

export const recordedCommit = criterion({
  name: "recordedCommit",
  description: "The commit that the gate's record names exists in git.",
  example: "recordedCommit: {}",
  schema: z.strictObject({}),
  check(_, context) {
    const found = recordedGate(context);
    if (isOutcome(found)) return found;
    const { commit } = found.gate.evidence;
    if (!commit) return notApplicable(t`No commit is recorded`);
    const place = found.at(commit.line);
    const sha = commit.value.trim().toLowerCase();
    if (!/^[0-9a-f]{7,64}$/.test(sha)) return unmet(t`commit_sha is "${commit.value}", which names no commit`, place);
    const { git } = context.facts;
    if (!git) return unknown(t`Git says nothing here: no repository, or git is not to be run`, place);
    if (git.commits.some((each) => each.sha.toLowerCase().startsWith(sha)))
      return met(t`Commit ${sha.slice(0, 8)}`, place);
    if (git.truncated) return unknown(t`Git's log is cut off here: commit ${sha.slice(0, 8)} may be older`, place);
    return unmet(t`Commit ${sha.slice(0, 8)} is recorded, but git does not have it on this branch`, place);
  },
});
