import type { AskedQuestion, Choice } from "../change.ts";
import { t } from "../l10n.ts";
import { type Draft, refuse } from "../plan/draft.ts";
import type { StepContext } from "./step.ts";

/** A question that a step asks while it works: what the process could not know beforehand. */
export interface StepQuestion {
  id: string;
  label: string;
  detail?: string;
  /** A choice of these; a text where there are none. */
  choices?: readonly Choice[];
  required?: boolean;
  prefill?: string;
  lines?: boolean;
  many?: boolean;
  /** Only a person answers, at a screen. */
  person?: boolean;
}

/** The answer, as it was given; ends the plan with the question where it was not asked yet, with a refusal where it does not fit. */
export function ask(question: StepQuestion, { answers }: Pick<StepContext, "answers">, draft: Draft): string {
  const {
    id,
    label,
    detail,
    choices = [],
    required = false,
    prefill = "",
    lines = false,
    many = false,
    person = false,
  } = question;
  const given = answers[id];
  const asked: AskedQuestion = {
    id,
    kind: choices.length > 0 ? "pick" : "text",
    label,
    ...(detail === undefined ? {} : { detail }),
    required,
    prefill,
    lines,
    many,
    person,
    choices: choices.map((choice) => ({ ...choice })),
  };
  if (given === undefined) return draft.stop({ kind: "ask", question: asked });
  const answer = lines || many ? given.trim() : given.replace(/\s+/g, " ").trim();
  if (answer === "" && required) return draft.stop(refuse("answer-missing", t`${label} An answer is needed.`));
  const odd = (many ? answer.split("\n") : [answer]).find((value) => !choices.some((choice) => choice.value === value));
  if (answer !== "" && choices.length > 0 && odd !== undefined)
    return draft.stop(
      refuse(
        "answer-missing",
        t`“${label}” cannot be answered with “${odd}”: choose one of ${choices.map(({ value }) => value).join(", ")}.`,
      ),
    );
  return answer;
}
