import { equal, match } from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";
import type { Workbench } from "./support/workbench.ts";

/** What a person reads in the review, and where they click. */
class Review {
  readonly #workbench: () => Workbench;

  constructor(workbench: () => Workbench) {
    this.#workbench = workbench;
  }

  get page() {
    return this.#workbench().panel.content;
  }

  /** Waits until the page says something. */
  says(wanted: RegExp): Promise<string> {
    return waitFor(() => this.page.getByRole("main").innerText(), wanted);
  }

  button(name: string) {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** The rows of the comparison that stand for a change, signs first. */
  changes(): Promise<string> {
    const rows = this.page.locator(".diff tr:is(.added, .removed)");
    return rows.evaluateAll((all) =>
      all
        .map((row) =>
          [...row.querySelectorAll(".sign-of [aria-hidden], .line-text")].map((one) => one.textContent).join(" "),
        )
        .join("\n"),
    );
  }

  /** Says to the extension what a page would say whose text is not the latest. */
  async decideOn(decision: string, shown: string): Promise<void> {
    const element = this.page.locator("plangate-review");
    await element.evaluate((page, message) => (page as unknown as { say(message: unknown): void }).say(message), {
      kind: "decide",
      decision,
      shown,
    });
  }

  shown(): Promise<string> {
    return this.page
      .locator("plangate-review")
      .evaluate((page) => (page as unknown as { view: { shown: string } }).view.shown);
  }
}

const gate = "Implementation Playbook";
const playbook = "docs/plans/offline_scans_stage3_playbook.md";
const title = `${gate} — Review`;

describe("the review of a gate", () => {
  const workbench = useWorkbench({ workspace: "complex-feature" });
  const review = new Review(workbench);
  const path = (relative: string): string => join(workbench().folder, relative);
  const read = (relative: string): string => readFileSync(path(relative), "utf8");
  const edit = (change: (text: string) => string): void => writeFileSync(path(playbook), change(read(playbook)));
  const status = (): Promise<string> => review.page.getByRole("status").innerText();
  const backToReview = async (): Promise<void> => {
    await workbench().panel.tab(title).click();
    await review.page.getByRole("main").waitFor();
  };

  it("opens from the gate's context menu and shows what an approver needs", async () => {
    const { panel, tree } = workbench();
    await workbench().focusContainer("Plangate");
    await tree.clickMenu(gate, "Review Gate");
    await panel.tab(title).waitFor();
    const shown = await review.says(/Stage 3 – Implementation Playbook/);
    match(shown, /Offline scans/);
    match(shown, /passed/);
    match(shown, /Who may approve\s+Everybody/);
    match(shown, /Ada Example approved\s+2026-10-21 15:30 UTC/);
    match(shown, /None that count: the text is as it was approved/);
    match(shown, /sha256 3493a610ee89/);
    await review.page.getByRole("heading", { name: "Capability: Batch endpoint", level: 5 }).waitFor();
    equal(await review.page.getByRole("img", { name: "not ticked" }).count(), 8);
    await workbench().screenshot("review");
  });

  it("shows the exact text, line by line, at a press of “Source”", async () => {
    await review.button("Source").click();
    await review.page.locator(".source .row").nth(6).waitFor();
    equal(
      await review.page.locator(".source .row").nth(6).innerText(),
      "7\n- [ ] Migration: `client_id` with its unique index (≤ 30 min)",
    );
    equal(await review.button("Source").getAttribute("aria-pressed"), "true");
  });

  it("is worked with by the keyboard alone", async () => {
    const { page, quickInput } = workbench();
    const focused = (): Promise<string> =>
      review.page
        .locator("plangate-review")
        .evaluate((element) => element.shadowRoot?.activeElement?.textContent?.trim() ?? "");
    const tabTo = async (name: string): Promise<void> => {
      for (let stops = 0; stops < 60 && (await focused()) !== name; stops++) await page.keyboard.press("Tab");
      equal(await focused(), name);
    };
    await review.page.getByRole("heading", { name: gate, level: 1 }).click();
    await tabTo("Rendered");
    await page.keyboard.press("Enter");
    await review.page.getByRole("heading", { name: "Capability: Batch endpoint" }).waitFor();
    // The focus stays although the page is drawn anew.
    await tabTo("Source");
    edit((text) => `${text}\nOne line more.\n`);
    await review.says(/Changed since you opened this/);
    equal(await focused(), "Source");
    await page.keyboard.press("Space");
    await review.page.locator(".source").waitFor();
    edit((text) => text.replace("\nOne line more.\n", ""));
    await waitFor(status, /^\s*$/);
    await tabTo("Request Changes…");
    await page.keyboard.press("Enter");
    await waitFor(() => quickInput.title(), /^Request Changes/);
    await quickInput.cancel();
  });

  it("is there again after a reload of the window, as it was left", async () => {
    const { page, panel } = workbench();
    const loaded = page.waitForEvent("load");
    await workbench().runCommand("Developer: Reload Window");
    await loaded;
    await panel.tab(title).waitFor();
    await review.page.locator(".source .row").first().waitFor();
    await review.button("Rendered").click();
    await review.page.getByRole("heading", { name: "Capability: Batch endpoint" }).waitFor();
  });

  it("tells that the text changed while it was open, and that the approved one is not kept", async () => {
    edit((text) => text.replace("watched for errors for two days", "watched for errors for a week"));
    const shown = await review.says(/Changed since you opened this: docs\/plans\/offline_scans_stage3_playbook\.md/);
    match(shown, /stale/);
    match(shown, /The approved text is not kept here/);
    match(shown, /watched for errors for a week/);
    await workbench().screenshot("review changed");
    await review.button("I Have Seen It").click();
    await review.button("I Have Seen It").waitFor({ state: "hidden" });
  });

  it("asks nothing where the page showed another text than the file has", async () => {
    const before = await review.shown();
    edit((text) => text.replace("for a week", "for a month"));
    await review.says(/for a month/);
    await review.decideOn("approved", before);
    await review.says(/Nothing was asked: what you saw when you clicked was not what the file says/);
    equal(await workbench().page.locator(".quick-input-widget").isVisible(), false);
    equal(await workbench().page.locator(".monaco-dialog-box").count(), 0);
    await review.button("I Have Seen It").click();
    await review.button("I Have Seen It").waitFor({ state: "hidden" });
  });

  it("changes are requested with a comment, which the page then shows", async () => {
    const { dialog, quickInput } = workbench();
    await review.button("Request Changes…").click();
    await waitFor(() => quickInput.title(), /^Request Changes: Implementation Playbook/);
    await quickInput.enter("Name the fallback <b>first</b>");
    match(await dialog.text(), /Name the fallback <b>first<\/b>/);
    await dialog.click("Request Changes");
    await review.says(/requested changes[\s\S]*Name the fallback <b>first<\/b>[\s\S]*Ada Example approved/);
  });

  it("turning away from the dialog records nothing", async () => {
    const { dialog, quickInput } = workbench();
    await review.button("Approve Gate…").click();
    await waitFor(() => quickInput.title(), /^Approve: Implementation Playbook/);
    await quickInput.enter("");
    await dialog.click("Cancel");
    match(await review.says(/Decisions and Comments/), /changes requested by/);
  });

  it("approves through the dialog, with the review in view, and then says by whom", async () => {
    const { dialog, panel, quickInput } = workbench();
    await review.button("Approve Gate…").click();
    await waitFor(() => quickInput.title(), /^Approve: Implementation Playbook/);
    // No file took the review's place.
    equal(await panel.tab(title).getAttribute("aria-selected"), "true");
    await quickInput.enter("Better now");
    match(await dialog.text(), /Approve “Implementation Playbook”\?[\s\S]*Better now/);
    await dialog.click("Approve");
    await review.says(/passed[\s\S]*Decisions and Comments[\s\S]*approved[\s\S]*Better now/);
  });

  it("shows what changed since, word by word, and opens the editor's own comparison", async () => {
    edit((text) => text.replace("watched for errors for a month", "watched for errors for a year"));
    await waitFor(
      () => review.changes(),
      /^− - Shipped unused; watched for errors for a month\n\+ - Shipped unused; watched for errors for a year$/,
    );
    equal(await review.page.locator(".diff del").innerText(), "month");
    equal(await review.page.locator(".diff ins").innerText(), "year");
    const rows = await review.page.locator(".diff tr").count();
    const folded = review.page.getByRole("button", { name: /^\d+ unchanged lines$/ }).first();
    const lines = Number.parseInt(await folded.innerText(), 10);
    await folded.click();
    await waitFor(async () => String(await review.page.locator(".diff tr").count()), new RegExp(`^${rows + lines}$`));
    equal(await folded.getAttribute("aria-expanded"), "true");
    await workbench().screenshot("review comparison");
    await review.button("Open Comparison in Editor").click();
    await workbench()
      .page.locator(".monaco-diff-editor .line-insert, .monaco-diff-editor .char-insert")
      .first()
      .waitFor();
    await backToReview();
  });

  it("says that a kept text was altered, and compares with nothing then", async () => {
    const record = read(".plangate/approvals/complex-feature/docs/plans/offline_scans/3.yaml");
    const [, sha256] = [...record.matchAll(/sha256: (\w+)/g)].at(-1) ?? [];
    const kept = `.plangate/approved/${sha256}`;
    const whole = read(kept);
    writeFileSync(path(kept), `${whole}\nOne line more\n`);
    edit((text) => text.replace("for a year", "for two years"));
    await review.says(/was altered after the approval: it is not the text that was approved/);
    equal(await review.page.locator(".diff").count(), 0);
    rmSync(path(kept));
    await review.says(/The approved text is not kept here/);
    writeFileSync(path(kept), whole);
    await waitFor(() => review.changes(), /two years/);
  });

  it("leads to the place of a criterion, and to files that the text links to", async () => {
    const { page } = workbench();
    edit((text) => `${text}\nSee the [brief](offline_scans_stage1_architecture_brief.md#options).\n\nTBD\n`);
    await review.page.getByRole("link", { name: "brief" }).click();
    await page.locator(".tab.active", { hasText: "offline_scans_stage1_architecture_brief.md" }).waitFor();
    await backToReview();
    await review.page.getByRole("button", { name: "Filled in" }).click();
    await page.locator(".tab.active", { hasText: "offline_scans_stage3_playbook.md" }).waitFor();
    await backToReview();
  });

  it("shows a hostile text as text: nothing runs, leads anywhere or breaks the layout", async () => {
    const terminal = String.fromCharCode(27);
    edit(
      (text) =>
        `${text}\n<img src=x onerror="document.body.remove()"><script>document.body.remove()</script>\n\n` +
        `[run](command:workbench.action.closeAllEditors) [js](javascript:document.body.remove()) <command:workbench.action.quit>\n\n` +
        `![p](https://tracker.example/p.png) <style>*{display:none}</style> <a href="https://evil.example" onclick=x>a</a>\n\n` +
        `Turned \u202earound\u202c and hidden\u200b and ${terminal}[31mred\n\n<!-- not seen -->\n\n${"x".repeat(1_000_000)}\n`,
    );
    const shown = await review.says(/<script>document\.body\.remove\(\)<\/script>/);
    match(
      shown,
      /\[run\]\(command:workbench\.action\.closeAllEditors\) \[js\]\(javascript:document\.body\.remove\(\)\)/,
    );
    match(shown, /U\+202E/);
    match(shown, /U\+001B/);
    match(shown, /<!-- not seen -->/);
    match(shown, /It goes on in the file from line \d+/);
    for (const kind of ["img", "script", "iframe", "a", "[href]", "[src]", "[onclick]"])
      equal(await review.page.locator("plangate-review").locator(kind).count(), 0, kind);
    equal(await wide(review), 0);
    await review.button("Source").click();
    await review.says(/999\D?000|998\D?000 more characters/);
    equal(await wide(review), 0);
    await workbench().screenshot("review hostile");
    await review.button("Rendered").click();
  });

  it("names of pictures and links to commands are text in the editor's own lists as well", async () => {
    const { page, quickInput, statusBar } = workbench();
    const log = "docs/plans/offline_scans_stage4_execution_log.md";
    const whole = read(log);
    writeFileSync(path(log), whole.replace("Does ", "Does $(bell-dot) [it](command:workbench.action.quit) "));
    await workbench().openFile(log);
    await waitFor(() => statusBar.text("plangate.gate"), /Execution Log|Implementation Playbook/);
    await workbench().tree.clickMenu("Execution Log", "Show Actions…");
    await waitFor(
      () => page.locator(".quick-input-list").innerText(),
      /Does \$\(bell-dot\) \[it\]\(command:workbench\.action\.quit\)/,
    );
    equal(await page.locator(".quick-input-list .codicon-bell-dot").count(), 0);
    await quickInput.cancel();
    writeFileSync(path(log), whole);
    await backToReview();
  });

  it("fills again when a gate is back", async () => {
    const whole = read(playbook);
    rmSync(path(playbook));
    await review.says(/There is no text yet that this gate is about|is not there/);
    writeFileSync(path(playbook), whole);
    await review.says(/Stage 3 – Implementation Playbook/);
  });
});

const wide = (review: Review): Promise<number> =>
  review.page.locator("html").evaluate((element) => element.scrollWidth - element.clientWidth);

const assumptions = "services/mailer/artifacts/assumptions.md";
const several = "Ask (Gate A)";

/** Opens the review of a gate that is about two texts, one of them changed since it was approved. */
async function openChanged(workbench: Workbench): Promise<void> {
  const path = join(workbench.folder, assumptions);
  await workbench.focusContainer("Plangate");
  writeFileSync(path, readFileSync(path, "utf8").replace("answers after twelve seconds", "answers after ten seconds"));
  await waitFor(
    async () => (await workbench.tree.rows()).map(({ ariaLabel }) => ariaLabel).join("\n"),
    /Ask \(Gate A\), gate, stale/,
  );
}

describe("the review of a gate that is about several texts", () => {
  const workbench = useWorkbench({ workspace: "make-express", height: 1200 });
  const review = new Review(workbench);

  it("is what stands in the editor when the gate is approved from the tree", async () => {
    const { dialog, page, panel, quickInput, tree } = workbench();
    await openChanged(workbench());
    await tree.clickInline(several, "Approve Gate…");
    await waitFor(() => quickInput.title(), /^Approve: Ask/);
    await panel.tab(`${several} — Review`).waitFor();
    await waitFor(() => review.changes(), /after ten seconds/);
    for (const name of [assumptions, "services/mailer/artifacts/failure_hypothesis.md"])
      await review.page.getByRole("heading", { name, exact: true }).waitFor();
    await workbench().screenshot("review of several texts");
    // The question kept the focus.
    await page.keyboard.type("Read both");
    equal(await quickInput.value(), "Read both");
    await page.keyboard.press("Enter");
    match(await dialog.text(), /assumptions\.md[\s\S]*failure_hypothesis\.md[\s\S]*Read both/);
    await dialog.click("Approve");
    await review.says(/passed[\s\S]*Read both/);
  });

  it("opens from the status bar's list", async () => {
    const { page, panel, quickInput, statusBar } = workbench();
    await page.keyboard.press("Control+F4");
    await statusBar.click("plangate.gate");
    await quickInput.pick("Review Gate");
    await page.locator(".tab.active", { hasText: "— Review" }).waitFor();
    await panel.content.getByRole("heading", { level: 1 }).waitFor();
  });
});
