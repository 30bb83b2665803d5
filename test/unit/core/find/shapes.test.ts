import { deepEqual } from "node:assert/strict";
import { checkFixture, filesOf, fixtures } from "../../support/fixtures.ts";
import { openMemory } from "../../support/memory.ts";
import { readMd, shownDocument, shownSnapshot } from "../../support/shown.ts";

/** Shapes of real repositories, each a small workspace in one file; `near-…` looks like work and is none. */
const families = ["codex-plan", "complex-feature", "make-express", "phased", "traps"];

for (const family of families) {
  describe(`shapes: ${family}`, () => {
    for (const fixture of fixtures(family, ".txt")) {
      it(fixture.name.replaceAll("-", " "), async () => {
        const { snapshot } = await openMemory(filesOf(fixture.text));
        checkFixture(fixture, shownSnapshot(snapshot));
      });
    }

    it("nothing that only looks like work is shown as work", async () => {
      for (const { name, text } of fixtures(family, ".txt")) {
        if (!name.startsWith("near-")) continue;
        const { snapshot } = await openMemory(filesOf(text));
        deepEqual([name, snapshot.features, snapshot.offers], [name, [], []]);
      }
    });
  });
}

describe("shapes: marks", () => {
  for (const fixture of fixtures("marks", ".md")) {
    it(fixture.name.replaceAll("-", " "), () => checkFixture(fixture, shownDocument(readMd(fixture.text))));
  }

  it("nothing that only looks like a box is one", () => {
    for (const { name, text } of fixtures("marks", ".md")) {
      if (name.startsWith("near-")) deepEqual([name, readMd(text).items.filter(({ box }) => box)], [name, []]);
    }
  });
});
