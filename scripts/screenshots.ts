/**
 * `npm run screenshots`: the pictures of README and docs/TOUR.md, taken in the editor into `media/screenshots`.
 *
 *   npm run screenshots [-- NAME]     only the scenes with this picture
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Theme, Workbench } from "../test/ui/support/workbench.ts";
import { root } from "./root.ts";
import { build } from "./run.ts";
import { scenes } from "./screenshots/scenes.ts";

const folder = join(root, "media", "screenshots");
const themes: Theme[] = ["light", "dark", "highContrast"];
const wanted = process.argv[2];

mkdirSync(folder, { recursive: true });
await build();
for (const { pictures, highContrast = [], play, ...options } of scenes) {
  if (wanted !== undefined && !pictures.includes(wanted)) continue;
  for (const theme of themes) {
    const taken = theme === "highContrast" ? highContrast : pictures;
    if (taken.length === 0) continue;
    const workbench = await Workbench.open({ width: 1100, height: 720, ...options, theme });
    try {
      await play(workbench, async (name) => {
        if (!pictures.includes(name)) throw new Error(`${name} is not among the pictures of its scene.`);
        if (!taken.includes(name)) return;
        const path = join(folder, `${name}-${theme}.png`);
        writeFileSync(path, await workbench.picture());
        console.log(path);
      });
    } finally {
      await workbench.close();
    }
  }
}
