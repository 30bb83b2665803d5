import { equal, match } from "node:assert/strict";
import { criterionAt, judged } from "../filled.ts";
import { check, files, put, textOf } from "./support.ts";

/** Targets that are there in name only, and such that a reader of the Makefile cannot tell. */
describe("make-express: targets of the Makefile", () => {
  const makefile = textOf("Makefile");
  const targets =
    "doctor express ask-gate explore context research requirements risks plan qa repro profile security writeup";
  const all = "The Makefile has its targets";
  check("ME-G0", "0", all, {
    breaks: [
      ["none of it is ever read", put("Makefile", `ifeq (0,1)\n${makefile}\nendif\n`)],
      ["what stands behind else is never read", put("Makefile", `ifneq "a" "b"\nelse\n${makefile}\nendif\n`)],
      ["their one recipe is @:", put("Makefile", `${targets}:\n\t@:\n`)],
      ["their one recipe is true, on their own line", put("Makefile", `${targets}: ; @true\n`)],
      ["they need only what does nothing", put("Makefile", `${targets}: nothing\nnothing:\n\t@: # yet\n`)],
      ["a pattern that fits none of them", put("Makefile", "%.o: %.c\n\tcc $<\n")],
    ],
    still: [
      ["in the branch that is read", put("Makefile", `ifeq (1,1)\n${makefile}\nelse\nendif\n`)],
      ["in a branch that depends", put("Makefile", `ifeq ($(CI),1)\n${makefile}\nendif\n`)],
      ["behind else", put("Makefile", `ifeq (0,1)\nelse\n${makefile}\nendif\n`)],
      ["behind else ifeq", put("Makefile", `ifeq (0,1)\nelse ifeq ($(CI),)\n${makefile}\nendif\n`)],
      ["with another prefix", put("Makefile", `.RECIPEPREFIX = >\n${makefile.replaceAll("\t", ">")}`)],
      ["a recipe that begins with nothing", put("Makefile", `${targets}:\n\t@: && npm run $@\n`)],
    ],
  });
  describe("ME-G0 what cannot be told of a Makefile is unknown", () => {
    const rows: [title: string, text: string, why: RegExp][] = [
      [
        "rules made by eval",
        `define rule\n$(1):\n\tnpm run $(1)\nendef\n$(foreach each,${targets},$(eval $(call rule,$(each))))\n`,
        /; what eval makes is not known$/,
      ],
      ["a rule for anything", "%:\n\tnpm run $@\n", /; a rule for % may make it$/],
      ["names from a function", `$(addprefix q,a b):\n\tx\n`, /; what .* stands for is not known$/],
      ["names from a command", "NAMES != ls scripts\n$(NAMES):\n\tx\n", /; what .* stands for is not known$/],
      ["rules from a variable", "$(RULES)\n", /; what .* stands for is not known$/],
    ];
    for (const [title, text, why] of rows) {
      it(title, async () => {
        const { verdict, message } = criterionAt(await judged(put("Makefile", text)), "0", all);
        equal(verdict, "unknown", message);
        match(message, why);
      });
    }
    it("a variable in another place of a name leaves no doubt", async () => {
      const text = "$(BUILD)/app: main.c\n\tcc $<\n";
      equal(criterionAt(await judged({ ...files, Makefile: text }), "0", all).verdict, "unmet");
    });
  });
});
