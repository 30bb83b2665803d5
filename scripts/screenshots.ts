/** `npm run screenshots`: the pictures of the README, taken from the sample workspace into `media/screenshots`. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
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
  await tree(theme);
  if (theme !== "highContrast") await review(theme);
}

async function tree(theme: Theme): Promise<void> {
  const workbench = await Workbench.open({ workspace: "sample", theme, sidebarWidth: 440, ...size });
  await workbench.focusContainer("Plangate");
  await workbench.tree.click("Work");
  await workbench.page.locator(".tab.active").waitFor();
  await keep(workbench, `tree-${theme}`);
  if (theme !== "highContrast") await panels(workbench, theme);
  await workbench.close();
}

/** The board of a cycle, with its figures, and the overview. */
async function panels(workbench: Workbench, theme: Theme): Promise<void> {
  const { page, panel, tree } = workbench;
  await tree.collapseAll();
  await tree.clickInline("Parcel alerts", "Show Board");
  await panel.content.getByRole("heading", { name: "Parcel alerts" }).waitFor();
  // The panels are the picture: the view beside them would only make them narrow.
  await workbench.runCommand("View: Close Primary Side Bar");
  await page.locator(".part.sidebar").waitFor({ state: "hidden" });
  await keep(workbench, `board-${theme}`);
  await panel.content.getByRole("heading", { name: "Figures" }).evaluate((heading) => heading.scrollIntoView());
  await keep(workbench, `board-figures-${theme}`);
  await workbench.runCommand("Plangate: Show All Features");
  await panel.content.getByRole("heading", { name: "All Features" }).waitFor();
  await keep(workbench, `overview-${theme}`);
}

/** A gate that was approved and whose text changed since: what changed stands above the texts. */
async function review(theme: Theme): Promise<void> {
  const workbench = await Workbench.open({
    workspace: "make-express",
    theme,
    sidebarWidth: 300,
    ...size,
    height: 1000,
  });
  const text = join(workbench.folder, "services/mailer/artifacts/assumptions.md");
  writeFileSync(
    text,
    readFileSync(text, "utf8").replace("answers after twelve seconds", "answers after fifteen seconds"),
  );
  await workbench.focusContainer("Plangate");
  await workbench.tree.clickMenu("Ask (Gate A)", "Review Gate");
  await workbench.panel.content.locator(".diff ins").waitFor();
  await workbench.page.mouse.move(0, 0);
  await keep(workbench, `review-${theme}`);
  await workbench.close();
}

async function keep(workbench: Workbench, name: string): Promise<void> {
  const path = join(folder, `${name}.png`);
  writeFileSync(path, await workbench.picture());
  console.log(path);
}
