import { deepEqual, equal, match } from "node:assert/strict";
import fc from "fast-check";
import { isThrough, leavesOf } from "../../../../src/core/index.ts";
import type { Files } from "../../support/memory.ts";
import { approvalAsked, doc, made } from "./made.ts";
import { onlyFeature, openUnder, stageAt, statesOf } from "./process.ts";

const text = "# Doc\n\nText of its own.\n";
const files = (...filled: string[]): Files => Object.fromEntries(filled.map((n) => [`x_doc${n}.md`, text]));
const group = (id: string, stages: object[], more: object = {}): object => ({ id, title: id, stages, ...more });

/** Which documents are filled, and the state of every gate. */
function check(
  title: string,
  stages: object[],
  rows: readonly [filled: string, states: Record<string, string>, current: string | null][],
): void {
  describe(title, () => {
    const process = made(stages);
    for (const [filled, states, current] of rows) {
      it(`with ${filled === "" ? "nothing" : filled} filled`, async () => {
        const given = { ...files(...filled.split(" ").filter((n) => n !== "")), "x_doc9.md": "" };
        const feature = onlyFeature(await openUnder([process], given));
        deepEqual(statesOf(feature), states);
        equal(feature.current?.path.join("/") ?? null, current);
        equal(
          feature.done,
          leavesOf(feature.stages).every((stage) => stage.aside || isThrough(stage.state)),
        );
      });
    }
  });
}

