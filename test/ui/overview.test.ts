import { deepEqual, equal, match } from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";
import type { Workbench } from "./support/workbench.ts";

const title = "All Features";

/** Opens the overview by the button in the view's title. */
async function openOverview(workbench: Workbench): Promise<void> {
  await workbench.focusContainer("Plangate");
  await workbench.tree.collapseAll();
  await workbench.page.locator(".sidebar .composite.title").hover();
  await workbench.page.locator(".sidebar").getByRole("button", { name: "Show All Features" }).click();
  await workbench.panel.content.getByRole("heading", { name: title }).waitFor();
}

const filter = ({ panel: { content } }: Workbench) => content.getByRole("searchbox", { name: /^Filter/ });
const status = ({ panel: { content } }: Workbench): Promise<string> => content.getByRole("status").innerText();

describe("the overview of all features", () => {
  const workbench = useWorkbench({ workspace: "sample" });

  it("opens from the view's title, what waits for the person first", async () => {
    const { panel } = workbench();
    await openOverview(workbench());
    // Nobody has to give the approvals of work from before Plangate; once the folder is adopted they are asked for.
    await panel.table("In work 5").waitFor();
    mkdirSync(join(workbench().folder, ".plangate"));
    writeFileSync(join(workbench().folder, ".plangate/config.yaml"), "");
    const waiting = await panel.rows("Waits for you 3");
    deepEqual(
      waiting.slice(1).map((row) => row.slice(0, 5)),
      [
        ["Instance sync Complex Feature Process", "Problem Framing", "ready", "5/6", "0/6"],
        ["Labels are printed twice Make Express", "Ask (Gate A)", "ready", "5/6", "4/15"],
        ["Parcel alerts Development Cycle", "validation", "ready", "2/3", "6/26"],
      ],
    );
    equal(await panel.table("Archived 1").count(), 0);
    await panel.content.getByRole("button", { name: "Archived 1" }).click();
    await panel.table("Archived 1").waitFor();
    await workbench().screenshot("overview light");
  });

  it("finds by words of the title, the process and the gate", async () => {
    const { panel } = workbench();
    await filter(workbench()).fill("cycle VALID");
    await waitFor(() => status(workbench()), /^1 of 6 features$/);
    deepEqual((await panel.rows("Waits for you 1")).length, 2);
    await filter(workbench()).fill("nothing of the kind");
    await waitFor(() => status(workbench()), /^No feature fits this filter\.$/);
    await filter(workbench()).fill("sync");
    await waitFor(() => status(workbench()), /^1 of 6 features$/);
  });

  it("keeps its filter over a reload of the window", async () => {
    const { page, panel } = workbench();
    const loaded = page.waitForEvent("load");
    await workbench().runCommand("Developer: Reload Window");
    await loaded;
    await panel.tab(title).waitFor();
    await waitFor(() => status(workbench()), /^1 of 6 features$/);
    equal(await filter(workbench()).inputValue(), "sync");
  });

  it("opens a board by a click anywhere on its row", async () => {
    const { panel } = workbench();
    await panel.table("Waits for you 1").getByRole("cell", { name: "Problem Framing" }).click();
    await panel.tab("Instance sync — Board").waitFor();
    await panel.content.getByRole("heading", { name: "Instance sync", exact: true }).waitFor();
  });
});

describe("the overview of 500 features", () => {
  const workbench = useWorkbench({ workspace: "empty" });

  it("stays quick and readable", async () => {
    const { panel, tree } = workbench();
    const plans = join(workbench().folder, "docs/plans");
    mkdirSync(plans, { recursive: true });
    for (let i = 1; i <= 500; i++)
      writeFileSync(
        join(plans, `work_item_${String(i).padStart(3, "0")}_stage0_problem.md`),
        `# Stage 0 – Problem Framing\n\n## Problem\n\nItem ${i} is slow.\n`,
      );
    await workbench().focusContainer("Plangate");
    await tree.row("Work item 001").waitFor();
    await workbench().runCommand("Plangate: Show All Features");
    await panel.content.getByRole("heading", { name: title }).waitFor();
    await waitFor(async () => String((await panel.rows("In work 500")).length), /^101$/);
    await workbench().screenshot("overview 500");
    const began = Date.now();
    await filter(workbench()).fill("item 37");
    await waitFor(() => status(workbench()), /^15 of 500 features$/);
    console.log(`      500 features filtered and drawn in ${Date.now() - began} ms`);
    await filter(workbench()).fill("");
    await panel.content.getByRole("button", { name: "Show 100 more" }).click();
    await waitFor(async () => String((await panel.rows("In work 500")).length), /^201$/);
    match(await panel.content.getByRole("main").innerText(), /500 features/);
  });
});
