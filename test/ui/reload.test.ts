import { deepEqual, equal } from "node:assert/strict";
import { openBoard, openMetrics, openOverview, openReview } from "./support/openPanels.ts";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";

const state = "docs/dev-cycle/current-cycle.json";
const problem = "docs/plans/instance_sync_stage0_problem.md";

describe("a reload of the window", () => {
  const workbench = useWorkbench({ workspace: "sample" });
  const filter = () => workbench().panel.content.getByRole("searchbox", { name: /^Filter/ });
  const stage = (name: RegExp) =>
    workbench().panel.content.getByRole("navigation", { name: "Stages" }).getByRole("button", { name });
  const html = () => workbench().panel.content.locator("html");
  const scroll = (top: number): Promise<unknown> =>
    html().evaluate(
      (element, top) =>
        new Promise<unknown>((resolve) => {
          element.ownerDocument.addEventListener("scrollend", resolve, { once: true });
          element.scrollTo({ top, behavior: "instant" });
        }),
      top,
    );
  const scrolled = (): Promise<string> => html().evaluate((element) => String(Math.round(element.scrollTop)));

  it("brings four panels back as they were, those that stand behind others too", async () => {
    const { page, panel } = workbench();
    await workbench().focusContainer("Plangate");
    await openOverview(workbench());
    await filter().fill("sync");
    await waitFor(() => panel.content.getByRole("status").innerText(), /^1 of 6 features$/);

    await openMetrics(workbench(), state, /validation/);
    await scroll(150);

    await openReview(workbench(), problem, /Problem Framing/);
    await panel.content.getByRole("button", { name: "Source", exact: true }).click();
    await panel.content.locator(".source .row").first().waitFor();
    await scroll(120);

    await openBoard(workbench(), state, /validation/, "Parcel alerts");
    await stage(/^T-002/).click();
    await stage(/^ST-002-01/).waitFor();
    await stage(/^T-001/).click();
    await stage(/^implementation/).waitFor({ state: "detached" });
    await scroll(90);

    const tabs = (): Promise<string[]> => page.locator(".tab").allInnerTexts();
    const before = await tabs();
    // The editor's own command waits until the window's state is kept; a browser's reload does not.
    const loaded = page.waitForEvent("load");
    await workbench().runCommand("Developer: Reload Window");
    await loaded;
    await panel.tab("Parcel alerts — Board").waitFor();

    await stage(/^ST-002-01/).waitFor();
    equal(await stage(/^T-001/).getAttribute("aria-expanded"), "false");
    await waitFor(scrolled, /^90$/);
    deepEqual(await tabs(), before);

    await panel.tab("— Review").click();
    await panel.content.locator(".source .row").first().waitFor();
    await waitFor(scrolled, /^120$/);

    await panel.tab("Parcel alerts — Cycle Metrics").click();
    await panel.table("Gates").waitFor();
    await waitFor(scrolled, /^150$/);

    await panel.tab("All Features").click();
    await waitFor(() => panel.content.getByRole("status").innerText(), /^1 of 6 features$/);
    equal(await filter().inputValue(), "sync");
  }).timeout(120_000);
});
