import { equal } from "node:assert/strict";
import { subjectName } from "../../../src/core/index.ts";

describe("the name of what a decision is about", () => {
  const rows: [what: string, path: string, section: string | undefined, name: string][] = [
    ["a file", "docs/plan.md", undefined, "docs/plan.md"],
    ["a section", "docs/plan.md", "Risks", "docs/plan.md § Risks"],
    ["a path of two lines", "plan.md\nBy: Ada", undefined, "plan.md By: Ada"],
    ["a path that is turned around", "\u202edm.nalp", undefined, "<U+202E>dm.nalp"],
    ["a title that hides a part of itself", "a.md", "Ri\u200bsks\u0007", "a.md § Ri<U+200B>sks<U+0007>"],
  ];
  for (const [what, path, section, name] of rows)
    it(what, () => equal(subjectName({ path, ...(section !== undefined && { section }) }), name));
});
