import { deepEqual } from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../scripts/root.ts";
import { scenes } from "../../../scripts/screenshots/scenes.ts";

const named = (file: string): string[] =>
  [...readFileSync(join(root, file), "utf8").matchAll(/media\/screenshots\/([\w-]+\.png)/g)].map(
    ([, name = ""]) => name,
  );

describe("pictures", () => {
  const taken = scenes
    .flatMap(({ pictures, highContrast = [] }) => [
      ...pictures.flatMap((name) => [`${name}-light.png`, `${name}-dark.png`]),
      ...highContrast.map((name) => `${name}-highContrast.png`),
    ])
    .sort();

  it("are there as they are taken, and no others", () => {
    deepEqual(globSync("*.png", { cwd: join(root, "media/screenshots") }).sort(), taken);
  });

  it("stand in the tour, each once, and those of the README are among them", () => {
    deepEqual(named("docs/TOUR.md").sort(), taken);
    deepEqual(
      named("README.md").filter((name) => !taken.includes(name)),
      [],
    );
  });
});
