import { deepEqual, equal } from "node:assert/strict";
import { checkFixture, fixtures } from "../../support/fixtures.ts";
import { read, shown, shownDocument } from "../../support/shown.ts";

describe("DC-D1 cycle state", () => {
  for (const fixture of fixtures("dev-cycle", ".json")) {
    it(fixture.name.replaceAll("-", " "), () =>
      checkFixture(fixture, shownDocument(read(fixture.text, "docs/dev-cycle/current-cycle.json"))),
    );
  }

  it("is known by its shape: names starting with near- are something else", () => {
    const kinds = fixtures("dev-cycle", ".json").map(({ name, text }) => [name, read(text, "current-cycle.json").kind]);
    deepEqual(
      kinds,
      kinds.map(([name]) => [name, name?.startsWith("near-") || name === "broken-from-the-start" ? "other" : "cycle"]),
    );
  });

  it("says of broken JSON where it breaks, and claims nothing from there on", () => {
    for (const { name, text } of fixtures("dev-cycle", ".json").filter((fixture) =>
      fixture.name.startsWith("broken-"),
    )) {
      const document = read(text, "docs/dev-cycle/current-cycle.json");
      equal(document.problems[0]?.code, "json-invalid", name);
      if (document.kind !== "cycle") continue;
      equal(document.cycle.brokenAt, document.problems[0]?.line, name);
      const lines = document.cycle.units.flatMap((unit) => [unit.line, ...unit.gates.map(({ line }) => line)]);
      for (const line of lines) equal(line <= (document.cycle.brokenAt ?? 0), true, name);
    }
  });

  it("gives no problem for anything but broken JSON and choices not made", () => {
    for (const { name, text } of fixtures("dev-cycle", ".json").filter(
      (fixture) => !/^(broken|duplicate|schema|with-comments)|near-empty/.test(fixture.name),
    )) {
      deepEqual(shown.problems(read(text, "docs/dev-cycle/current-cycle.json")), [], name);
    }
  });

  it("reads alike with CRLF and a lone CR, lines counted as a person counts them", () => {
    const [{ text } = { text: "" }] = fixtures("dev-cycle", "seed-1.0.0.json");
    const expected = shownDocument(read(text, "current-cycle.json"));
    deepEqual(shownDocument(read(text.replaceAll("\n", "\r\n"), "current-cycle.json")), expected);
    deepEqual(shownDocument(read(text.replaceAll("\n", "\r"), "current-cycle.json")), expected);
  });

  it("is not thrown off by deep nesting", () => {
    const deep = `{"cycle_id":"x","current_gate":0,"tasks":[${"[".repeat(20_000)}${"]".repeat(20_000)}]}`;
    equal(typeof read(deep, "current-cycle.json").kind, "string");
  });
});
