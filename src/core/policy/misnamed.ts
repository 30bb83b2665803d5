import { t } from "../l10n.ts";
import { type Problem, startOf } from "../problem.ts";
import { policyFile } from "./policy.ts";

/** Names that people give such a file, in the folder of the records or beside it. */
const meant =
  /^(\.plangate\/(config|policy|policies|settings)|\.?plangate([.-](config|policy))?)\.(ya?ml|jsonc?|toml)$/i;

/**
 * Files that a team takes for its policy and that are none: by a wrong name, or in a folder below. A rule that a team
 * believes in must not be void by a slip.
 * @param paths Every path of the folder.
 * @param hasPolicy Whether there is a policy under its right name.
 */
export function misnamedIn(paths: readonly string[], hasPolicy: boolean): Problem[] {
  return paths.flatMap((path): Problem[] => {
    const what = { ...startOf(path), code: "policy-misnamed" as const };
    if (meant.test(path) && path !== policyFile) {
      // A file system without regard to case has read it already.
      if (path.toLowerCase() === policyFile && hasPolicy) return [];
      const message = hasPolicy
        ? t`This is not read as the team's policy, which is ${policyFile} and nothing else: the policy stands there; delete this one.`
        : t`This is not read as the team's policy, which is ${policyFile} and nothing else: move it to ${policyFile}.`;
      return [{ ...what, severity: "warning", message }];
    }
    if (path.endsWith(`/${policyFile}`)) {
      const message = t`This policy counts only where its own folder is opened by itself. Here ${policyFile} counts, for every folder below.`;
      return [{ ...what, severity: "info", message }];
    }
    return [];
  });
}
