import { escaped, waitFor } from "./waitFor.ts";
import type { Workbench } from "./workbench.ts";

/** A question by some of its words, and the answer: a text, a choice by its label, all choices, or what stands there. */
export type Answer = [question: RegExp, answer: string | { pick: string } | "all" | "as it is"];

/** Chooses one of a process's own actions from the palette, answers its questions and agrees to what it will write. */
export async function act(
  workbench: Workbench,
  feature: string,
  action: string,
  answers: readonly Answer[],
): Promise<void> {
  const { page, quickInput } = workbench;
  await workbench.runCommand("Plangate: Run Process Action…");
  await waitFor(() => quickInput.title(), new RegExp(`^${feature}$`));
  await quickInput.pick(action);
  for (const [question, answer] of answers) {
    await waitFor(() => quickInput.question(), question);
    if (answer === "all") await quickInput.pickAll();
    else if (answer === "as it is") await page.keyboard.press("Enter");
    else if (typeof answer === "string") await quickInput.enter(answer);
    else await quickInput.pick(answer.pick);
  }
  await waitFor(async () => (await quickInput.items())[0] ?? "", new RegExp(`^${action}$`));
  await quickInput.pick(action);
}

/** Tries to advance, and gives what stands in the way, as the refusal lists it. */
export async function refusedAt(workbench: Workbench, gate: string, heading = "does not hold yet"): Promise<string[]> {
  const { quickInput } = workbench;
  for (let tries = 3; ; tries--) {
    await asked(workbench, "Plangate: Advance…", new RegExp(`${escaped(gate)} ${heading}`));
    // A document that opens late takes the focus, and the list closes: a person asks again.
    const items = await quickInput.items(tries > 1 ? 5000 : undefined).catch((error: unknown) => {
      if (tries === 1) throw error;
    });
    if (!items) continue;
    await quickInput.cancel();
    return items;
  }
}

/** Runs a command that leads to a question with this title. */
export async function asked(workbench: Workbench, command: string, title: RegExp): Promise<void> {
  const { page, quickInput } = workbench;
  // What was written a moment ago may not be read yet: who is asked about the gate before leaves it and asks again.
  for (let tries = 3; tries > 0; tries--) {
    await workbench.runCommand(command);
    try {
      await waitFor(() => quickInput.title(), title);
      return;
    } catch (error) {
      if (tries === 1) throw error;
      await page.keyboard.press("Escape");
    }
  }
}
