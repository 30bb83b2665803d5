import { deepEqual } from "node:assert/strict";
import { type Plan, speak, type Workspace } from "../../../src/core/index.ts";
import { bracketed } from "./languages.ts";

const marked = bracketed();

export const isMarked = (text: string): boolean => text.includes("⟦");

/** Does something in that language. The language is one for all: what makes plans at the same time would get it too. */
export async function inBrackets<Result>(act: () => Promise<Result>): Promise<Result> {
  const before = speak(marked);
  if (before === marked) throw new Error("plans of a test are made one after the other");
  try {
    return await act();
  } finally {
    speak(before);
  }
}

/** How to open a workspace of a test once more, as it was when it was last read. */
const reopening = new WeakMap<Workspace, () => Promise<Workspace>>();

export const canReopen = (workspace: Workspace, open: () => Promise<Workspace>): void => {
  reopening.set(workspace, open);
};

export const reopened = (workspace: Workspace): Promise<Workspace> =>
  reopening.get(workspace)?.() ?? Promise.resolve(workspace);

/** What of a plan reaches files, git, a command, or what decides about them: the same in every language. */
function fixedIn(plan: Plan): unknown {
  switch (plan.kind) {
    case "change":
      return { folders: plan.folders, edits: plan.edits, followUps: plan.followUps };
    case "refusal":
      return { refused: plan.code, unmet: plan.unmet.map(({ kind, verdict, place }) => ({ kind, verdict, place })) };
    case "ask": {
      const { id, kind, required, fallback, prefill, choices } = plan.question;
      return { asked: id, kind, required, fallback, prefill, choices: choices.map(({ value }) => value) };
    }
    case "wants":
      return plan;
  }
}

/**
 * Makes a plan that was made in one language, mostly English, once more in another, over a workspace that was judged
 * in it, and compares what would be written.
 */
export async function sameElsewhere(
  plan: Plan,
  workspace: Workspace,
  again: (workspace: Workspace) => Promise<Plan>,
): Promise<Plan> {
  const other = await inBrackets(async () => again(await reopened(workspace)));
  deepEqual(fixedIn(other), fixedIn(plan), "What is written depends on the language.");
  return other;
}
