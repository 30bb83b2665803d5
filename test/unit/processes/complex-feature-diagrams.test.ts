import { deepEqual, equal } from "node:assert/strict";
import type { Problem } from "../../../src/core/index.ts";
import { type Files, openMemory } from "../support/memory.ts";
import { filledFiles } from "./filled.ts";

const files = filledFiles("complex-feature");
const folder = "docs/plans";
const brief = `${folder}/offline_scans_stage1_architecture_brief.md`;
const text = files[brief] ?? "";
const png: Files[string] = { kind: "unreadable", reason: "a picture" };

/** What is said about diagrams, over the filled feature with a remark in its brief and these files in the folder. */
async function said(remark: string, diagrams: readonly string[], more: Files = {}): Promise<Problem[]> {
  const given: Files = { ...files, [brief]: `${text}\n${remark}\n`, ...more };
  for (const name of diagrams) given[`${folder}/diagrams/${name}`] = name.endsWith(".png") ? png : "graph LR\n";
  const { features } = (await openMemory(given)).snapshot;
  return features.flatMap(({ problems }) => problems).filter(({ rule }) => rule === "complex-feature/CF-A2");
}
const places = async (...given: Parameters<typeof said>): Promise<string[]> =>
  (await said(...given)).map(({ file, severity }) => `${severity} ${file}`);

describe("complex-feature CF-A2 diagrams", () => {
  const shown: [title: string, remark: string][] = [
    ["a link", "See [the flow](diagrams/offline_scans_flow.mmd)."],
    ["an image", "![flow](diagrams/offline_scans_flow.mmd)"],
    ["an image with a title", '![flow](diagrams/offline_scans_flow.mmd "The flow")'],
    ["with an anchor", "[flow](diagrams/offline_scans_flow.mmd#queue)"],
    ["with a query", "[flow](diagrams/offline_scans_flow.mmd?raw=true)"],
    ["from here", "[flow](./diagrams/offline_scans_flow.mmd)"],
    ["round about", "[flow](../plans/diagrams/offline_scans_flow.mmd)"],
    ["from the repository's root", "[flow](/docs/plans/diagrams/offline_scans_flow.mmd)"],
    ["by reference", "![flow][f]\n\n[f]: diagrams/offline_scans_flow.mmd"],
    ["by a short reference", "See [flow].\n\n[Flow]: <diagrams/offline_scans_flow.mmd> 'The flow'"],
    ["in a table", "| Part | Picture |\n| --- | --- |\n| Queue | [flow](diagrams/offline_scans_flow.mmd) |"],
    ["in HTML, for its size", '<img src="diagrams/offline_scans_flow.mmd" width="400">'],
    ["in a code span", "Drawn in `diagrams/offline_scans_flow.mmd`."],
    ["in a code span, from the root", "Drawn in `docs/plans/diagrams/offline_scans_flow.mmd`."],
  ];
  for (const [title, remark] of shown) {
    it(`CF-A2 is shown by ${title}: nothing to say; without the file, or without the link, there is`, async () => {
      deepEqual(await places(remark, ["offline_scans_flow.mmd"]), []);
      deepEqual(await places(remark, []), [`warning ${brief}`]);
      deepEqual(await places("", ["offline_scans_flow.mmd"]), [`warning ${folder}/diagrams/offline_scans_flow.mmd`]);
    });
  }

  it("CF-A2 a name with blanks, encoded or in angle brackets", async () => {
    deepEqual(await places("[flow](diagrams/the%20offline%20scans%20flow.mmd)", ["the offline scans flow.mmd"]), []);
    deepEqual(await places("![flow](<diagrams/the offline scans flow.png>)", ["the offline scans flow.png"]), []);
    deepEqual(await places("[flow](diagrams/100%.mmd)", []), [`warning ${brief}`]);
  });
  it("CF-A2 is no diagram of the folder: an address, an anchor, another document, a picture in a fence or a comment", async () => {
    const remark =
      "[a](https://example.org/diagrams/x.png) ![b](//cdn.example.org/x.png) [c](#options) [d](offline_scans_stage9_none.md) [e](mailto:a@example.org)\n\n```\n![x](diagrams/none.png)\n```\n\n<!-- ![y](diagrams/none.png) -->\n\n```mermaid\ngraph LR\n  A --> B\n```";
    deepEqual(await places(remark, []), []);
  });
  it("CF-A2 an image that is not there, wherever it should be", async () =>
    deepEqual(await places("![screen](../assets/screen.png)", []), [`warning ${brief}`]));
  it("CF-A2 every dead reference at its own place, and every diagram that is not shown", async () => {
    const found = await said("![a](diagrams/a.png)\n![b](diagrams/b.png)", [
      "offline_scans_x.png",
      "offline_scans_y.mmd",
    ]);
    const line = text.split("\n").length + 1;
    deepEqual(
      found.map(({ file, line: at, message }) => [file, at, message.split(":")[0]]),
      [
        [brief, line, "There is no docs/plans/diagrams/a.png"],
        [brief, line + 1, "There is no docs/plans/diagrams/b.png"],
        [
          `${folder}/diagrams/offline_scans_x.png`,
          1,
          `No document of the feature shows ${folder}/diagrams/offline_scans_x.png`,
        ],
        [
          `${folder}/diagrams/offline_scans_y.mmd`,
          1,
          `No document of the feature shows ${folder}/diagrams/offline_scans_y.mmd`,
        ],
      ],
    );
  });
  it("CF-A2 a link that counts from the root says what is meant", async () => {
    const [found, ...more] = await said("[flow](docs/plans/diagrams/offline_scans_flow.mmd)", [
      "offline_scans_flow.mmd",
    ]);
    deepEqual(more, []);
    equal(
      found?.message,
      "There is no docs/plans/docs/plans/diagrams/offline_scans_flow.mmd; links count from the document: docs/plans/diagrams/offline_scans_flow.mmd is there",
    );
  });
  it("CF-A2 a picture and its source are one diagram; a README and hidden files are none", async () =>
    deepEqual(
      await places("![flow](diagrams/offline_scans_flow.png)", [
        "offline_scans_flow.png",
        "offline_scans_flow.mmd",
        "README.md",
        ".gitkeep",
      ]),
      [],
    ));
  it("CF-A2 another feature's diagram is that feature's, and nobody's is said once", async () => {
    const other = { [`${folder}/ui_skins_stage0_problem.md`]: "# Stage 0\n\nText.\n" };
    const of = async (diagram: string): Promise<string[]> => {
      const given: Files = { ...files, ...other, [`${folder}/diagrams/${diagram}`]: "graph LR\n" };
      return (await openMemory(given)).snapshot.features
        .filter(({ problems }) => problems.some(({ rule }) => rule === "complex-feature/CF-A2"))
        .map(({ id }) => id);
    };
    deepEqual(await of("ui-skins/palette.mmd"), ["docs/plans/ui_skins"]);
    deepEqual(await of("offline_scans_flow.mmd"), ["docs/plans/offline_scans"]);
    deepEqual(await of("overview.mmd"), ["docs/plans/offline_scans"]);
    const shownByOther = {
      ...other,
      [`${folder}/ui_skins_stage0_problem.md`]: "# Stage 0\n\n![o](diagrams/overview.png)\n",
    };
    deepEqual(await places("", ["overview.png"], shownByOther), []);
  });
});
