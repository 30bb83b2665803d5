import type { Terminal } from "../../../src/cli/terminal.ts";

/** A terminal with a person who gives this answer; `before` runs just before the answer comes. */
export function person(answer: string | undefined, before: () => void = () => undefined) {
  const seen = { out: "", err: "", said: "", asked: 0 };
  const terminal: Terminal = {
    out: (text) => {
      seen.out += text;
    },
    err: (text) => {
      seen.err += text;
    },
    color: false,
    screen: true,
    dialogue: () => ({
      say: (text) => {
        seen.said += text;
      },
      ask: async (question) => {
        seen.said += question;
        seen.asked++;
        before();
        return answer;
      },
    }),
  };
  return { terminal, seen };
}
