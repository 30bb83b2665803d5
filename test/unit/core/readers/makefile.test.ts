import { deepEqual } from "node:assert/strict";
import fc from "fast-check";
import { readMakefile } from "../../../../src/core/readers/makefile.ts";

/** Each rule in one line: `name: needs | recipe`. */
const shown = (text: string): string[] =>
  readMakefile(text).targets.map(({ name, needs, recipe }) => `${name}: ${needs.join(" ")} | ${recipe.join("; ")}`);

describe("a Makefile", () => {
  const rows: [title: string, text: string, rules: string[]][] = [
    ["a rule with a recipe", "qa: lint\n\t@npm test\n", ["qa: lint | @npm test"]],
    ["several targets", "a b: c\n\tx\n", ["a: c | x", "b: c | x"]],
    ["a recipe on the rule's own line", "qa: ; npm test\n", ["qa:  | npm test"]],
    ["double colons, order-only needs", "qa:: a | b\n", ["qa: a b | "]],
    ["a static pattern", "a b: %: %.md\n", ["a: %.md | ", "b: %.md | "]],
    ["names from variables", "DOCS := a b\nDOCS += c\n$(DOCS):\n\tls\n", ["a:  | ls", "b:  | ls", "c:  | ls"]],
    ["the first of ?= wins", `N ?= a\nN ?= b\n\${N}: x\n`, ["a: x | "]],
    ["a variable of a target is no rule", "qa: DEBUG = 1\nqa: export X := 2\n", []],
    [".PHONY is no target, nor is what it lists", ".PHONY: qa\n.POSIX:\n", []],
    ["comments", "# qa:\nqa: # lint\n\t# nothing\n\ttrue # yet\n\tls # ok\n", ["qa:  | ls # ok"]],
    ["continued lines", "qa: a \\\n  b\n\tnpm \\\n\t  test\n", ["qa: a b | npm  test"]],
    ["conditions", "ifdef CI\nqa: a\nelse\nqa: b\nendif\n", ["qa: a | ", "qa: b | "]],
    [
      "a branch that is never read",
      "ifeq (0,1)\nqa: a\n\tx\nelse\nqa: b\nendif\nlint: c\n",
      ["qa: b | ", "lint: c | "],
    ],
    ["conditions in each other", "ifeq ($(A),1)\nifneq 'a' 'a'\nqa: a\nendif\nqa: b\nendif\n", ["qa: b | "]],
    ["only one branch of several", "ifeq (1,1)\na: x\nelse ifeq (1,1)\nb: x\nelse\nc: x\nendif\n", ["a: x | "]],
    ["what does nothing", "a:\n\t@:\nb: ; -true;\nc:\n\t@: && ls\n", ["a:  | ", "b:  | ", "c:  | @: && ls"]],
    ["another prefix of recipes", ".RECIPEPREFIX = >\nqa:\n>npm test\n", ["qa:  | npm test"]],
    ["what a command would give is not known", "X != ls\n$(X): a\n", ["$(X): a | "]],
    ["what is defined as text is none", "define LONG\nqa:\n\tx\nendef\nreal:\n\ty\n", ["real:  | y"]],
    ["an assignment ends a recipe", "qa:\n\ta\nX = 1\n\tb\n", ["qa:  | a"]],
    ["carriage returns", "qa: a\r\n\tb\r\n", ["qa: a | b"]],
    ["a colon inside of a variable is not the rule's", "$(X:a=b): c\n", ["$(X:a=b): c | "]],
  ];
  for (const [title, text, rules] of rows) it(title, () => deepEqual(shown(text), rules));

  it("says what it includes, where and whether it may be missing", () => {
    deepEqual(readMakefile("DIR = make\ninclude $(DIR)/a.mk b.mk\n-include c.mk\nsinclude $(X).mk\n").includes, [
      { path: "make/a.mk", line: 2, optional: false },
      { path: "b.mk", line: 2, optional: false },
      { path: "c.mk", line: 3, optional: true },
      { path: "$(X).mk", line: 4, optional: true },
    ]);
  });

  it("names the line of each rule", () => {
    deepEqual(
      readMakefile("X = a \\\n b\n\nqa:\n\tx\n").targets.map(({ line }) => line),
      [4],
    );
  });

  it("never throws, whatever the text", () => {
    const piece = fc.constantFrom(
      "qa:",
      "\t",
      "$(",
      ")",
      "A =",
      "$(A)",
      "include ",
      "define X\n",
      "endef\n",
      "\\\n",
      "\r\n",
      "\n",
      "#",
      ";",
      "|",
      "%",
      "ifdef",
      "::",
      "&:",
      "é",
      "\0",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((parts) => parts.join("")),
        ),
        (text) => void readMakefile(text),
      ),
    );
  });

  it("a variable that holds itself twice over ends", () => {
    readMakefile(`A = $(A)$(A)\n${"$(A): x\n".repeat(3000)}`);
    readMakefile(`x${"\\".repeat(200_000)}`);
  });
});
