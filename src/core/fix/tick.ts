import type { JudgedStage } from "../judged.ts";
import { t } from "../l10n.ts";
import { type FoundFix, short } from "./fix.ts";

/** The boxes of a gate, each to be ticked or unticked where it stands (C-5). */
export const tickFixes = ({ items }: JudgedStage): FoundFix[] =>
  items.map(({ file, line, state, text }) => ({
    name: "tick",
    title: state === "done" ? t`Take the tick of “${short(text)}” away` : t`Tick “${short(text)}”`,
    file,
    line,
    endLine: line,
    target: { kind: "tick" },
  }));
