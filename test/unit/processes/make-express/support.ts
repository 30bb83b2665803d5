import { equal, notEqual } from "node:assert/strict";
import { instead } from "../../core/judge/process.ts";
import type { Files, MemoryOptions } from "../../support/memory.ts";
import { criterionAt, filledFiles, judged } from "../filled.ts";

/** The well-filled feature, at the root of its folder. */
export const files = filledFiles("make-express");

export const textOf = (path: string): string => {
  const text = files[path];
  if (text === undefined) throw new Error(`there is no ${path}`);
  return text;
};

/** The filled files with one thing changed in one of them. */
export const edited = (path: string, from: string, to: string): Files => ({
  ...files,
  [path]: instead(textOf(path), from, to),
});

/** The filled files without some. A path that ends in `/` is a folder. */
export const without = (...paths: string[]): Files =>
  Object.fromEntries(
    Object.entries(files).filter(
      ([path]) => !paths.some((each) => path === each || (each.endsWith("/") && path.startsWith(each))),
    ),
  );

export const put = (path: string, text: Files[string]): Files => ({ ...files, [path]: text });

/** A section's body in a filled document, replaced. */
export function section(path: string, heading: string, body: string): Files {
  const lines = textOf(path).split("\n");
  const from = lines.indexOf(heading);
  if (from < 0) throw new Error(`there is no ${heading} in ${path}`);
  const next = lines.findIndex((line, index) => index > from && line.startsWith("## "));
  const after = next < 0 ? [] : lines.slice(next);
  return { ...files, [path]: [...lines.slice(0, from + 1), "", body, "", ...after].join("\n") };
}

/** A section taken out of a filled document, its heading too. */
export function withoutSection(path: string, heading: string): Files {
  const marked = section(path, heading, "\u0000");
  return {
    ...files,
    [path]: String(marked[path]).replace(`${heading}\n\n\u0000\n\n`, "").replace(`${heading}\n\n\u0000\n`, ""),
  };
}

type Row = [title: string, changed: Files, options?: MemoryOptions];

/** The filled documents meet a criterion; changed in one point they do not (`breaks`), or do all the same (`still`). */
export function check(
  row: string,
  stage: string,
  label: string,
  { breaks = [], still = [] }: { breaks?: Row[]; still?: Row[] },
): void {
  describe(`${row} ${label} (stage ${stage})`, () => {
    it("the filled documents meet it, and it names the row", async () => {
      const criterion = criterionAt(await judged(files), stage, label);
      equal(criterion.verdict, "met", criterion.message);
      equal(criterion.rule, `make-express/${row}`);
    });
    for (const [title, changed, options] of breaks) {
      it(`unmet: ${title}`, async () => {
        const criterion = criterionAt(await judged(changed, options), stage, label);
        equal(criterion.verdict, "unmet", criterion.message);
        notEqual(criterion.message, "");
      });
    }
    for (const [title, changed, options] of still) {
      it(`met all the same: ${title}`, async () => {
        const criterion = criterionAt(await judged(changed, options), stage, label);
        equal(criterion.verdict, "met", criterion.message);
      });
    }
  });
}
