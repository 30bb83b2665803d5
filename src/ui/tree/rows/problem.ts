import { l10n } from "vscode";
import { severityWord } from "../../shared/words/words.ts";
import type { ProblemNode } from "../nodes.ts";
import type { Row } from "../row.ts";
import { severityIcon } from "./severity.ts";

/** Something wrong in a file. */
export const problemRow = ({ index, owner, problem }: ProblemNode): Row => ({
  id: `problem/${owner}/${index}/${problem.code}`,
  label: problem.message,
  description: `${problem.file}:${problem.line}`,
  tooltip: [problem.message, `${problem.file}:${problem.line}`, problem.code],
  spoken: `${severityWord(problem.severity)}: ${problem.message}, ${problem.file}, ${l10n.t("line {0}", problem.line)}`,
  icon: severityIcon(problem.severity),
  place: problem,
});
