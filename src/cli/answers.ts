import { type AskedQuestion, plain } from "../core/index.ts";
import { type Asking, refusal } from "./session.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usageError.ts";

/** The answers that `--set id=value` gives, and what is asked at the terminal because only a person may say it. */
export interface GivenAnswers {
  asking: Asking;
  /** Throws bad usage for an answer to what was never asked: it is a slip, and not to be passed over. */
  checkAllUsed(): void;
}

/** Reads the `--set` options of a command. */
export function givenAnswers(set: readonly string[], what: string, terminal: Terminal, json = false): GivenAnswers {
  const given = new Map(set.map(pairOf));
  const asked = new Map<string, AskedQuestion>();
  const asking: Asking = async (question) => {
    asked.set(question.id, question);
    if (question.person) {
      return askPerson(question, terminal, json);
    }
    const answer = given.get(question.id);
    if (answer !== undefined) {
      checkChoice(question, answer);
      return answer;
    }
    if (!question.required || question.fallback !== undefined) {
      return "";
    }
    const choices =
      question.kind === "pick" ? `; one of: ${question.choices.map(({ value }) => value).join(", ")}` : "";
    throw new UsageError(
      `${what} asks “${plain(question.label)}”; answer with --set ${question.id}=…${plain(choices)}.`,
    );
  };
  const checkAllUsed = (): void => {
    const unused = [...given.keys()].find((id) => !asked.has(id));
    if (unused !== undefined) {
      const keys = [...asked.keys()].map((id) => `${id}=…`).join(", ");
      throw new UsageError(
        `--set ${unused}=… answers no question of ${what}; ${keys ? `known: ${keys}` : "it has none"}.`,
      );
    }
  };
  return { asking, checkAllUsed };
}

function pairOf(pair: string): [string, string] {
  const at = pair.indexOf("=");
  if (at < 1) {
    throw new UsageError(`--set ${pair} is no answer; write it as id=value.`);
  }
  return [pair.slice(0, at), pair.slice(at + 1)];
}

function checkChoice({ id, kind, many, choices }: AskedQuestion, answer: string): void {
  const values = many ? answer.split("\n") : [answer];
  const fits = values.every((value) => choices.some((choice) => choice.value === value));
  if (kind === "pick" && answer !== "" && !fits) {
    throw new UsageError(`--set ${id} takes one of: ${choices.map(({ value }) => value).join(", ")}.`);
  }
}

/** What only a person may say is typed at a terminal; no argument of a command stands for it. */
async function askPerson(question: AskedQuestion, terminal: Terminal, json: boolean): ReturnType<Asking> {
  const dialogue = terminal.dialogue(json ? "stderr" : "stdout");
  if ("missing" in dialogue) {
    return refusal("not-interactive", `${question.label} Nothing was done: ${dialogue.missing}`);
  }
  if (question.detail !== undefined) {
    dialogue.say(`${plain(question.detail)}\n`);
  }
  dialogue.say(`${plain(question.label)}\n`);
  for (const { value, label } of question.choices) {
    dialogue.say(`  ${plain(value)}  ${plain(label)}\n`);
  }
  const typed = (await dialogue.ask("> "))?.trim();
  const known = question.choices.length === 0 || question.choices.some(({ value }) => value === typed);
  if (typed === undefined || (typed === "" && question.required) || (typed !== "" && !known)) {
    return refusal("not-answered", `Nothing was done: “${plain(question.label)}” was not answered.`);
  }
  return typed;
}
