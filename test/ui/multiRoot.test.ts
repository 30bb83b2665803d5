import { deepEqual, equal, match } from "node:assert/strict";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";

describe("C-10 several workspace folders", () => {
  const workbench = useWorkbench({ workspace: ["complex-feature", "phased"], height: 1100 });
  const label = async (wanted: string): Promise<string> =>
    (await workbench().tree.rows()).find((row) => row.label === wanted)?.ariaLabel ?? "";

  it("shows the features of each", async () => {
    await workbench().focusContainer("Plangate");
    const rows = await workbench().tree.rows();
    const labels = (wanted: number) => rows.filter(({ level }) => level === wanted).map(({ label }) => label);
    deepEqual(labels(1), ["complex-feature", "phased"]);
    for (const feature of ["Offline scans", "Bulk import"]) equal(labels(2).includes(feature), true, labels(2).join());
    await workbench().screenshot("several folders");
  });

  it("holds each folder to a policy of its own", async () => {
    const [first = "", second = ""] = workbench().folders;
    match(await label("Problem Framing"), /passed/);
    mkdirSync(join(second, ".plangate"), { recursive: true });
    writeFileSync(join(second, ".plangate/config.yaml"), "approvals: {by: [nobody@example.org]}\n");
    equal(existsSync(join(first, ".plangate/config.yaml")), false);
    match(await label("Problem Framing"), /passed/);
    writeFileSync(join(first, ".plangate/config.yaml"), "approvals: {by: [nobody@example.org]}\n");
    await waitFor(() => label("Problem Framing"), /ready/);
  });

  it("asks in which folder a feature starts, and writes there alone", async () => {
    const { page, quickInput } = workbench();
    const [first = "", second = ""] = workbench().folders;
    await workbench().runCommand("Plangate: Start Feature…");
    await waitFor(() => quickInput.question(), /In which folder/);
    await waitFor(() => quickInput.title(), /Start Feature \(1\)/);
    equal(await quickInput.canGoBack(), false);
    deepEqual(await quickInput.items(), ["complex-feature", "phased"]);
    await quickInput.pick("complex-feature");
    await waitFor(() => quickInput.question(), /Which process/);
    await waitFor(() => quickInput.title(), /Start Feature \(2\)/);
    await quickInput.back();
    await waitFor(() => quickInput.question(), /In which folder/);
    await waitFor(() => quickInput.focused(), /complex-feature/);
    await quickInput.pick("phased");
    await waitFor(() => quickInput.question(), /Which process/);
    await quickInput.pick("Complex Feature Process");
    await waitFor(() => quickInput.question(), /What is the feature called/);
    await quickInput.enter("Order export");
    await quickInput.pick("A large feature");
    await waitFor(() => quickInput.title(), /^Start Order export \(5\)/);
    await quickInput.pick("Start “Order export”");
    await page.locator(".tab.active", { hasText: "order_export_stage0_problem.md" }).waitFor();
    const document = "docs/plans/order_export_stage0_problem.md";
    deepEqual([existsSync(join(first, document)), existsSync(join(second, document))], [false, true]);
  });
});
