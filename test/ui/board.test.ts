import { deepEqual, doesNotMatch, equal, match, ok } from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";
import type { Workbench } from "./support/workbench.ts";

const feature = "Instance sync";
const title = `${feature} — Board`;
const problem = "docs/plans/instance_sync_stage0_problem.md";
const record = ".plangate/approvals/complex-feature/docs/plans/instance_sync/0.yaml";

/** The parts of a board as a person finds them. */
const boardOf = ({ panel: { content } }: Workbench) => ({
  heading: (name: string): Locator => content.getByRole("heading", { name, exact: true }),
  stage: (name: RegExp): Locator => content.getByRole("navigation", { name: "Stages" }).getByRole("button", { name }),
  gate: (name: string): Locator => content.getByRole("region", { name, exact: true }),
  button: (name: string): Locator => content.getByRole("button", { name, exact: true }),
  click: (name: RegExp): Promise<void> =>
    content.getByRole("navigation", { name: "Stages" }).getByRole("button", { name }).click(),
  expanded: (name: RegExp): Promise<string | null> =>
    content.getByRole("navigation", { name: "Stages" }).getByRole("button", { name }).getAttribute("aria-expanded"),
  text: (): Promise<string> => content.getByRole("main").innerText(),
  focused: (): Promise<string> =>
    content
      .locator("plangate-board")
      .evaluate((element) => element.shadowRoot?.activeElement?.textContent?.replaceAll(/\s+/g, " ").trim() ?? ""),
});

/** Opens the board of a feature from its row in the tree. */
async function openBoard(workbench: Workbench, name: string): Promise<void> {
  await workbench.focusContainer("Plangate");
  await workbench.tree.collapseAll();
  await workbench.tree.clickInline(name, "Show Board");
  await workbench.panel.tab(`${name} — Board`).waitFor();
  await boardOf(workbench).heading(name).waitFor();
}

