import type { Plan } from "../change.ts";
import { t } from "../l10n.ts";
import { draft, inLineEnds, lineEndOf, offsetOfLine, type PlanContext, refuse } from "../plan/draft.ts";
import { setField } from "../plan/fieldEdit.ts";
import type { Answers } from "../plan/questions.ts";
import { planTick } from "../plan/tick.ts";
import { readMarkdown } from "../readers/markdown/markdown.ts";
import { answerQuestion, editAnswer } from "./answer.ts";
import { choiceQuestion, editChoice } from "./choice.ts";
import { editEvidence, evidenceQuestion } from "./evidence.ts";
import type { Editing, Fix, FixEdit, FixQuestion } from "./fix.ts";
import { editClaim } from "./gate.ts";

/** Plans a fix: what it still has to ask, or the edit. In another text than it was found in, it is refused. */
export function planFix(fix: Fix, answers: Answers, context: PlanContext): Plan {
  const { file, target, title } = fix;
  const changed = refuse("changed", t`${file} has changed since this was offered; nothing was written. Look again.`);
  if (target.kind === "tick") {
    const plan = planTick(file, fix.line, context);
    const isSame = plan.kind !== "change" || plan.edits.every(({ expect }) => expect === fix.sha256);
    return isSame ? plan : changed;
  }
  return draft(context, title.replace(/…$/, ""), (made) => {
    const paths = context.workspace.snapshot.paths;
    const text = made.text(file);
    const read = context.texts[file];
    if (read?.kind !== "text" || read.sha256 !== fix.sha256) return made.stop(changed);
    const question = questionOf(fix, text, paths);
    const given = question && answers[question.id];
    if (question && given === undefined) return made.stop({ kind: "ask", question });
    const answer = (given ?? "").replace(/\s+/g, " ").trim();
    if (question && answer === "")
      return made.stop(refuse("answer-missing", t`${question.label}: an answer is needed.`));
    if (target.kind === "evidence" && !paths.includes(answer))
      return made.stop(refuse("answer-missing", t`${answer} is no file of this workspace folder.`));
    const edit = editOf(fix, { file, text, document: readMarkdown(file, text), answer, paths });
    if (!edit) return made.stop(changed);
    made.replace(file, edit.start, edit.end, edit.text);
  });
}

/** What has to be asked before the fix can be made; undefined where nothing has. */
function questionOf({ target, file, line }: Fix, text: string, paths: readonly string[]): FixQuestion | undefined {
  switch (target.kind) {
    case "answer":
      return answerQuestion(target.point);
    case "evidence":
      return evidenceQuestion(file, paths);
    case "choice":
      return choiceQuestion(text, line, target.column);
    default:
      return undefined;
  }
}

function editOf({ target, line }: Fix, editing: Editing): FixEdit {
  const { text } = editing;
  switch (target.kind) {
    case "insert":
      return inserted(text, target.line, target.text);
    case "field": {
      const { heading, index, names, value } = target;
      const edit = { names, value, unless: [], add: false, before: false, after: [] };
      return setField(text, { heading, index }, edit) ?? undefined;
    }
    case "replace": {
      const gap = /\s/.test(text[target.offset - 1] ?? " ") ? "" : " ";
      return { start: target.offset, end: target.end, text: gap + target.text };
    }
    case "claim":
      return editClaim(target, editing);
    case "evidence":
      return editEvidence(target, editing);
    case "answer":
      return editAnswer(target, line, editing);
    case "choice":
      return editChoice(line, target.column, editing);
    case "tick":
      return undefined;
  }
}

/** A block with an empty line before and behind it, in the text's own line ends. */
function inserted(text: string, line: number, block: string): FixEdit {
  const lineEnd = lineEndOf(text);
  const at = offsetOfLine(text, line);
  const [before, behind] = [text.slice(0, at), text.slice(at)];
  const lead =
    before.trim() === "" || /(\r\n|\r|\n)[ \t]*(\r\n|\r|\n)$/.test(before)
      ? ""
      : /[\r\n]$/.test(before)
        ? lineEnd
        : lineEnd + lineEnd;
  const tail = behind === "" ? lineEnd : /^[ \t]*[\r\n]/.test(behind) ? lineEnd : lineEnd + lineEnd;
  return { start: at, end: at, text: lead + inLineEnds(block, lineEnd) + tail };
}
