/**
 * The text that an approval binds to (P-2): no byte order mark at its start, LF line ends, no blanks at line ends, exactly one
 * final LF, and the mark of every task-list box, where it is blank, `x` or `X`, a space. `boxes` are the offsets of
 * those marks in `text`. Ticking a box or converting line ends voids nothing; changing a word does.
 */
export function significantText(text: string, boxes: readonly number[]): string {
  let marked = "";
  let at = 0;
  for (const box of boxes) {
    marked += `${text.slice(at, box)} `;
    at = box + 1;
  }
  marked += text.slice(at);
  const lines = marked
    .replace(/^\ufeff+/, "")
    .split(/\r\n|\r|\n/)
    .map(trimBlanksAtEnd);
  while (lines.length > 0 && lines.at(-1) === "") lines.pop();
  return `${lines.join("\n")}\n`;
}

function trimBlanksAtEnd(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === " " || line[end - 1] === "\t")) end--;
  return line.slice(0, end);
}
