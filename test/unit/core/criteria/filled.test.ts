import { equal, match } from "node:assert/strict";
import { verdictOf } from "./verdict.ts";

/** A document with text, and one line more. */
function check(
  title: string,
  verdict: string,
  rows: readonly [title: string, text: string][],
  definition: object = { filled: {} },
): void {
  describe(title, () => {
    for (const [row, text] of rows) {
      it(`${row}: ${JSON.stringify(text)}`, async () => {
        const criterion = await verdictOf(definition, `# Doc\n\nText of its own.\n\n${text}\n`);
        equal(criterion.verdict, verdict, criterion.message);
      });
    }
  });
}

describe("placeholders (C-11)", () => {
  check("what is to be replaced", "unmet", [
    ["words in angle brackets", "<What hurts, and whom>"],
    ["one word in angle brackets", "- Owner: <name>"],
    ["dots in angle brackets", "Given <...>, when <…>"],
    ["choices in angle brackets", "Priority: <P0/P1/P2>"],
    ["in a heading", "## Option A: <name>\n\nText."],
    ["in a table cell", "| A | B |\n| --- | --- |\n| x | <what> |"],
    ["in a quote", "> <what somebody said>"],
    ["beside text", "The limit is <number> items"],
    ["beside code", "Run `make` in <folder of the project>"],
    ["a line that says TBD", "TBD"],
    ["an item that says TBD", "- Time: TBD"],
    ["an item that says TODO", "- TODO: write this"],
    ["a line that asks to be filled", "*Fill this after rollout.*"],
  ]);

  check("what only looks like it", "met", [
    ["a code span", "Logs lie in `runs/<RUN_ID>/stdout.log`"],
    ["a code span of two ticks", "``runs/<RUN_ID>``"],
    ["a fence", "```\ncp <from> <to>\n```"],
    ["a fence of tildes", "~~~sh\ncp <from> <to>\n~~~"],
    ["an indented block", "    cp <from> <to>"],
    ["an element with its end", "Press <kbd>Enter</kbd> now"],
    ["a void element", "one<br>two"],
    ["an element with attributes", 'See <img src="a.png" alt="a">'],
    ["a self-closing element", "See <a id=x/>"],
    ["a block of HTML", "<details>\n<summary>More</summary>\nText\n</details>"],
    ["a comment on one line", "Text <!-- <replace me> --> text"],
    ["a comment on several lines", "<!--\n<replace me>\nTBD\n-->"],
    ["an autolink", "See <https://example.org/a>"],
    ["an address", "Write to <team@example.org>"],
    ["a link's target", "[here](<a b.md>)"],
    ["a comparison", "a < b and c > d"],
    ["a generic type", "It returns Map<String> there"],
    ["an arrow", "a -> b => c <- d"],
    ["a sentence about TBD", "The TBD markers were removed."],
    ["a sentence about TODO", "Every TODO was closed."],
    ["a reference in brackets", "As measured [1] and [like that]"],
    ["an empty pair", "<> and < >"],
  ]);

  check("sections may be spared", "met", [["a placeholder in one", "## Links\n\n- PR: <link>"]], {
    filled: { except: ["Links"] },
  });
  check("but only those", "unmet", [["a placeholder beside it", "## Links\n\n- None\n\n## Risks\n\n- <risk>"]], {
    filled: { except: ["Links"] },
  });

  it("a document without any text of its own is not filled", async () => {
    for (const text of [
      "",
      "\n\n",
      "# Doc\n",
      "# Doc\n\n<!-- only a comment -->\n",
      "# Doc\n\nTBD\n",
      "---\ntitle: x\n---\n",
    ]) {
      equal((await verdictOf({ filled: {} }, text)).verdict, "unmet", JSON.stringify(text));
    }
    equal((await verdictOf({ filled: {} }, undefined)).verdict, "unmet");
    equal((await verdictOf({ filled: {} }, "Text\n")).verdict, "met");
  });

  it("the first placeholder is shown with its place, and the others are counted", async () => {
    const { message, place } = await verdictOf({ filled: {} }, "# Doc\r\n\r\nText\r\n\r\n  - a <b c>\r\n- <d>\r\n");
    match(message, /<b c> and 1 more/);
    equal(place?.line, 5);
    equal(place?.column, 7);
  });
});
