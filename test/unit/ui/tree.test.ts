import { deepEqual, equal } from "node:assert/strict";
import type { FolderEngine } from "../../../src/host/vscode/folderEngine.ts";
import { type Filter, filterSchema, finder, noFilter } from "../../../src/ui/tree/filter.ts";
import { childrenOf, mayUnfold, type Node, roots } from "../../../src/ui/tree/nodes.ts";
import { nodeAt, parentOf } from "../../../src/ui/tree/parents.ts";
import { everything, type Grouping, sceneOf } from "../../../src/ui/tree/scene.ts";
import { doc, made } from "../core/judge/made.ts";
import { openUnder } from "../core/judge/process.ts";
import { NOW } from "../core/plan/play.ts";
import { engineOf, outline } from "./treeRows.ts";

const boxes = { criteria: [{ checklist: {} }] };
const ask = { criteria: [{ filled: {} }], approval: { required: true } };
const process = made([
  doc("1", ask),
  { id: "g", title: "Group", stages: [doc("2", boxes), doc("3", boxes, { id: "three", title: "Third" })] },
]);
const text = "# Doc\n\nText of its own.\n";
const files = {
  ".plangate/config.yaml": "",
  "a/alpha_doc1.md": text,
  "a/alpha_doc2.md": "# Doc\n\n- [ ] Paint the door\n  - [ ] Buy paint\n- [x] Second\n",
  "b/deep/beta_doc1.md": "# Doc\n\n<text>\n",
  "archive/gamma_doc1.md": text,
};

async function engine(name?: string): Promise<FolderEngine> {
  return engineOf(await openUnder([process], files, { now: NOW }), name);
}

const rows = async (filter: Partial<Filter>, grouping: Grouping = "nothing", names: string[] = ["work"]) =>
  outline(await Promise.all(names.map(engine)), sceneOf({ ...noFilter, ...filter }, grouping));

const stages = "Stage 1, Group (Stage 2, Third)";

describe("what the tree shows", () => {
  const tables: [title: string, filter: Partial<Filter>, shown: string[]][] = [
    ["everything", {}, [`Alpha (${stages})`, `Beta (${stages})`, `archived (Gamma (${stages}))`]],
    [
      "gates in a state, the groups around them, the features that have one",
      { states: ["ready"] },
      ["Alpha (Stage 1)", "archived (Gamma (Stage 1))"],
    ],
    [
      "gates in one of several states",
      { states: ["open", "ready"] },
      ["Alpha (Stage 1)", "Beta (Stage 1)", "archived (Gamma (Stage 1))"],
    ],
    ["nothing of a process that is not meant", { processes: ["other"] }, []],
    ["a feature by its name", { text: "BETA" }, [`Beta (${stages})`]],
    ["a feature by one of its files", { text: "alpha_doc2" }, [`Alpha (${stages})`]],
    [
      "a gate by its name",
      { text: "third", states: ["locked"] },
      ["Alpha (Group (Third))", "Beta (Group (Third))", "archived (Gamma (Group (Third)))"],
    ],
    ["a gate by a box, every word of it somewhere", { text: "door paint" }, ["Alpha (Group (Stage 2))"]],
    ["what waits for a person", { waiting: true }, ["Alpha (Stage 1)"]],
    ["nothing, where all that is asked does not meet", { waiting: true, states: ["open"] }, []],
  ];
  for (const [title, filter, shown] of tables) it(title, async () => deepEqual(await rows(filter), shown));

  it("gathered by process", async () => {
    deepEqual(await rows({ text: "deep" }, "process"), [`Made (Beta (${stages}))`]);
  });

  it("gathered by folder, archived work apart", async () => {
    deepEqual(
      (await rows({}, "folder")).map((row) => row.replaceAll(` (${stages})`, "")),
      ["a (Alpha)", "b/deep (Beta)", "archived (Gamma)"],
    );
  });

  it("folders of a workspace that has several, those alone that have something to show", async () => {
    deepEqual(await rows({ text: "beta" }, "nothing", ["one", "two"]), [
      `one (Beta (${stages}))`,
      `two (Beta (${stages}))`,
    ]);
    deepEqual(await rows({ text: "nowhere" }, "nothing", ["one", "two"]), []);
  });

  it("a filter that was kept in another shape is none", () => {
    deepEqual(filterSchema.catch(noFilter).parse({ states: ["great"] }), noFilter);
    equal(finder("  ")("anything"), true);
  });
});

describe("the rows around a row", () => {
  const scene = (grouping: Grouping) => sceneOf(noFilter, grouping, everything.node);
  const nameOf = (node: Node | undefined): string => {
    if (!node) return "-";
    if (node.kind === "item") return node.item.text;
    if (node.kind === "stage") return node.stage.title;
    if (node.kind === "feature") return node.feature.title;
    return node.kind === "folder" ? node.engine.folder.name : "rows" in node ? (node.title ?? node.kind) : node.kind;
  };
  const above = (node: Node | undefined, engines: FolderEngine[], grouping: Grouping): string[] =>
    node ? [nameOf(node), ...above(parentOf(node, engines, scene(grouping)), engines, grouping)] : [];

  it("lead from a line of a file up to the top, however features are gathered", async () => {
    const one = await engine("one");
    const two = await engine("two");
    const at = (path: string, line: number) => nodeAt(one, path, line, everything);
    const box = ["Buy paint", "Paint the door", "Stage 2", "Group", "Alpha"];
    deepEqual(above(at("a/alpha_doc2.md", 4), [one], "nothing"), box);
    deepEqual(above(at("a/alpha_doc2.md", 4), [one], "folder"), [...box, "a"]);
    deepEqual(above(at("a/alpha_doc2.md", 4), [one, two], "process"), [...box, "Made", "one"]);
    deepEqual(above(at("archive/gamma_doc1.md", 1), [one], "folder"), ["Stage 1", "Gamma", "archived"]);
    equal(at("README.md", 1), undefined);
  });

  it("of a stage that is filtered away give its feature", async () => {
    const one = await engine();
    const filtered = sceneOf({ ...noFilter, states: ["ready"] }, "nothing");
    equal(nameOf(nodeAt(one, "a/alpha_doc2.md", 4, filtered)), "Alpha");
    equal(nameOf(nodeAt(one, "a/alpha_doc1.md", 2, filtered)), "Stage 1");
  });

  it("are announced where there are any, and nowhere else", async () => {
    const one = await engine();
    const all = (nodes: readonly Node[]): Node[] => nodes.flatMap((node) => [node, ...all(childrenOf(node))]);
    const wrong = all(roots([one])).filter(
      (node) => node.kind !== "history" && mayUnfold(node) !== childrenOf(node).length > 0,
    );
    deepEqual(wrong.map(nameOf), []);
  });
});