describe("the order of gates", () => {
  check(
    "one after the other",
    [doc("1"), doc("2"), doc("3")],
    [
      ["", { 1: "open", 2: "locked", 3: "locked" }, "1"],
      ["1", { 1: "passed", 2: "open", 3: "locked" }, "2"],
      ["1 2", { 1: "passed", 2: "passed", 3: "open" }, "3"],
      ["1 2 3", { 1: "passed", 2: "passed", 3: "passed" }, null],
      ["2 3", { 1: "open", 2: "locked", 3: "locked" }, "1"],
      ["1 3", { 1: "passed", 2: "open", 3: "locked" }, "2"],
    ],
  );

  check(
    "in any order within a group",
    [doc("1"), group("g", [doc("2"), doc("3")], { order: "any" }), doc("4")],
    [
      ["", { 1: "open", "g/2": "locked", "g/3": "locked", 4: "locked" }, "1"],
      ["1", { 1: "passed", "g/2": "open", "g/3": "open", 4: "locked" }, "g/2"],
      ["1 3", { 1: "passed", "g/2": "open", "g/3": "passed", 4: "locked" }, "g/2"],
      ["1 2", { 1: "passed", "g/2": "passed", "g/3": "open", 4: "locked" }, "g/3"],
      ["1 2 3", { 1: "passed", "g/2": "passed", "g/3": "passed", 4: "open" }, "4"],
    ],
  );

  check(
    "groups follow one another by their last gates",
    [group("a", [doc("1"), doc("2")]), group("b", [doc("3"), doc("4")])],
    [
      ["1 3", { "a/1": "passed", "a/2": "open", "b/3": "locked", "b/4": "locked" }, "a/2"],
      ["1 2 4", { "a/1": "passed", "a/2": "passed", "b/3": "open", "b/4": "locked" }, "b/3"],
      ["1 2 3 4", { "a/1": "passed", "a/2": "passed", "b/3": "passed", "b/4": "passed" }, null],
    ],
  );

  check(
    "what stands aside locks nothing, and nothing locks it",
    [doc("1"), doc("2", undefined, { aside: true }), doc("3")],
    [
      ["", { 1: "open", 2: "open", 3: "locked" }, "1"],
      ["1", { 1: "passed", 2: "open", 3: "open" }, "3"],
      ["2", { 1: "open", 2: "passed", 3: "locked" }, "1"],
      ["1 3", { 1: "passed", 2: "open", 3: "passed" }, "2"],
    ],
  );

  check(
    "within a group that stands aside, order counts",
    [doc("1"), group("g", [doc("2"), doc("3")], { aside: true })],
    [
      ["", { 1: "open", "g/2": "open", "g/3": "locked" }, "1"],
      ["1 3", { 1: "passed", "g/2": "open", "g/3": "locked" }, "g/2"],
    ],
  );

  it("a group shows its first gate that does not hold, and counts those that do", async () => {
    const process = made([group("a", [doc("1"), doc("2"), doc("3")])]);
    const stage = stageAt(onlyFeature(await openUnder([process], files("1"))), "a");
    deepEqual([stage.state, stage.met, stage.total, stage.progress], ["open", 1, 3, true]);
  });

  describe("work beyond a gate that does not hold", () => {
    const violations = async (stages: object[], given: Files): Promise<string[]> =>
      onlyFeature(await openUnder([made(stages)], given)).findings.map(
        ({ kind, code, stage, place }) => `${kind} ${code} ${stage} ${place.file}`,
      );
    const three = [doc("1"), doc("2"), doc("3")];

    const rows: [title: string, stages: object[], given: Files, found: string[]][] = [
      ["is a violation", three, files("1", "3"), ["violation gate-passed-over 2 x_doc3.md"]],
      [
        "is reported once for each gate, however much work there is",
        three,
        files("2", "3"),
        ["violation gate-passed-over 1 x_doc2.md"],
      ],
      [
        "is reported for every gate that was passed over",
        three,
        files("3"),
        ["violation gate-passed-over 1 x_doc3.md", "violation gate-passed-over 2 x_doc3.md"],
      ],
      ["is none where nothing lies beyond", three, files("1"), []],
      ["is none where all holds", three, files("1", "2", "3"), []],
      [
        "is none for what a template has put there",
        three,
        { ...files("1"), "x_doc3.md": "# X\n\n<text>\n\nAlways there.\n\n- [ ] A box\n" },
        [],
      ],
      [
        "is one for a tick in what a template has put there",
        three,
        { ...files("1"), "x_doc3.md": "# X\n\n<text>\n\nAlways there.\n\n- [x] A box\n" },
        ["violation gate-passed-over 2 x_doc3.md"],
      ],
      ["is none among gates of any order", [group("g", three, { order: "any" })], files("3"), []],
      [
        "is one beyond a group of any order",
        [group("g", [doc("1"), doc("2")], { order: "any" }), doc("3")],
        files("1", "3"),
        ["violation gate-passed-over g/2 x_doc3.md"],
      ],
      ["is none for what stands aside", [doc("1"), doc("2", undefined, { aside: true })], files("2"), []],
      ["is none past what stands aside", [doc("1", undefined, { aside: true }), doc("2")], files("2"), []],
    ];
    for (const [title, stages, given, found] of rows) {
      it(title, async () => {
        deepEqual(await violations(stages, given), found);
      });
    }

    it("leads to the work, and says what does not hold", async () => {
      const feature = onlyFeature(
        await openUnder([made(three)], { ...files("1", "3"), "x_doc2.md": "# Doc\n\nText.\n\n<left>\n" }),
      );
      const [found] = feature.findings;
      match(found?.message ?? "", /Stage 3 has begun, but Stage 2 does not hold: A placeholder is left/);
      deepEqual([found?.place.file, found?.related[0]?.file, found?.related[0]?.line], ["x_doc3.md", "x_doc2.md", 5]);
      equal(found?.rule, "common/C-6");
      deepEqual(
        [stageAt(feature, "2").passedOver, stageAt(feature, "1").passedOver, stageAt(feature, "3").passedOver],
        [true, false, false],
      );
    });

    it("bears the process's own row where it has one", async () => {
      const own = [doc("1", { criteria: [{ filled: {} }], violation: "M-G4" }), doc("2")];
      deepEqual(
        onlyFeature(await openUnder([made(own)], files("2"))).findings.map(({ rule }) => rule),
        ["made/M-G4"],
      );
    });

    it("what cannot be determined is no violation", async () => {
      const unknown = [doc("1", { criteria: [{ filled: { file: "data" } }] }), doc("2")];
      const unreadable = { ...files("1", "2"), "x_data.md": { kind: "unreadable" as const, reason: "Binary." } };
      const feature = onlyFeature(await openUnder([made(unknown)], unreadable));
      deepEqual(
        [stageAt(feature, "1").criteria[0]?.verdict, stageAt(feature, "1").state, stageAt(feature, "2").state],
        ["unknown", "open", "locked"],
      );
      deepEqual(feature.findings, []);
      const readable = onlyFeature(await openUnder([made(unknown)], { ...files("1", "2"), "x_data.md": "<text>" }));
      deepEqual(
        readable.findings.map(({ stage }) => stage),
        ["1"],
      );
    });
  });

  describe("archived work", () => {
    const stages = [doc("1", approvalAsked), doc("2"), doc("3")];
    const moved = (given: Files): Files =>
      Object.fromEntries(Object.entries(given).map(([path, content]) => [`archive/x/${path}`, content]));
    it("is found, marked and judged", async () => {
      const feature = onlyFeature(await openUnder([made(stages)], moved(files("1", "2"))));
      deepEqual([feature.id, feature.archived, feature.current?.id], ["x", true, "1"]);
    });
    it("has no findings: neither violations nor contradictions nor stale approvals", async () => {
      const marked = [
        doc("1", { criteria: [{ filled: {} }], done: { field: { name: "Status", is: "done" } } }),
        doc("2"),
        doc("3"),
      ];
      const given = { "x_doc1.md": "Status: done\n\n<left>\n", ...files("3") };
      const live = onlyFeature(await openUnder([made(marked)], given));
      deepEqual(live.findings.map(({ kind }) => kind).sort(), ["contradiction", "violation", "violation"]);
      const archived = onlyFeature(await openUnder([made(marked)], moved(given)));
      deepEqual([archived.archived, archived.findings], [true, []]);
    });
  });

  it("judging is a function: same files, same verdict, in whatever order they are walked", async () => {
    const process = made([
      doc("1", approvalAsked),
      group("g", [doc("2"), doc("3", undefined, { aside: true })], { order: "any" }),
      doc("4"),
    ]);
    const piece = fc.constantFrom(
      "# A\n",
      "Text.\n",
      "<left>\n",
      "- [ ] box\n",
      "- [x] box\n",
      "BLOCKED\n",
      "Status: done\n",
      "\n",
      "```\n",
      "> quote\n",
    );
    const content = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join("\n"));
    const folder = fc.dictionary(
      fc.constantFrom(
        "x_doc1.md",
        "x_doc2.md",
        "x_doc3.md",
        "x_doc4.md",
        "y_doc1.md",
        "archive/x_doc1.md",
        "archive/x_doc2.md",
        ".plangate/approvals/made/x/1.yaml",
      ),
      content,
      { minKeys: 1 },
    );
    await fc.assert(
      fc.asyncProperty(folder, fc.infiniteStream(fc.nat()), async (given, numbers) => {
        const shuffled = Object.entries(given)
          .map((each) => ({ each, at: numbers.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ each }) => each);
        const once = await openUnder([process], { ...given });
        const again = await openUnder([process], { ...given });
        const otherwise = await openUnder([process], Object.fromEntries(shuffled));
        deepEqual(again.snapshot, once.snapshot);
        deepEqual(otherwise.snapshot, once.snapshot);
        await once.refresh();
        deepEqual(again.snapshot, once.snapshot);
        await again.refresh(Object.keys(given));
        deepEqual(again.snapshot, once.snapshot);
      }),
      { numRuns: 60 },
    );
  });
});
