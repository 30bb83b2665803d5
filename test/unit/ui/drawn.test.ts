import { deepEqual, equal } from "node:assert/strict";
import { Drawn } from "../../../src/ui/tree/drawn.ts";

interface Plain {
  id: string;
  text: string;
  rows: Plain[];
}
const row = (id: string, text: string, ...rows: Plain[]): Plain => ({ id, text, rows });
/** What a row says only when asked: something about what lies below it. */
const moreOf = ({ rows }: Plain): string => rows.map(({ text }) => text).join();
const tree = (box: string, count: string, title = "Work"): Plain =>
  row("feature", title, row("gate", count, row("ticked", count), row("box", box)), row("other", "Other"));

describe("what is drawn anew of a tree", () => {
  let drawn: Drawn<Plain>;
  let root: Plain;
  const drawAll = (one: Plain): void => {
    drawn.draw(one);
    for (const child of drawn.unfold(one)) drawAll(child);
  };
  /** Gives the root what it is now, as the provider does with a feature, and names what has to be drawn. */
  const changed = (now: Plain): string[] => drawn.changed(Object.assign(root, now)).map(({ id }) => id);

  beforeEach(() => {
    drawn = new Drawn({ idOf: ({ id }) => id, textOf: ({ text }) => text, moreOf, below: ({ rows }) => rows });
    root = tree("[ ] Paint", "0 of 1");
    drawAll(root);
  });

  const tables: [title: string, now: Plain, rows: string[]][] = [
    ["nothing where nothing differs", tree("[ ] Paint", "0 of 1"), []],
    ["the row that differs, and none around it", tree("[x] Paint", "0 of 1"), ["box"]],
    ["a row with all below it, once", tree("[x] Paint", "1 of 1"), ["gate"]],
    ["everything where the top differs", tree("[ ] Paint", "0 of 1", "Play"), ["feature"]],
    ["the row below which one came", row("feature", "Work", ...tree("", "0 of 1").rows, row("new", "")), ["feature"]],
    [
      "the row below which the order changed",
      row("feature", "Work", ...tree("", "0 of 1").rows.reverse()),
      ["feature"],
    ],
  ];
  for (const [title, now, rows] of tables) it(`is ${title}`, () => deepEqual(changed(now), rows));

  it("is a row's own, not what was never unfolded below it", () => {
    drawn = new Drawn({ idOf: ({ id }) => id, textOf: ({ text }) => text, moreOf, below: ({ rows }) => rows });
    drawn.draw(root);
    deepEqual(changed(tree("[x] Paint", "1 of 1")), []);
  });

  it("is also what was told about a row, once that is no longer true, until it is drawn again", () => {
    const [gate] = drawn.unfold(root);
    if (!gate) throw new Error("no gate");
    equal(drawn.tell(gate), "0 of 1,[ ] Paint");
    deepEqual(changed(tree("[x] Paint", "0 of 1")), ["gate"]);
    drawAll(root);
    deepEqual(changed(tree("[ ] Paint", "0 of 1")), ["box"]);
  });

  it("keeps the objects of rows, with what is new in them", () => {
    const [gate] = drawn.unfold(root);
    const box = gate && drawn.unfold(gate)[1];
    deepEqual(changed(tree("[x] Paint", "0 of 1")), ["box"]);
    equal(box?.text, "[x] Paint");
    equal(gate && drawn.unfold(gate)[1], box);
  });

  it("keeps rows apart that have one id by mistake", () => {
    const twice = row("feature", "", row("box", "a"), row("box", "b"));
    drawn.unfold(twice);
    deepEqual(
      drawn.unfold(row("feature", "", row("box", "a"), row("box", "b"))).map(({ text }) => text),
      ["a", "b"],
    );
    deepEqual(
      drawn.unfold(twice).map(({ text }) => text),
      ["a", "b"],
    );
  });
});
