import { deepEqual, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { commands, contextKeys, settings, submenus, viewContainer, views } from "../../src/ui/shared/ids.ts";

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), "utf8"));
const { contributes, ...manifest } = read("package.json");

describe("the manifest", () => {
  it("declares exactly the commands and views that the code knows", () => {
    const declared = contributes.commands.map(({ command }: { command: string }) => command);
    deepEqual(declared.sort(), Object.values(commands).sort());
    const shown = contributes.views[viewContainer].map(({ id }: { id: string }) => id);
    deepEqual(shown, Object.values(views));
    deepEqual(
      contributes.viewsContainers.activitybar.map(({ id }: { id: string }) => id),
      [viewContainer],
    );
  });

  it("has menus for declared commands only, and asks for known keys only", () => {
    const entries = Object.values(contributes.menus).flat() as { command?: string; submenu?: string; when: string }[];
    const known = new Set<string>([...Object.values(commands), ...Object.values(submenus)]);
    deepEqual(
      entries.filter(({ command, submenu }) => !known.has(command ?? submenu ?? "")),
      [],
    );
    deepEqual(
      contributes.submenus.map(({ id }: { id: string }) => id),
      Object.values(submenus),
    );
    const clauses = [...entries, ...contributes.commands, ...contributes.viewsWelcome]
      .flatMap(({ when, enablement }) => [when, enablement])
      .filter(Boolean)
      .join(" ");
    const keys = new Set<string>([...Object.values(contextKeys), ...Object.values(views)]);
    for (const [key] of clauses.matchAll(/plangate\.\w+/g)) ok(keys.has(key), `${key} is asked for and never set`);
    for (const key of Object.values(contextKeys)) ok(clauses.includes(key), `${key} is set and never asked for`);
  });

  it("says every string through package.nls.json, and nothing there is left over", () => {
    const texts = read("package.nls.json");
    const used = [...JSON.stringify({ contributes, ...manifest }).matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key);
    deepEqual([...new Set(used)].sort(), Object.keys(texts).sort());
    for (const { title } of contributes.commands) ok(title.startsWith("%"), title);
  });

  it("declares exactly the settings that the code reads, each with a scope and a description", () => {
    const declared = contributes.configuration.properties as Record<string, { scope?: string; description?: string }>;
    deepEqual(
      Object.keys(declared).sort(),
      Object.values(settings)
        .map((name) => `plangate.${name}`)
        .sort(),
    );
    for (const [name, { scope, description }] of Object.entries(declared)) ok(scope && description, name);
  });

  it("greys out what writes in an untrusted workspace", () => {
    const looking = new Set<string>([
      commands.reviewGate,
      commands.showActions,
      commands.showMetrics,
      commands.showBoard,
      commands.showOverview,
      commands.openStage,
      commands.refresh,
      commands.compareApproved,
      // Writes nothing but its own copy, in the extension's storage.
      commands.openSample,
      commands.getStarted,
      commands.filter,
      commands.clearFilter,
      commands.showOnlyWaiting,
      commands.showEverything,
      commands.groupByNothing,
      commands.groupByProcess,
      commands.groupByFolder,
      commands.groupedByNothing,
      commands.groupedByProcess,
      commands.groupedByFolder,
      commands.revealActive,
    ]);
    for (const { command, enablement = "" } of contributes.commands) {
      ok(looking.has(command) || enablement.includes("isWorkspaceTrusted"), command);
    }
  });
});
