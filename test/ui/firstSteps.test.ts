import { deepEqual, equal, match } from "node:assert/strict";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";

describe("the first steps", () => {
  const workbench = useWorkbench({ workspace: "empty", width: 1600, height: 900 });

  it("an empty folder says what to do, and leads to the walkthrough", async () => {
    const { page } = workbench();
    await workbench().focusContainer("Plangate");
    const welcome = page.locator(".sidebar .welcome-view-content");
    await welcome.getByRole("button", { name: "Start Feature" }).waitFor();
    await workbench().screenshot("welcome empty");
    await welcome.getByRole("button", { name: "Get started" }).click();
    await page.locator(".gettingStarted .step-title", { hasText: "See where work stands" }).waitFor();
  });

  it("the walkthrough has five steps, each with a picture and what to do", async () => {
    const { page } = workbench();
    const steps = page.locator(".getting-started-step");
    await waitFor(async () => String(await steps.count()), /^5$/);
    deepEqual(await page.locator(".getting-started-step .step-title").allTextContents(), [
      "See where work stands",
      "Start a feature",
      "Read what the gate asks",
      "Approve what you have read",
      "Keep it true",
    ]);
    for (const [index, button] of [
      "Open Sample Workspace",
      "Start Feature",
      "Show Actions of the Current Gate",
      "Approve Gate",
      "Adopt Existing Work",
    ].entries()) {
      await steps.nth(index).click();
      await steps.nth(index).getByRole("button", { name: button }).waitFor();
      await workbench().screenshot(`walkthrough ${index + 1}`);
    }
  });

  it("starts a feature from it, in the empty folder", async () => {
    const { page, quickInput } = workbench();
    const step = page.locator(".getting-started-step").nth(1);
    await step.click();
    await step.getByRole("button", { name: "Start Feature" }).click();
    await waitFor(() => quickInput.title(), /Start Feature/);
    equal((await quickInput.items()).length >= 5, true);
    await quickInput.cancel();
  });

  it("opens the sample workspace in a window of its own", async () => {
    const { page } = workbench();
    const opened = page.context().waitForEvent("page");
    await workbench().runCommand("Plangate: Open Sample Workspace");
    const window = await opened;
    match(decodeURIComponent(window.url()), /sample\/parcelway/);
    await window.getByRole("treeitem", { name: "services" }).first().waitFor();
    await window.close();
  });

  it("asks before it throws away what was done in the sample", async () => {
    const { dialog } = workbench();
    await workbench().runCommand("Plangate: Open Sample Workspace");
    match(await dialog.text(), /opened the sample workspace before/);
    await workbench().screenshot("sample again");
    await dialog.click("Cancel");
  });
});

describe("the sample workspace where git is missing", () => {
  const workbench = useWorkbench({ workspace: "empty", env: { PATH: "/var/empty" } });

  it("opens once the person knows what is missing then", async () => {
    const { dialog, page } = workbench();
    await workbench().focusContainer("Plangate");
    await workbench().runCommand("Plangate: Open Sample Workspace");
    match(await dialog.text(), /could not be made a git repository.*What git knows is missing/s);
    deepEqual((await dialog.buttons()).sort(), ["Cancel", "Open Without Git"]);
    await workbench().screenshot("sample without git");
    const opened = page.context().waitForEvent("page");
    await dialog.click("Open Without Git");
    const window = await opened;
    match(decodeURIComponent(window.url()), /sample\/parcelway/);
    await window.close();
  });
});
