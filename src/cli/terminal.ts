import process from "node:process";
import { createInterface } from "node:readline/promises";

/** A talk with the person at the terminal. */
export interface Dialogue {
  say(text: string): void;
  /** The line that was typed; undefined where the person broke off. */
  ask(question: string): Promise<string | undefined>;
}

/** Where a command's output goes. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  color: boolean;
  /** True where stdout is a person's terminal. */
  screen: boolean;
  /** A talk with the person, on the stream that `aside` names; or why there is nobody to talk to. */
  dialogue(aside: "stdout" | "stderr"): Dialogue | { missing: string };
}

/** The terminal this process runs in. */
export function processTerminal(): Terminal {
  const screen = process.stdout.isTTY === true;
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    color: screen && !process.env.NO_COLOR && process.env.TERM !== "dumb",
    screen,
    dialogue: (aside) => {
      const missing = whyNobody(aside);
      return missing ? { missing } : talk(aside);
    },
  };
}

/** A decision needs a person: both ends a terminal, and no CI that merely provides one. */
function whyNobody(aside: "stdout" | "stderr"): string | undefined {
  const ci = process.env.CI ?? "";
  if (ci !== "" && ci !== "false" && ci !== "0") {
    return "CI is set, and only a person decides. Run this yourself in a terminal.";
  }
  if (process.stdin.isTTY !== true) {
    return "standard input is no terminal, and only a person decides. Run this yourself in a terminal.";
  }
  if (process.stdout.isTTY !== true || process[aside].isTTY !== true) {
    return "the output is no terminal, and a person has to see what is decided. Run this yourself in a terminal.";
  }
  return undefined;
}

function talk(aside: "stdout" | "stderr"): Dialogue {
  const output = process[aside];
  return {
    say: (text) => void output.write(text),
    async ask(question) {
      const lines = createInterface({ input: process.stdin, output, terminal: true });
      try {
        return await new Promise<string | undefined>((resolve, reject) => {
          lines.once("close", () => resolve(undefined));
          lines.once("SIGINT", () => resolve(undefined));
          lines.question(question).then(resolve, reject);
        });
      } finally {
        lines.close();
      }
    },
  };
}