describe("the board of a feature", () => {
  const workbench = useWorkbench({ workspace: "sample" });
  const board = () => boardOf(workbench());
  const path = (relative: string): string => join(workbench().folder, relative);
  const change = (relative: string, edit: (text: string) => string): void =>
    writeFileSync(path(relative), edit(readFileSync(path(relative), "utf8")));
  const backTo = async (tab: string, heading: string): Promise<void> => {
    await workbench().panel.tab(tab).click();
    await board().heading(heading).waitFor();
  };

  it("opens from the tree and says where the work stands", async () => {
    await openBoard(workbench(), feature);
    const said = await board().text();
    match(said, /Now at “Problem Framing”, ready: Criteria met; the approval is missing\./);
    match(said, /0 of 6 gates behind it/);
    equal(
      await board()
        .stage(/^Problem Framing/)
        .getAttribute("aria-current"),
      "step",
    );
    await workbench().screenshot("board light");
  });

  it("jumps to the place of a document and back", async () => {
    const { page } = workbench();
    await board().gate("Problem Framing").getByRole("button", { name: problem }).click();
    await page.locator(".tab.active", { hasText: "instance_sync_stage0_problem.md" }).waitFor();
    await backTo(title, feature);
  });

  it("shows another gate by a click, and goes back to the current one", async () => {
    await board().click(/^Capability Decomposition/);
    await board().gate("Capability Decomposition").waitFor();
    match(await board().focused(), /^Capability Decomposition/);
    await board().button("Go to the Current Gate").click();
    await board().gate("Problem Framing").waitFor();
  });

  it("follows the file: what is missing stands at its line, and a click leads there", async () => {
    const { page, statusBar } = workbench();
    const before = readFileSync(path(problem), "utf8");
    await board()
      .stage(/^Problem Framing/)
      .focus();
    change(problem, (text) => `${text}\n- Open question: who pays?\n\nTBD: [to be decided]\n`);
    const gate = board().gate("Problem Framing");
    const link = gate.getByRole("listitem").filter({ hasText: "unmet" }).getByRole("button").first();
    await link.waitFor();
    match(await board().focused(), /^Problem Framing/);
    const where = await link.innerText();
    await link.click();
    await page.locator(".tab.active", { hasText: "instance_sync_stage0_problem.md" }).waitFor();
    await waitFor(() => statusBar.text("status.editor.selection"), new RegExp(`^Ln ${where.split(":").at(-1)},`));
    writeFileSync(path(problem), before);
    await backTo(title, feature);
    await waitFor(() => board().text(), /Now at “Problem Framing”, ready/);
  });

  it("approves through the same dialog as the tree: the page itself writes nothing", async () => {
    const { dialog, quickInput } = workbench();
    await board().button("Approve Gate…").click();
    await waitFor(() => quickInput.title(), /Approve: Problem Framing/);
    equal(existsSync(path(record)), false);
    await quickInput.enter("Read it twice");
    match(await dialog.text(), /Approve “Problem Framing”\?/);
    equal(existsSync(path(record)), false);
    await dialog.click("Approve");
    await backTo(title, feature);
    await waitFor(() => board().text(), /1 of 6 gates behind it/);
    match(readFileSync(path(record), "utf8"), /comment: Read it twice/);
    const rows = await workbench().panel.rows("Approvals, waivers and other decisions");
    deepEqual(rows[1]?.slice(0, 3), ["Problem Framing", "approved", "Ada Example <ada@example.org>"]);
    deepEqual(rows[1]?.slice(4), ["editor", "Read it twice", "not signed"]);
    match(await board().text(), /Approved Problem Framing: Read it twice/);
  });

  it("advances by the same command as the tree, which names what is missing", async () => {
    const { quickInput } = workbench();
    await board().button("Advance…").click();
    await waitFor(() => quickInput.title(), /^Architecture Brief is ready, but not approved yet/);
    await quickInput.cancel();
  });

  it("is there again after a reload of the window as it was left", async () => {
    const { page, panel } = workbench();
    await board().click(/^Capability Decomposition/);
    await board().gate("Capability Decomposition").waitFor();
    const html = panel.content.locator("html");
    const scrolled = () => html.evaluate((element) => String(Math.round(element.scrollTop)));
    await html.evaluate(
      (element) =>
        new Promise<unknown>((resolve) => {
          element.ownerDocument.addEventListener("scrollend", resolve, { once: true });
          element.scrollTo({ top: 200, behavior: "instant" });
        }),
    );
    const loaded = page.waitForEvent("load");
    await workbench().runCommand("Developer: Reload Window");
    await loaded;
    await panel.tab(title).waitFor();
    await board().gate("Capability Decomposition").waitFor();
    await waitFor(scrolled, /^200$/);
  });
});

describe("the board of a cycle", () => {
  const workbench = useWorkbench({ workspace: "sample" });
  const board = () => boardOf(workbench());
  const state = "docs/dev-cycle/current-cycle.json";

  before(() => openBoard(workbench(), "Parcel alerts"));

  it("unfolds the group where work stands and no other, until somebody does", async () => {
    equal(await board().expanded(/^T-001/), "true");
    equal(await board().expanded(/^T-002/), "false");
    await board().click(/^T-002/);
    await board()
      .stage(/^ST-002-01/)
      .waitFor();
    await board().click(/^T-001/);
    await board()
      .stage(/^implementation/)
      .waitFor({ state: "detached" });
  });

  it("draws its figures and says them in numbers", async () => {
    const { panel } = workbench();
    const picture = panel.content.getByRole("img", { name: /Time at each gate\. review took longest: 19h 52m\./ });
    await picture.waitFor();
    const colours = await picture.evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
      return new Set(Array.from({ length: data.length / 4 }, (_, i) => data.slice(i * 4, i * 4 + 4).join())).size;
    });
    ok(colours > 2, "The picture is empty.");
    await panel.content.getByText("In numbers: Time at each gate").click();
    deepEqual((await panel.rows("Time at each gate"))[1], ["implementation", "2h 54m"]);
  });

  it("follows the state file, and keeps what was folded", async () => {
    const path = join(workbench().folder, state);
    writeFileSync(
      path,
      readFileSync(path, "utf8").replace('"title": "Alert dispatch"', '"title": "Dispatch of alerts"'),
    );
    await board()
      .stage(/^T-002 Dispatch of alerts/)
      .waitFor();
    equal(await board().expanded(/^T-002/), "true");
    equal(await board().expanded(/^T-001/), "false");
  });

  it("keeps what was folded over a reload too", async () => {
    const { page, panel } = workbench();
    const loaded = page.waitForEvent("load");
    await workbench().runCommand("Developer: Reload Window");
    await loaded;
    await panel.tab("Parcel alerts — Board").waitFor();
    await board()
      .stage(/^T-002/)
      .waitFor();
    equal(await board().expanded(/^T-002/), "true");
    equal(await board().expanded(/^T-001/), "false");
  });

  it("runs one of the process's own actions without asking which", async () => {
    const { quickInput } = workbench();
    await board().button("Record an Error").click();
    await waitFor(() => quickInput.title(), /Record an Error/);
    await quickInput.cancel();
  });
});

