import { waitFor } from "./waitFor.ts";
import type { Workbench } from "./workbench.ts";

/** Opens the panels of the extension as a person does who has a file of the work in front; each waits until it is drawn. */

/** Brings a file to the front and waits until the status bar names its gate. */
async function at(workbench: Workbench, file: string, gate: RegExp): Promise<void> {
  await workbench.openFile(file);
  await waitFor(() => workbench.statusBar.text("plangate.gate"), gate);
}

/** The overview of all features. */
export async function openOverview(workbench: Workbench): Promise<void> {
  await workbench.runCommand("Plangate: Show All Features");
  await workbench.panel.content.getByRole("heading", { name: "All Features" }).waitFor();
}

/** The board of the feature that a file belongs to. */
export async function openBoard(workbench: Workbench, file: string, gate: RegExp, feature: string): Promise<void> {
  await at(workbench, file, gate);
  await workbench.runCommand("Plangate: Show Board");
  await workbench.panel.tab(`${feature} — Board`).waitFor();
  await workbench.panel.content.getByRole("heading", { name: feature, exact: true }).waitFor();
}

/** The metrics of the cycle whose state file is given. */
export async function openMetrics(workbench: Workbench, file: string, gate: RegExp): Promise<void> {
  await at(workbench, file, gate);
  await workbench.runCommand("Plangate: Show Cycle Metrics");
  await workbench.panel.table("Gates").waitFor();
}

/** The review of the gate that a file belongs to. */
export async function openReview(workbench: Workbench, file: string, gate: RegExp): Promise<void> {
  await at(workbench, file, gate);
  await workbench.statusBar.click("plangate.gate");
  await workbench.quickInput.pick("Review Gate");
  await workbench.page.locator(".tab.active", { hasText: "— Review" }).waitFor();
  await workbench.panel.content.getByRole("heading", { name: "Criteria" }).waitFor();
}
