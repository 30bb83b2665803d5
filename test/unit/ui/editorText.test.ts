import { equal } from "node:assert/strict";
import { inDialog, inMessage, inRow } from "../../../src/ui/shared/text/editorText.ts";

/** What the editor's lists make of a label: pictures, but for names behind a backslash. */
const drawn = (label: string): string =>
  label.replaceAll(/(\\)?\$\(([a-z0-9-]+(?:~[a-z0-9-]+)?)\)/gi, (_, escaped, name) => (escaped ? `$(${name})` : "🖼"));

describe("texts of a workspace in the editor's own lists, notifications and dialogs", () => {
  for (const text of ["$(check) met", "\\$(check)", "$(sync~spin)", "$(CHECK)", "$(rm -rf .)", "a $( b", "costs 5$"])
    it(`a row shows ${text} as it is`, () => equal(drawn(inRow(text)), text));

  it("a row shows what hides, turns around or ends a line", () => {
    equal(inRow("a\u202eb\u200bc\u001b[31m\nd"), "a<U+202E>b<U+200B>c<U+001B>[31m ⏎ d");
  });

  it("a row shows a command whole", () => equal(inRow("x".repeat(10_000)).length, 10_000));

  it("a message has no links of a document's", () => {
    equal(inMessage("[yes](command:x) [no](https://a.example)"), "[yes] (command:x) [no] (https://a.example)");
  });

  it("a dialog shows what hides, on one line, and no megabyte", () => {
    equal(inDialog("a\u202e\nb"), "a<U+202E> b");
    equal(inDialog("x".repeat(1_000_000)).length, 2001);
  });
});
