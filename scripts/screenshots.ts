/** `npm run screenshots`: the pictures of the README, taken from the sample workspace into `media/screenshots`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Theme, Workbench } from "../test/ui/support/workbench.ts";
import { root } from "./root.ts";
import { build } from "./run.ts";

const folder = join(root, "media", "screenshots");
const size = { width: 1100, height: 720 };
const themes: Theme[] = ["light", "dark", "highContrast"];

mkdirSync(folder, { recursive: true });
await build();
for (const theme of themes) {
  const workbench = await Workbench.open({ workspace: "sample", theme, sidebarWidth: 440, ...size });
  await workbench.focusContainer("Plangate");
  await workbench.tree.click("Work");
  await workbench.page.locator(".tab.active").waitFor();
  const path = join(folder, `tree-${theme}.png`);
  writeFileSync(path, await workbench.picture());
  await workbench.close();
  console.log(path);
}
