import { deepEqual, equal, match } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";

describe("Restricted Mode", () => {
  const workbench = useWorkbench({ workspace: "sample", trusted: false });

  it("shows where work stands and says that it writes nothing", async () => {
    await workbench().focusContainer("Plangate");
    const rows = await workbench().tree.rows();
    equal(
      rows.some(({ label }) => label === "Auth refresh token"),
      true,
    );
    deepEqual(
      rows.filter(({ checked }) => checked !== undefined),
      [],
    );
    await workbench().page.locator(".sidebar .message", { hasText: "Restricted Mode" }).waitFor();
    await workbench().screenshot("restricted mode");
  });

  it("lets a gate be reviewed, and says that nothing can be decided", async () => {
    const { panel, quickInput, statusBar } = workbench();
    await statusBar.click("plangate.gate");
    await quickInput.pick("Review Gate");
    await waitFor(
      () => panel.content.getByRole("region", { name: "Decide" }).innerText(),
      /^Restricted Mode: this can be read here, and nothing can be decided\.$/,
    );
    equal(await panel.content.getByRole("button", { name: /Approve|Waive|Skip|Revoke|Request/ }).count(), 0);
    await panel.content.getByRole("heading", { name: "Criteria" }).waitFor();
  });

  it("offers places to look at, and no command that writes", async () => {
    const { quickInput, statusBar } = workbench();
    await statusBar.click("plangate.gate");
    await waitFor(() => quickInput.title(), /—/);
    const items = await quickInput.items();
    deepEqual(
      items.filter((item) => /Advance|Approve|Log a Loop|Add Story/.test(item)),
      [],
    );
    await quickInput.cancel();
    await workbench().page.keyboard.press("F1");
    await quickInput.type(">Plangate: Advance…");
    await waitFor(async () => (await quickInput.items()).join(), /./);
    equal((await quickInput.items()).includes("Plangate: Advance…"), false);
    await quickInput.cancel();
    match(execFileSync("git", ["status", "--short"], { cwd: workbench().folder, encoding: "utf8" }), /^$/);
  });
});
