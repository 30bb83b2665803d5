import fc from "fast-check";

/** How a file may lie on disk: each line's end by its number, a byte order mark, tabs for indentation, a final line end. */
export interface Shape {
  ends: string[];
  mark: boolean;
  final: boolean;
}

/** LF, CRLF, CR, and any mixture of them. */
export const shapes: fc.Arbitrary<Shape> = fc.record({
  ends: fc.oneof(
    fc.constantFrom("\n", "\r\n", "\r").map((end): string[] => [end]),
    fc.array(fc.constantFrom<string>("\n", "\r\n", "\r"), { minLength: 2, maxLength: 7 }),
  ),
  mark: fc.boolean(),
  final: fc.boolean(),
});

/** A text with LF as it lies on disk in a shape. */
export function shaped(text: string, { ends, mark, final }: Shape): string {
  const lines = (final ? text : text.trimEnd()).split("\n");
  let whole = mark ? "\ufeff" : "";
  for (const [index, line] of lines.entries()) {
    whole += line;
    if (index === lines.length - 1) break;
    const end = ends[index % ends.length] ?? "\n";
    // An empty line's LF behind a CR would make one line end of two.
    whole += end === "\n" && whole.endsWith("\r") ? "\r\n" : end;
  }
  return whole;
}

/** A text without its byte order mark, as every reader gets it. */
export const plain = (text: string): string => text.replace(/^\ufeff/, "");

/** A text's lines with their ends. */
export const linesIn = (text: string): string[] => text.match(/[^\r\n]*(\r\n|\r|\n)|[^\r\n]+$/g) ?? [];

/** A line's end; nothing for a last line without one. */
export const endOf = (line: string): string => /(\r\n|\r|\n)$/.exec(line)?.[0] ?? "";

/** The line end that a text uses most; of two as frequent the first of LF, CRLF, CR, and CR never before another. */
export function mostUsedEnd(text: string): string {
  const count = (end: string): number => linesIn(text).filter((line) => endOf(line) === end).length;
  const [lf, crlf, cr] = [count("\n"), count("\r\n"), count("\r")];
  if (cr > lf && cr > crlf) return "\r";
  return crlf > lf ? "\r\n" : "\n";
}
