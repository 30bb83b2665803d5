import { deepEqual, equal, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import "../support/editor.ts";
import { commands } from "../../../src/ui/shared/ids.ts";
import { approval, feature, stage } from "../support/judged.ts";

const { gateOffers, offersAt } = await import("../../../src/ui/shared/gateOffers.ts");

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../../${name}`, import.meta.url), "utf8"));
const { contributes } = read("package.json");
const menu = contributes.menus["view/item/context"] as { command: string; when: string; group: string }[];

/** What a row of the tree with these words offers; a clause asks for words of the row only. */
const menuOn = (viewItem: string): typeof menu =>
  menu.filter(({ when }) =>
    [...when.matchAll(/viewItem =~ \/(.*?)\/(?= |$)/g)].every(([, pattern]) =>
      new RegExp(pattern ?? "").test(viewItem),
    ),
  );

const all = "advance approve changes revoke waive skip";

describe("what can be done with a gate", () => {
  it("is called the same everywhere, with the same picture", () => {
    const texts = read("package.nls.json");
    for (const { command, icon, label } of gateOffers) {
      const declared = contributes.commands.find((one: { command: string }) => one.command === commands[command]);
      equal(label(), texts[declared.title.replaceAll("%", "")]);
      equal(`$(${icon})`, declared.icon);
    }
  });

  it("has one order, which is that of the tree's menu", () => {
    const ordered = menu
      .filter(({ group }) => !group.startsWith("inline"))
      .toSorted((a, b) => (a.group < b.group ? -1 : 1))
      .map(({ command }) => command);
    const ids = gateOffers.map(({ command }) => commands[command] as string);
    deepEqual(
      ordered.filter((command) => ids.includes(command)),
      ids,
    );
  });

  it("is offered at a gate by the same words as in the tree's menu", () => {
    const judged = feature(
      [stage("a", { state: "stale", conditional: true, approval: approval({ state: "stale" }) })],
      "a",
    );
    const [gate = stage("a")] = judged.stages;
    const offered = (isTrusted: boolean) => offersAt(judged, gate, isTrusted).map(({ command }) => command);
    deepEqual(offered(false), ["reviewGate", "compareApproved", "openStage"]);
    deepEqual(
      offered(true),
      gateOffers.map(({ command }) => command).filter((command) => command !== "revoke"),
    );
    const onRow = menuOn(`gate stale live ${all}`).map(({ command }) => command);
    for (const { command } of gateOffers) ok(onRow.includes(commands[command]), command);
  });

  it("has no two places in a group of a menu, and three pictures on a row at the most", () => {
    for (const entries of Object.values(contributes.menus) as (typeof menu)[]) {
      const places = entries
        .map(({ group, when }) => `${group} ${when}`)
        .filter((place) => !place.startsWith("undefined"));
      deepEqual(places, [...new Set(places)]);
    }
    for (const row of [
      `gate stale live ${all}`,
      `approval stale ${all}`,
      `feature live ${all} cycle`,
      "item live ticks",
    ]) {
      const inline = menuOn(row).filter(({ group }) => group.startsWith("inline"));
      ok(inline.length <= 3, row);
    }
  });
});
