import type { Plan } from "../change.ts";
import type { Item } from "../document.ts";
import { t } from "../l10n.ts";
import { readMarkdown } from "../readers/markdown/markdown.ts";
import { draft, type PlanContext, refuse } from "./draft.ts";
import { isArchived } from "./target.ts";

/** Plans ticking the box on a line, or unticking it where it is done (C-5); in the style of the file's own marks. */
export function planTick(file: string, line: number, context: PlanContext): Plan {
  return draft(context, t`Tick ${file}:${line}`, (made) => {
    if (!made.exists(file)) made.stop(refuse("unknown", t`There is no file ${file}.`));
    if (isArchived(file, context))
      made.stop(refuse("archived", t`${file} belongs to an archived feature: nothing is ticked in it any more.`));
    const text = made.text(file);
    const { items } = readMarkdown(file, text);
    const item = items.find((each) => each.line === line && each.box);
    if (!item?.box)
      return made.stop(refuse("unknown", t`${file}:${line} has no check box. The file may have changed: look again.`));
    const isBracketed = (each: Item): boolean => each.box !== undefined && text[each.box.offset - 1] === "[";
    const alike = items.filter((each) => each.source === item.source && isBracketed(each) === isBracketed(item));
    made.replace(file, item.box.offset, item.box.end, markFor(item, alike, isBracketed(item)));
  });
}

/** The opposite mark: what the file uses most for it among boxes of the same kind, else what most files use. */
function markFor(item: Item, alike: readonly Item[], isBracketed: boolean): string {
  const wanted = item.state === "done" ? "todo" : "done";
  const marks = alike.filter((each) => each.state === wanted).map((each) => (each.box?.mark ?? "").replace("*", ""));
  const count = (mark: string): number => marks.filter((each) => each === mark).length;
  const [frequent] = [...new Set(marks)].sort((a, b) => count(b) - count(a));
  if (frequent !== undefined && frequent !== "") return frequent;
  if (!isBracketed) return wanted === "done" ? "✅" : "⬜";
  return wanted === "done" ? "x" : " ";
}
