import { deepEqual, equal, match } from "node:assert/strict";
import { type AskedQuestion, type GitFacts, type Plan, planAction, planAdvance } from "../../../../src/core/index.ts";
import { type Files, type MemoryOptions, sha256 } from "../../support/memory.ts";
import { doc, made } from "../judge/made.ts";
import { openUnder } from "../judge/process.ts";
import { NOW, textAfter } from "./play.ts";

const log = [{ append: { file: "{feature}_log.md", line: "{answer}" } }];
const files: Files = {
  "x_doc1.md":
    "# One\n\nText.\n\n## Commands\n\nRun `npm test` or `npm run <what>`.\n\n```sh\n$ make qa\n# a comment\n```\n",
  "x_doc2.md": "# Two\n\n<text>\n",
};

/** A process with one action of these questions, at its first stage. */
const asks = (ask: object[], more: object = {}) =>
  made([doc("1"), doc("2"), doc("3")], {
    actions: [{ id: "act", title: "Act", at: "1", ask, steps: log, ...more }],
  });

/** The plan of the action for these answers alone: what is not answered is asked. */
async function act(ask: object[], answers: Record<string, string> = {}, options: MemoryOptions = {}): Promise<Plan> {
  const workspace = await openUnder([asks(ask)], files, options);
  return planAction("x", "act", ["1"], answers, { workspace, texts: {}, now: NOW, sha256 });
}

async function asked(ask: object[], answers: Record<string, string> = {}, options: MemoryOptions = {}) {
  const plan = await act(ask, answers, options);
  if (plan.kind !== "ask") throw new Error(`nothing is asked: ${JSON.stringify(plan)}`);
  return plan.question;
}

const valuesOf = ({ choices }: AskedQuestion): string[] => choices.map(({ value }) => value);
const text = { id: "answer", label: "What?" };
const pick = {
  ...text,
  kind: "pick",
  of: [
    { value: "a", label: "A" },
    { value: "b", label: "B" },
  ],
};

describe("a process's questions", () => {
  it("are asked one at a time, in order, until all that apply are answered", async () => {
    const questions = [
      pick,
      { id: "more", label: "More?", when: { answer: "b" }, required: true },
      { id: "last", label: "Last?" },
    ];
    equal((await asked(questions)).id, "answer");
    equal((await asked(questions, { answer: "b" })).id, "more");
    equal((await asked(questions, { answer: "a" })).id, "last");
    equal((await act(questions, { answer: "a", last: "" })).kind, "change");
  });

  it("are not taken as passed over, even where they need no answer", async () => {
    equal((await act([text])).kind, "ask");
    equal((await act([text], { answer: "" })).kind, "change");
  });

  describe("take an answer as it is meant", () => {
    const rows: [title: string, question: object, answer: string, written: string][] = [
      ["on one line, without blanks around", text, "  two\n\twords ", "two words\n"],
      ["on several lines", { ...text, lines: true }, "one  \r\n\r\ntwo\r\n", "one\n\ntwo\n"],
      ["empty: the fallback", { ...text, fallback: "n/a" }, " ", "n/a\n"],
      ["empty choice: the fallback", { ...pick, fallback: "b" }, "", "b\n"],
      ["several choices", { ...pick, many: true }, "b\na", "b\na\n"],
      ["yes", { ...text, kind: "yesNo" }, "yes", "yes\n"],
    ];
    for (const [title, question, answer, written] of rows)
      it(title, async () => equal(textAfter(files, await act([question], { answer }), "x_log.md"), written));
  });

  describe("refuse", () => {
    const rows: [title: string, question: object, answer: string, message: RegExp][] = [
      ["nothing, where something is needed", { ...text, required: true }, " \t ", /What\?: an answer is needed/],
      ["what is no choice", pick, "c", /"c" is none of a, b/],
      ["one of several that is no choice", { ...pick, many: true }, "a\nc", /"c" is none of/],
      ["several, where one is meant", pick, "a\nb", /"a b" is none of/],
      ["another word for yes", { ...text, kind: "yesNo" }, "sure", /"sure" is none of yes, no/],
    ];
    for (const [title, question, answer, message] of rows) {
      it(title, async () => {
        const plan = await act([question], { answer });
        equal(plan.kind, "refusal");
        match(plan.kind === "refusal" ? plan.message : "", message);
      });
    }
  });

  it("show the fallback first, and need no empty choice beside it", async () => {
    const question = await asked([{ ...pick, fallback: "b" }]);
    deepEqual([valuesOf(question), question.required, question.fallback], [["b", "a"], true, "b"]);
    deepEqual([(await asked([pick])).required, (await asked([{ ...text, fallback: "n/a" }])).required], [false, false]);
  });

  describe("take their choices from the workspace", () => {
    const from = (from: object) => ({ ...text, kind: "pick", from, required: true });

    it("commands: of code blocks and code spans, no prompt, no comment, no placeholder", async () => {
      deepEqual(valuesOf(await asked([from({ code: { in: "Commands" } })])), ["npm test", "make qa"]);
    });

    it("files that are there", async () => {
      deepEqual(valuesOf(await asked([from({ files: ["*_doc{n:int}.md", "gone.md"] })])), ["x_doc1.md", "x_doc2.md"]);
    });

    it("the gates after a stage, and none before the first", async () => {
      deepEqual(valuesOf(await asked([from({ stages: "after" })])), ["2", "3"]);
      deepEqual(valuesOf(await asked([from({ stages: "siblings" })])), ["2", "3"]);
      deepEqual(valuesOf(await asked([from({ stages: "children" })])), ["1"]);
      const none = await act([from({ stages: "before" })]);
      match(none.kind === "refusal" ? none.message : "", /there is nothing to choose from/);
    });

    it("and are passed over where there is none and none is needed", async () => {
      const open = { ...from({ files: ["gone.md"] }), required: false };
      equal(textAfter(files, await act([open]), "x_log.md"), "\n");
    });
  });

  it("are filled in with what the feature, the stage and the last commit say", async () => {
    const git: GitFacts = {
      head: "0123456789abcdef",
      branch: "main",
      commits: [
        {
          sha: "0123456789abcdef",
          at: "2026-10-04T10:00:00Z",
          author: "A",
          email: "a@example.org",
          subject: "Cut the parser",
          parents: 1,
          files: ["src/a.ts", "src/b.ts"],
        },
      ],
      truncated: false,
      dirty: [],
      user: { name: "A", email: "a@example.org" },
    };
    const prefill = "{feature} {date} {headSha} {headSubject} {headDate} {headFiles} {unknown}";
    const question = await asked([{ ...text, label: "About {feature}?", prefill }], {}, { git });
    equal(question.label, "About x?");
    equal(question.prefill, "x 2026-10-05 0123456789 Cut the parser 2026-10-04 src/a.ts, src/b.ts {unknown}");
    equal((await asked([{ ...text, prefill: "{headSha}" }])).prefill, "");
  });

  it("are asked by advancing as well, once the gate holds", async () => {
    const gate = { criteria: [{ filled: {} }], ask: [{ ...pick, required: true, person: true }], advance: log };
    const workspace = await openUnder([made([doc("1", gate), doc("2", gate)])], files);
    const advance = (stage: string, answers: Record<string, string>): Plan =>
      planAdvance("x", [stage], answers, { workspace, texts: {}, now: NOW, sha256 });
    const first = advance("1", {});
    deepEqual([first.kind, first.kind === "ask" && first.question.person], ["ask", true]);
    equal(textAfter(files, advance("1", { answer: "a" }), "x_log.md"), "a\n");
    equal(advance("2", { answer: "a" }).kind, "refusal");
  });
});
