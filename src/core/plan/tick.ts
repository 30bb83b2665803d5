import type { Plan } from "../change.ts";
import type { Item } from "../document.ts";
import { readMarkdown } from "../readers/markdown/markdown.ts";
import { draft, type PlanContext, refuse } from "./draft.ts";

/** Plans ticking the box on a line, or unticking it where it is done (C-5); in the style of the file's own marks. */
export function planTick(file: string, line: number, context: PlanContext): Plan {
  return draft(context, `Tick ${file}:${line}`, (made) => {
    if (!made.exists(file)) made.stop(refuse("unknown", `There is no file ${file}.`));
    const { items } = readMarkdown(file, made.text(file));
    const item = items.find((each) => each.line === line && each.box);
    if (!item?.box)
      return made.stop(refuse("unknown", `${file}:${line} has no check box. The file may have changed: look again.`));
    made.replace(file, item.box.offset, item.box.end, markFor(item, items));
  });
}

/** The opposite mark: for what is done a blank one, else the file's most frequent mark for done. */
function markFor(item: Item, items: readonly Item[]): string {
  const isIcon = item.source !== "list" && !/^[ xX]?\*?$/.test(item.box?.mark ?? "");
  const wanted = item.state === "done" ? "todo" : "done";
  const marks = items
    .filter((each) => each.box && each.state === wanted && each.source === item.source)
    .map((each) => (each.box?.mark ?? "").replace("*", ""));
  const frequent = [...new Set(marks)].sort(
    (a, b) => marks.filter((mark) => mark === b).length - marks.filter((mark) => mark === a).length,
  )[0];
  if (frequent !== undefined && frequent !== "") return frequent;
  if (isIcon) return wanted === "done" ? "✅" : "⬜";
  return wanted === "done" ? "x" : " ";
}
