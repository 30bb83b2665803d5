import type { Ask, AskedQuestion, Choice, Refusal } from "../change.ts";
import { saidByProcess, t } from "../l10n.ts";
import type { Facts } from "../ports.ts";
import type { Question } from "../process/schema.ts";
import { fillIn } from "../process/variables.ts";
import { type ChoiceContext, choicesFrom } from "./choices.ts";
import { refuse } from "./draft.ts";

/** Answers to a process's questions, by their ids; of several choices the values are joined with line feeds. */
export type Answers = Readonly<Record<string, string>>;

/**
 * The answers to all of a list of questions that apply, checked; or the first question that has no answer yet; or why
 * an answer cannot be taken. A question that nobody was asked is never taken as passed over.
 */
export function answersTo(
  questions: readonly Question[],
  given: Answers,
  context: ChoiceContext,
): { kind: "answers"; answers: Record<string, string>; choices: Record<string, string> } | Ask | Refusal {
  const answers: Record<string, string> = {};
  const choices: Record<string, string> = {};
  for (const question of questions) {
    const applies = Object.entries(question.when ?? {}).every(([id, value]) => answers[id] === value);
    if (!applies) {
      answers[question.id] = "";
      continue;
    }
    const asked = askedOf(question, { ...context, vars: { ...context.vars, ...answers } });
    if (question.kind !== "text" && asked.choices.length === 0) {
      if (asked.required && question.fallback === undefined)
        return refuse("answer-missing", t`${asked.label}: there is nothing to choose from.`);
      answers[question.id] = question.fallback ?? "";
      continue;
    }
    const answer = given[question.id];
    if (answer === undefined) return { kind: "ask", question: asked };
    const value = normalised(answer, asked) || (question.fallback ?? "");
    const flaw = flawOf(value, asked);
    if (flaw !== undefined) return refuse("answer-missing", flaw);
    answers[question.id] = value;
    // What the workspace's files are called, and what is typed, never becomes part of a command.
    if (question.kind === "yesNo" || question.of || question.from?.code) choices[question.id] = value;
  }
  return { kind: "answers", answers, choices };
}

function askedOf(question: Question, context: ChoiceContext): AskedQuestion {
  const { id, label, detail, required, fallback, prefill = "", lines = false, many = false, person = false } = question;
  const choices = choicesOf(question, context);
  const first = choices.findIndex(({ value }) => value === fallback);
  if (first > 0) choices.unshift(...choices.splice(first, 1));
  return {
    id,
    kind: question.kind === "text" ? "text" : "pick",
    label: fillIn(saidByProcess(label), context.vars),
    ...(detail === undefined ? {} : { detail: fillIn(saidByProcess(detail), context.vars) }),
    // A choice that has a fallback is made by taking it: an empty one beside it would mean the same.
    required: required || (question.kind !== "text" && fallback !== undefined),
    ...(fallback === undefined ? {} : { fallback }),
    prefill: fillIn(prefill, context.vars),
    lines,
    many,
    person,
    choices,
  };
}

function choicesOf(question: Question, context: ChoiceContext): Choice[] {
  if (question.kind === "text") return [];
  if (question.kind === "yesNo")
    return [
      { value: "yes", label: t`Yes` },
      { value: "no", label: t`No` },
    ];
  const found = question.from ? choicesFrom(question.from, context) : [];
  // What the process offers besides is no choice where there is nothing to choose it over.
  if (question.from && found.length === 0) return [];
  const own = (question.of ?? []).map((choice) => ({ ...choice, label: saidByProcess(choice.label) }));
  return [...own, ...found].map((choice) => ({ ...choice, label: fillIn(choice.label, context.vars) }));
}

/** An answer of one line is one line: what was pasted with breaks cannot break what it is written into. */
const normalised = (answer: string, { lines, many }: AskedQuestion): string =>
  lines || many
    ? answer
        .split(/\r\n|\r|\n/)
        .map((line) => line.trimEnd())
        .join("\n")
        .trim()
    : answer.replace(/\s+/g, " ").trim();

function flawOf(answer: string, { label, required, choices, many }: AskedQuestion): string | undefined {
  if (answer === "") return required ? t`${label}: an answer is needed.` : undefined;
  if (choices.length === 0) return undefined;
  const values = many ? answer.split("\n") : [answer];
  const odd = values.find((value) => !choices.some((choice) => choice.value === value));
  if (odd === undefined) return undefined;
  return t`${label} "${odd}" is none of ${choices.map((choice) => choice.value).join(", ")}.`;
}

/** What the last commit gives to variables; empty where there is no repository or no commit. */
export function headVars({ git }: Pick<Facts, "git">): Record<string, string> {
  const head = git?.commits.find((commit) => commit.sha === git.head);
  return {
    headSha: head?.sha.slice(0, 10) ?? "",
    headSubject: head?.subject ?? "",
    headDate: head?.at.slice(0, 10) ?? "",
    headFiles: head?.files.join(", ") ?? "",
  };
}
