import { deepEqual, equal } from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openBoard, openMetrics, openOverview, openReview } from "./support/openPanels.ts";
import { useWorkbench } from "./support/useWorkbench.ts";
import type { Theme, Workbench } from "./support/workbench.ts";

const state = "docs/dev-cycle/current-cycle.json";
const problem = "docs/plans/instance_sync_stage0_problem.md";
const assumptions = "services/mailer/artifacts/assumptions.md";

/** Every panel, with as much in it as it can have. */
const panels: Record<string, (workbench: Workbench) => Promise<void>> = {
  overview: async (workbench) => {
    await openOverview(workbench);
    await workbench.panel.content.getByRole("button", { name: /^Archived/ }).click();
  },
  "board of documents": (workbench) => openBoard(workbench, problem, /Problem Framing/, "Instance sync"),
  "board of a cycle": (workbench) => openBoard(workbench, state, /validation/, "Parcel alerts"),
  metrics: (workbench) => openMetrics(workbench, state, /validation/),
  review: async (workbench) => {
    // Changed since it was approved: the review compares.
    const path = join(workbench.folders[1] ?? "", assumptions);
    writeFileSync(path, readFileSync(path, "utf8").replace("after twelve seconds", "after ten seconds"));
    await openReview(workbench, path, /Gate A/);
    const { content } = workbench.panel;
    await content.locator(".diff ins").first().waitFor();
    await content.getByRole("button", { name: "Source", exact: true }).first().click();
  },
};

const looks: { name: string; theme: Theme; width?: number; height?: number; sidebarWidth?: number }[] = [
  { name: "light", theme: "light" },
  { name: "dark", theme: "dark" },
  { name: "high contrast", theme: "highContrast" },
  { name: "high contrast, light", theme: "highContrastLight" },
  // What a window of 1224 by 1024 pixels has at 200 %: a side bar of 240 of these pixels, and 320 for the panel.
  { name: "at 200 %", theme: "dark", width: 612, height: 512, sidebarWidth: 240 },
];

for (const { name, ...look } of looks) {
  describe(`every panel ${look.width ? name : `in ${name}`}`, () => {
    const workbench = useWorkbench({ workspace: ["sample", "make-express"], height: 2400, ...look });

    for (const [panel, open] of Object.entries(panels))
      it(`has no fault that axe finds, and needs no scrolling sideways: ${panel}`, async () => {
        await open(workbench());
        const faults = await workbench().panel.axe();
        await workbench().screenshot(`${panel} ${name}`);
        deepEqual(faults, []);
        equal(await workbench().panel.beyond(), 0);
      });
  });
}
