import type { JudgedStage } from "../judged.ts";
import { type FoundFix, short } from "./fix.ts";

/** The boxes of a gate, each to be ticked or unticked where it stands (C-5). */
export const tickFixes = ({ items }: JudgedStage): FoundFix[] =>
  items.map(({ file, line, state, text }) => ({
    name: "tick",
    title: state === "done" ? `Take the tick of “${short(text)}” away` : `Tick “${short(text)}”`,
    file,
    line,
    endLine: line,
    target: { kind: "tick" },
  }));