describe("the boxes of a board", () => {
  const workbench = useWorkbench({ workspace: "sample" });
  const plan = "tasks/auth-refresh-token-20261005T081500Z/plan.md";
  const read = (): string => readFileSync(join(workbench().folder, plan), "utf8");

  it("tick in the file, and show what the file says", async () => {
    const { panel } = workbench();
    await openBoard(workbench(), "Auth refresh token");
    const box = panel.content.getByRole("checkbox", { name: /^DELETE \/sessions/ });
    equal(await box.isChecked(), false);
    await box.click();
    await waitFor(async () => read(), /- \[x\] `DELETE \/sessions/);
    await waitFor(async () => String(await box.isChecked()), /true/);
    await box.press("Space");
    await waitFor(async () => read(), /- \[ \] `DELETE \/sessions/);
    await waitFor(async () => String(await box.isChecked()), /false/);
    equal(await box.evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element), true);
  });

  it("of 40 stories stay readable: one story is unfolded, and only its gate's boxes are shown", async () => {
    const { panel } = workbench();
    const [head = "", story = "", tail = ""] = read().split(/(?=^### Story \[S-2\])|(?=^## Checklist of Subtasks)/m);
    const boxes = Array.from({ length: 20 }, (_, i) => `- [ ] Step ${i + 1}`).join("\n");
    const long = story.replace(/(#### Tasks Checklist\n\n)/, `$1${boxes}\n`);
    const stories = Array.from({ length: 39 }, (_, i) =>
      long.replaceAll("S-2", `S-${i + 2}`).replace("Revoke all sessions of a customer", `Story ${i + 2}`),
    );
    writeFileSync(join(workbench().folder, plan), [head, ...stories, tail].join(""));
    const board = boardOf(workbench());
    await board.stage(/^Story 40/).waitFor();
    equal(await panel.content.getByRole("navigation").locator('[aria-expanded="true"]').count(), 1);
    await panel.content.getByRole("checkbox", { name: "Step 20" }).waitFor();
    ok((await panel.content.getByRole("checkbox").count()) < 30);
    await workbench().screenshot("board of 40 stories");
    const began = Date.now();
    await board.click(/^Story 40/);
    await board.stage(/^Work/).nth(1).click();
    await panel.content.getByText("Go to the Current Gate").waitFor();
    console.log(`      another gate of 40 stories was shown in ${Date.now() - began} ms`);
  });
});

describe("a board in Restricted Mode", () => {
  const workbench = useWorkbench({ workspace: "sample", trusted: false });

  it("shows everything, offers nothing that writes, and says why", async () => {
    const { panel } = workbench();
    await openBoard(workbench(), feature);
    match(await boardOf(workbench()).text(), /Restricted Mode: Plangate reads and shows, and writes nothing/);
    const buttons = await panel.content.getByRole("button").allInnerTexts();
    deepEqual(
      buttons.filter((label) => /Approve|Advance|Waive|Request|Skip|Revoke/.test(label)),
      [],
    );
    equal(await panel.content.getByRole("checkbox").count(), 0);
  });
});

describe("the board by the keyboard alone", () => {
  const workbench = useWorkbench({ workspace: "sample" });
  const board = () => boardOf(workbench());

  it("is opened, read, ticked and left", async () => {
    const { page, panel, quickInput } = workbench();
    await workbench().openFile("docs/plans/instance_sync_stage0_problem.md");
    await waitFor(() => workbench().statusBar.text("plangate.gate"), /Problem Framing/);
    await workbench().runCommand("Plangate: Show Board");
    await panel.tab(title).waitFor();
    await board().heading(feature).click();
    const go = async (wanted: RegExp): Promise<void> => {
      for (let stops = 0; stops < 100 && !wanted.test(await board().focused()); stops++)
        await page.keyboard.press("Tab");
      match(await board().focused(), wanted);
    };
    await go(/^Execution Log/);
    await page.keyboard.press("Enter");
    await board().gate("Execution Log").waitFor();
    match(await board().focused(), /^Execution Log/);
    await go(/^Go to the Current Gate$/);
    await page.keyboard.press("Enter");
    await board().gate("Problem Framing").waitFor();
    // Its button is gone: the focus is at the gate, and goes on from there.
    match(await board().focused(), /^Problem Framing$/);
    await page.keyboard.press("Tab");
    match(await board().focused(), /^Review Gate$/);
    await page.keyboard.press("Tab");
    match(await board().focused(), /^Approve Gate…$/);
    await page.keyboard.press("Enter");
    await waitFor(() => quickInput.title(), /Approve: Problem Framing/);
    await quickInput.cancel();
  });
});

describe("a board full of hostile texts", () => {
  const workbench = useWorkbench({ workspace: "sample" });
  const board = () => boardOf(workbench());
  const markup = `<img src=x onerror=document.body.remove()><b onclick="alert(1)">evil</b>`;
  const state = "docs/dev-cycle/current-cycle.json";

  it("shows them as texts, with nothing hidden and nothing pushed aside", async () => {
    const { panel, quickInput, dialog, folder } = workbench();
    const cycle = JSON.parse(readFileSync(join(folder, state), "utf8"));
    cycle.tasks[0].title = `${markup} \u202Egnp.exe \u2066 \u001b[31m red ${"W".repeat(1_000_000)}`;
    cycle.tasks[1].title = "[go](command:workbench.action.quit) [run](javascript:alert(1))";
    writeFileSync(join(folder, state), JSON.stringify(cycle, undefined, 2));
    await openBoard(workbench(), "Parcel alerts");
    await board()
      .stage(/^T-001 <img src=x/)
      .waitFor();
    await board().button("Approve Gate…").click();
    await waitFor(() => quickInput.title(), /Approve: validation/);
    await quickInput.enter(`${markup} \u202Eoverride`);
    await dialog.click("Approve");
    await panel.tab("Parcel alerts — Board").click();
    await waitFor(() => board().text(), /<b onclick="alert\(1\)">evil<\/b> <U\+202E>override/);
    await workbench().screenshot("board hostile");
    const isSeen = (said: string): void => {
      match(said, /<U\+202E>gnp\.exe <U\+2066> <U\+001B>\[31m red WWW/);
      match(said, /\[run\]\(javascript:alert\(1\)\)/);
      doesNotMatch(said, /[\u202a-\u202e\u2066-\u2069]/);
      ok(said.length < 20_000, `${said.length} characters are shown`);
    };
    isSeen(await board().text());
    const made = panel.content.locator("plangate-board").locator("img, script, iframe, b, a, [onclick], [onerror]");
    equal(await made.count(), 0);
    const wide = await panel.content.locator("html").evaluate((element) => element.scrollWidth - element.clientWidth);
    equal(wide, 0);
    await board().button("All Cycle Metrics").click();
    await panel.tab("Parcel alerts — Cycle Metrics").waitFor();
    const metrics = panel.content.getByRole("main");
    await waitFor(() => metrics.innerText(), /Over the cycle/);
    isSeen(await metrics.innerText());
  });
});
