import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const count = 6;
const head = ["# Playbook", "", "Tasks, in order:", ""];

/** The lines (from 1) that have a box. */
export const boxLines = Array.from({ length: count }, (_, index) => head.length + 1 + index);

/** Writes a file of boxes, all open, that ends its lines in its own way. */
export function writeBoxes(root: string, path: string, end: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), boxes(end));
}

const boxes = (end: string): string =>
  [...head, ...boxLines.map((line) => `- [ ] Task of line ${line}`), "", "The end.", ""].join(end);

/**
 * What is wrong with a file of boxes, once so many ticks were said to be done on each line: each one turned its box, so the
 * box says whether their number is odd; nothing else in the file may have changed.
 */
export function flawsOfBoxes(root: string, path: string, end: string, done: ReadonlyMap<number, number>): string[] {
  const text = readFileSync(join(root, path), "utf8");
  if (text.replaceAll("[x]", "[ ]") !== boxes(end)) return [`${path} is mixed: ${JSON.stringify(text)}`];
  const lines = text.split(end);
  return boxLines.flatMap((line) => {
    const isTicked = lines[line - 1]?.startsWith("- [x]");
    const ticks = done.get(line) ?? 0;
    return isTicked === (ticks % 2 === 1)
      ? []
      : [`${path}:${line} was turned ${ticks} times and is ${isTicked ? "ticked" : "open"}`];
  });
}
