import { steering } from "../core/index.ts";
import type { Terminal } from "./terminal.ts";

/** JSON for machines, with `version` first. */
export const json = (value: object): string => jsonText({ version: 1, ...value });

/** A value as JSON. What could steer a terminal is escaped, as it may land on one: the value stays the same. */
export function jsonText(value: object): string {
  const text = JSON.stringify(value, undefined, 2).replace(steering, (char) => (char === "\n" ? char : escaped(char)));
  return `${text}\n`;
}

const escaped = (char: string): string =>
  char
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");

/** Rows as aligned columns, two blanks apart. Cells are coloured after they are measured. */
export function columns(
  rows: readonly (readonly string[])[],
  paint?: (cell: string, column: number) => string,
): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [i, cell] of row.entries()) {
      widths[i] = Math.max(widths[i] ?? 0, [...cell].length);
    }
  }
  return rows
    .map((row) => {
      const cells = row.map((cell, i) => {
        const gap = i === row.length - 1 ? "" : " ".repeat((widths[i] ?? 0) - [...cell].length);
        return (paint ? paint(cell, i) : cell) + gap;
      });
      return `${cells.join("  ").trimEnd()}\n`;
    })
    .join("");
}

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 };
export type Color = keyof typeof codes;

/** Text in a colour, where the terminal shows colours. Never the only thing that says something. */
export function painter(terminal: Terminal): (text: string, color: Color) => string {
  return (text, color) => (terminal.color && text !== "" ? `\x1b[${codes[color]}m${text}\x1b[0m` : text);
}

/** `1 problem`, `2 problems`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
