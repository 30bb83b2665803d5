import { deepEqual, equal, match } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/root.ts";
import { refusedAt } from "./support/act.ts";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";

const fixture = join(root, "test/fixtures/filled/phased");
const log = "docs/implementation-log-parcel-claims.md";
const title = "Parcel claims · Phase 1 — MVP Backend";

const stages = [
  "Foundation Lock",
  "Project Skeleton",
  "Database + Migrations",
  "Primary Resource API",
  "Supporting APIs",
  "Background Workers",
  "Policy Enforcement",
  "Evidence Assembly",
  "Operational Reliability",
  "Pilot Trial",
  "Phase Sign-Off",
];

/** What only some gates ask for, besides evidence, documents, risk and questions. */
const special: Record<number, string[]> = {
  0: ["No architecture decision is open"],
  9: ["Three real tasks of different risk"],
  10: ["Metrics captured", "Gaps documented", "Final sign-off"],
};

const sectionOf = (text: string, stage: number): string =>
  new RegExp(`^### Stage ${stage} — [\\s\\S]*?(?=^### )`, "m").exec(text)?.[0] ?? "";

describe("a phase, by clicking", () => {
  const workbench = useWorkbench({ workspace: "empty", theme: "dark", height: 1000 });
  const path = (relative: string): string => join(workbench().folder, relative);
  const text = (): string => readFileSync(path(log), "utf8");
  const git = (...args: string[]): string =>
    execFileSync("git", args, { cwd: workbench().folder, encoding: "utf8" }).trim();
  const gateSays = (label: string, said: RegExp) =>
    waitFor(async () => {
      const rows = await workbench().tree.rows();
      return rows.find((row) => row.label === label)?.ariaLabel ?? "";
    }, said);
  const refusedAtStage = (stage: number): Promise<string[]> => refusedAt(workbench(), stages[stage] ?? "");
  const act = async (action: string, answer: () => Promise<void>): Promise<void> => {
    const { quickInput } = workbench();
    await workbench().runCommand("Plangate: Run Process Action…");
    await quickInput.pick(action);
    await answer();
    await waitFor(async () => (await quickInput.items())[0] ?? "", new RegExp(`^${action}$`));
    await quickInput.pick(action);
  };

  it("starts from nothing: a process, a title, a pattern", async () => {
    const { page, quickInput } = workbench();
    await workbench().focusContainer("Plangate");
    await page.locator(".welcome-view-content").getByRole("button", { name: "Start Feature" }).click();
    await quickInput.pick("Phased Implementation");
    await waitFor(() => quickInput.title(), /Start Feature: Phased Implementation/);
    await quickInput.enter("Parcel claims");
    await quickInput.pick("Phase 1: MVP backend");
    await waitFor(() => quickInput.title(), /^Start Parcel claims/);
    deepEqual(await quickInput.items(), ["Start “Parcel claims”", ".plangate/README.md", log]);
    await quickInput.pick("Start “Parcel claims”");
    await page.locator(".tab.active", { hasText: "implementation-log-parcel-claims.md" }).waitFor();
    await gateSays("Foundation Lock", /gate, open/);
    await workbench().screenshot("phase started");
  });

  it("sets a status and adds evidence without a hand on the file", async () => {
    const { quickInput } = workbench();
    await act("Set Status", () => quickInput.pick("In progress"));
    await waitFor(async () => sectionOf(text(), 0), /^- Status: in-progress$/m);
    await act("Add Evidence", () => quickInput.enter("docs/decisions.md"));
    await waitFor(async () => sectionOf(text(), 0), /^- Evidence links: docs\/decisions\.md$/m);
    await act("Set Gate Result", () => quickInput.pick("Fail"));
    await waitFor(async () => sectionOf(text(), 0), /^- Acceptance gate result: fail$/m);
    const items = await refusedAtStage(0);
    equal(items.includes("The gate has not failed"), true);
    // The file that the evidence names is not there yet.
    equal(items.includes("Evidence"), true);
    await workbench().screenshot("phase refused");
  });

  for (const [stage, name] of stages.entries())
    it(`is refused at ${name}, then goes past it once it holds`, async () => {
      const { quickInput } = workbench();
      const items = await refusedAtStage(stage);
      for (const label of [
        "No placeholder is left",
        "Docs",
        "Risk and rollback",
        "Open questions",
        ...(special[stage] ?? []),
      ])
        equal(items.includes(label), true, `${label} is not among ${items.join(", ")}`);

      // The work: what the stage names comes to be and is committed, and the log is filled in.
      if (stage === 0)
        cpSync(join(fixture, "docs"), path("docs"), { recursive: true, filter: (from) => !from.endsWith("claims.md") });
      const whole = readFileSync(join(fixture, log), "utf8");
      const status = /- Status: (.*)/.exec(sectionOf(text(), stage))?.[1] ?? "";
      const worked = sectionOf(whole, stage)
        .replace("- Status: done", `- Status: ${status}`)
        .replace("- Acceptance gate result: pass", "- Acceptance gate result:");
      writeFileSync(
        path(log),
        text().replace(sectionOf(text(), stage), () => worked),
      );
      git("add", "-A");
      git("commit", "-q", "-m", `Stage ${stage}`);
      await gateSays(name, /gate, ready/);

      await workbench().runCommand("Plangate: Advance…");
      await waitFor(async () => (await quickInput.items())[0] ?? "", /^Advance “Parcel claims/);
      await quickInput.pick(`Advance “${title}”`);
      await waitFor(async () => sectionOf(text(), stage), /^- Status: done$[\s\S]*^- Acceptance gate result: pass$/m);
      const next = stages[stage + 1];
      if (next) {
        await gateSays(next, /gate, open, .*current gate/);
        match(sectionOf(text(), stage + 1), /^- Status: in-progress$/m);
      }
    });

  it("is done, and leads to the next phase, which waits for the exit definition", async () => {
    const { quickInput, page } = workbench();
    await gateSays(title, /11 of 11 gates behind it/);
    await workbench().screenshot("phase done");
    await workbench().tree.click(title);
    await act("Start Next Phase", () => quickInput.pick("Phase 2: UI and hardening"));
    await waitFor(async () => text(), /^## Phase 2 — UI and Hardening$/m);
    const second = "Parcel claims · Phase 2 — UI and Hardening";
    await gateSays(second, /open|feature/);
    const before = "The phase before is signed off";
    await workbench().tree.collapse(title);
    await workbench().tree.expand(second);
    await workbench().tree.expand("Pre-flight Verification");
    await gateSays(before, /not ticked: One real task/);
    await page.mouse.move(900, 500);
    writeFileSync(
      path(log),
      text().replace(/### Exit definition[\s\S]*?(?=## Phase 2)/, (exit) => exit.replaceAll("- [ ]", "- [x]")),
    );
    await gateSays(before, /is through/);
    await workbench().screenshot("next phase open");
  });
});
