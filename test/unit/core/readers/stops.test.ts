import { deepEqual } from "node:assert/strict";
import { leavesOf } from "../../../../src/core/index.ts";
import { openMemory } from "../../support/memory.ts";

const plan = (clarify: string, log = ""): Record<string, string> => ({
  "tasks/export-20261005T081500Z/plan.md": `# Export\n\n## Clarification Questions\n\n${clarify}\n\n## User Stories\n\n### Story [S-1]: Export\n\n#### Tasks Checklist\n\n- [ ] Write it\n\n## Definition of Done\n\nAll tests pass.\n\n## Tests to Run\n\n- \`npm test\`\n`,
  ...(log === "" ? {} : { "tasks/export-20261005T081500Z/decision-log.md": log }),
});

const states = async (text: string): Promise<string[]> => {
  const { snapshot } = await openMemory(plan(text));
  return leavesOf(snapshot.features[0]?.stages ?? []).map(({ state }) => state);
};

/** Each row: where the token stands, the text, and whether it stops the plan. */
function check(rows: [title: string, text: string, stops: boolean][]): void {
  for (const [title, text, stops] of rows) {
    it(`${title}: ${JSON.stringify(text)}`, async () => {
      deepEqual((await states(text)).includes("blocked"), stops);
    });
  }
}

describe("C-12 a stop token counts", () => {
  check([
    ["as a paragraph", "NEEDS_CLARIFICATION", true],
    ["as a bold paragraph", "**NEEDS_CLARIFICATION**", true],
    ["as a list item", "- BLOCKED", true],
    ["as a heading", "### BLOCKED", true],
    ["as a field's value", "- Status: BLOCKED", true],
    ["as a bold field's value", "**Status:** NEEDS_CLARIFICATION", true],
    ["with a period", "BLOCKED.", true],
  ]);
});

describe("C-12 a stop token does not count", () => {
  check([
    ["in running text", "Write NEEDS_CLARIFICATION when a question is open.", false],
    ["at the head of a sentence", "BLOCKED means that work has stopped.", false],
    ["in a code span", "`BLOCKED`", false],
    ["in a fence", "```\nBLOCKED\n```", false],
    ["in indented code", "text\n\n    BLOCKED", false],
    ["in a comment", "<!-- BLOCKED -->", false],
    ["in a comment of several lines", "<!--\nBLOCKED\n-->", false],
    ["in a quote", "> BLOCKED", false],
    ["in a quoted field", "> Status: BLOCKED", false],
    ["in a table cell", "| Word |\n|---|\n| BLOCKED |", false],
    ["in another case", "Blocked", false],
    ["as a part of a word", "BLOCKED_BY", false],
    ["in a choice that nobody made", "- Status: done / BLOCKED", false],
  ]);

  it("CP-G1 among the questions it stops Clarify itself", async () => {
    deepEqual((await states("NEEDS_CLARIFICATION"))[0], "blocked");
  });

  it("in the section of a story: it stops that story and none before it", async () => {
    const files = plan("- none");
    const path = Object.keys(files)[0] ?? "";
    files[path] = files[path]?.replace("- [ ] Write it", "- [ ] Write it\n\nBLOCKED") ?? "";
    const { snapshot } = await openMemory(files);
    const blocked = leavesOf(snapshot.features[0]?.stages ?? []).filter(({ state }) => state === "blocked");
    deepEqual(
      blocked.filter(({ path: at }) => at[0] !== "S-1"),
      [],
    );
  });
});
