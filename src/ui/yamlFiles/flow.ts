import type { CompletionItem, TextEdit } from "vscode-languageserver-types";

/** A key of a map, among the kinds of the protocol's completions. */
const property = 10;

/** Whether a line's start leaves a brace or bracket open: `- {filled: {}, `. Braces in quotes are text. */
export function isInFlow(before: string): boolean {
  const bare = before.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, "");
  let open = 0;
  for (const character of bare) {
    if (character === "{" || character === "[") open++;
    if ((character === "}" || character === "]") && open > 0) open--;
  }
  return open > 0;
}

/** Whether a key could begin here, with nothing of it written yet: the services offer keys only once a letter stands. */
export const awaitsKey = (before: string): boolean => /[{,]\s*$/.test(before);

/**
 * An offer as it can be inserted: a key always ends in a colon, and between braces nothing goes on over several lines.
 * @param after What stands behind the cursor on its line.
 */
export function fitted(item: CompletionItem, inFlow: boolean, after: string): CompletionItem {
  const edit = item.textEdit as TextEdit | undefined;
  if (!edit || item.kind !== property || /^\s*:/.test(after)) return item;
  const [first = ""] = edit.newText.split("\n");
  const isCut = inFlow && first !== edit.newText;
  const isBare = !edit.newText.includes(":");
  if (!isCut && !isBare) return item;
  return { ...item, textEdit: { ...edit, newText: `${first.trimEnd().replace(/:?$/, "")}: ` } };
}
