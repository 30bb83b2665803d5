import { equal, match } from "node:assert/strict";
import { verdictOf } from "./verdict.ts";

const required = { resolved: { in: ["Unknowns", "Open questions*"], required: true } };
const critical = { resolved: { in: "Clarification Questions", like: ["[Critical]*"] } };

/** What is under `## Unknowns`, and what that makes of the gate. */
function check(
  title: string,
  definition: object,
  verdict: string,
  rows: readonly [title: string, text: string][],
  heading = "## Unknowns",
): void {
  describe(title, () => {
    for (const [row, text] of rows) {
      it(row, async () => {
        const document = `# Doc\n\nText.\n\n${heading}\n\n${text}\n\n## After\n\n- Not part of it?\n`;
        const criterion = await verdictOf(definition, document);
        equal(criterion.verdict, verdict, criterion.message);
      });
    }
  });
}

describe("open points (C-13)", () => {
  check("an answer is", required, "met", [
    ["text behind an arrow", "- How many sites? → Twelve"],
    ["text behind A:", "- How many sites? A: Twelve"],
    ["text behind a bold A:", "- How many sites? **A:** Twelve"],
    ["text behind Answer:", "- How many sites? Answer: twelve"],
    ["text behind Answer: on the next line", "- How many sites?\n  Answer: twelve"],
    ["a number behind an arrow", "- How many sites? → 12"],
    ["code behind an arrow", "- Which setting? → `sites.max`"],
    ["a nested item", "- How many sites?\n  - Twelve, says the sales team"],
    ["a ticked box", "- [x] How many sites?"],
    ["a box ticked in capitals", "- [X] How many sites?"],
    ["a strike-through", "- ~~How many sites?~~"],
    ["the word Resolved in front of the outcome", "- How many sites: **Resolved (twelve)**, as counted"],
    ["Resolved:", "- How many sites? Resolved: twelve"],
    ["one for every point", "1. How many sites? → 12\n2. Which region? → EU"],
    ["an arrow in a paragraph", "How many sites there are → twelve"],
    ["None, in a list", "- None"],
    ["None, as a paragraph", "None."],
    ["None, in italics and in parentheses", "_(none outstanding, all settled last week)_"],
    ["N/A", "N/A"],
    ["a sentence that says there are none", "No open questions."],
  ]);

  check("no answer is", required, "unmet", [
    ["nothing at all", "- How many sites?"],
    ["an arrow with nothing behind it", "- How many sites? →"],
    ["an arrow with a placeholder behind it", "- How many sites? → <the answer, once known>"],
    ["an arrow with TBD behind it", "- How many sites? → TBD"],
    ["an arrow with question marks behind it", "- How many sites? → ???"],
    ["A: with nothing behind it", "- How many sites? A:"],
    ["Answer: with TBD behind it", "- How many sites? Answer: TBD"],
    ["an empty nested item", "- How many sites?\n  -"],
    ["a nested placeholder", "- How many sites?\n  - <who knows>"],
    ["a nested TBD", "- How many sites?\n  - TBD"],
    ["an open box", "- [ ] How many sites?"],
    ["a strike-through of a part", "- How ~~few~~ many sites?"],
    ["a guess in parentheses", "- How many sites (likely twelve)?"],
    ["alternatives in parentheses", "- Where is it set (variable or screen)?"],
    ["an arrow in a code span", "- Is `(a) => b` what the callers pass?"],
    ["an option that is named A", "- Option A: will it keep up with the load?"],
    ["a word that ends in resolved", "- Unresolved: which region goes first"],
    ["a word that begins like None", "- Nonetheless, which region goes first?"],
    ["none of something", "- None of the vendors answered: which one is left?"],
    ["one point of two", "- How many sites? → 12\n- Which region?"],
    ["a numbered point", "1. How many sites?"],
    ["a paragraph without an answer", "Nobody knows how many sites there are."],
    ["a placeholder for a point", "- <What is not known> → <the answer>"],
    ["an empty section", ""],
    ["a comment alone", "<!-- None -->"],
  ]);

  it("an open point is named with its place, and the others are counted", async () => {
    const criterion = await verdictOf(required, "# Doc\n\n## Unknowns\n\n- One?\n- Two? → 2\n- Three?\n");
    equal(criterion.message, "Open: One? and 1 more");
    equal(criterion.place?.file, "x_doc.md");
    equal(criterion.place?.line, 5);
  });

  it("a missing section is unmet where it is required, and not asked where it is not", async () => {
    equal((await verdictOf(required, "# Doc\n\nText.\n")).verdict, "unmet");
    equal((await verdictOf({ resolved: { in: "Unknowns" } }, "# Doc\n\nText.\n")).verdict, "notApplicable");
  });

  it("a missing document is unmet, and so is one that cannot be read", async () => {
    equal((await verdictOf(required, undefined)).verdict, "unmet");
    match((await verdictOf(required, undefined)).message, /does not exist/);
  });

  check(
    "by other names and at other levels",
    required,
    "unmet",
    [["an open point", "- How many sites?"]],
    "### 3. Open Questions (for ops):",
  );

  check(
    "as a field: answered",
    required,
    "met",
    [
      ["None", "- Unknowns: none"],
      ["an answered point nested under it", "- Unknowns:\n  - How many sites? → 12"],
    ],
    "## Elsewhere",
  );

  check(
    "as a field: open",
    required,
    "unmet",
    [
      ["its own value", "- Unknowns: the number of sites"],
      ["a point nested under it", "- Unknowns:\n  - How many sites?"],
      ["a bold lead-in", "**Unknowns.** The number of sites."],
    ],
    "## Elsewhere",
  );

  check(
    "only the critical ones count where that is said: settled",
    critical,
    "met",
    [
      ["an open one that is nice to have", "- [Nice] How many sites?"],
      ["an answered critical one", "- [Critical] How many sites? → 12"],
      ["none at all", "None"],
    ],
    "## Clarification Questions",
  );

  check(
    "only the critical ones count where that is said: open",
    critical,
    "unmet",
    [
      ["a critical one", "- [Nice] Which region?\n- [Critical] How many sites?"],
      ["a bold critical one", "- **[Critical]** How many sites?"],
      ["in small letters", "- [critical] How many sites?"],
      ["with a box", "- [ ] [Critical] How many sites?"],
    ],
    "## Clarification Questions",
  );
});
