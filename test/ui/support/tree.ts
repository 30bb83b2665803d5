import type { Locator, Page } from "playwright-core";

/** A row as a person and a screen reader have it. */
export interface Row {
  /** Depth in the tree, from 1. */
  level: number;
  label: string;
  description: string;
  /** What a screen reader says. */
  ariaLabel: string;
  expanded: boolean | undefined;
  checked: boolean | undefined;
}

/** The tree view in the side bar. VS Code renders only the rows that are in sight. */
export class Tree {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async rows(): Promise<Row[]> {
    await this.#rows().first().waitFor();
    return this.#rows().evaluateAll((elements) =>
      elements.map((row) => {
        const text = (selector: string) => row.querySelector(selector)?.textContent?.trim() ?? "";
        const expanded = row.getAttribute("aria-expanded");
        const box = row.querySelector(".custom-view-tree-node-item-checkbox");
        return {
          level: Number(row.getAttribute("aria-level")),
          label: text(".label-name"),
          description: text(".label-description"),
          ariaLabel: row.getAttribute("aria-label") ?? "",
          expanded: expanded === null ? undefined : expanded === "true",
          checked: box ? box.classList.contains("checked") || box.getAttribute("aria-checked") === "true" : undefined,
        };
      }),
    );
  }

  /** The first row with this label. */
  row(label: string): Locator {
    const name = this.#page.locator(".label-name").getByText(label, { exact: true });
    return this.#rows().filter({ has: name }).first();
  }

  async click(label: string): Promise<void> {
    await this.row(label).click();
  }

  async expand(label: string): Promise<void> {
    await this.#toggle(label, "true");
  }

  async collapse(label: string): Promise<void> {
    await this.#toggle(label, "false");
  }

  /** Folds every row by the button in the view's title: what lies far below comes into sight. */
  async collapseAll(): Promise<void> {
    const unfolded = this.#rows().and(this.#page.locator('[aria-level="1"][aria-expanded="true"]'));
    await this.#rows().first().waitFor();
    // What is read while the button is pressed unfolds again.
    for (let tries = 5; tries > 0 && (await unfolded.count()) > 0; tries--) {
      await this.#page.locator(".sidebar .composite.title").hover();
      await this.#page.locator(".sidebar").getByRole("button", { name: "Collapse All" }).click();
      await unfolded
        .first()
        .waitFor({ state: "hidden", timeout: 2000 })
        .catch(() => undefined);
    }
  }

  /** Ticks the row's check box, or takes the tick away. */
  async tick(label: string): Promise<void> {
    const box = this.row(label).locator(".custom-view-tree-node-item-checkbox");
    const isChecked = async (): Promise<boolean | undefined> => {
      const [state] = await box.evaluateAll((found) =>
        found.map((each) => each.classList.contains("checked") || each.getAttribute("aria-checked") === "true"),
      );
      return state;
    };
    await box.waitFor();
    const before = await isChecked();
    // Rows that come or go while the pointer is on its way lead it elsewhere.
    for (let tries = 3; tries > 0; tries--) {
      await box.click();
      for (const end = Date.now() + 4000; Date.now() < end; await this.#page.waitForTimeout(50)) {
        // A row that is drawn anew is away for a moment; one that stays away was folded behind its last tick.
        if ((await isChecked()) === !before) return;
      }
      if ((await box.count()) === 0) return;
    }
    throw new Error(`The box “${label}” did not change.`);
  }

  /** Clicks a button that the row shows under the pointer, by the title of its command. */
  async clickInline(label: string, action: string): Promise<void> {
    const row = this.row(label);
    await row.hover();
    await row.getByRole("button", { name: action }).click();
  }

  /** Picks from the row's context menu. */
  async clickMenu(label: string, item: string): Promise<void> {
    await this.row(label).click({ button: "right" });
    const entry = this.#page.getByRole("menuitem", { name: item });
    await entry.waitFor();
    // A menu that has just opened takes a click for the end of the one that opened it.
    for (let tries = 5; tries > 0 && (await entry.isVisible()); tries--) {
      await entry.click({ timeout: 3000 }).catch(() => undefined);
      await entry.waitFor({ state: "hidden", timeout: 1000 }).catch(() => undefined);
    }
  }

  /** The labels of the rows at the top, as far as they are in sight. */
  async tops(): Promise<string[]> {
    return (await this.rows()).filter(({ level }) => level === 1).map(({ label }) => label);
  }

  /** Clicks a button in the view's title. */
  async clickTitle(action: string): Promise<void> {
    await this.#page.locator(".sidebar .composite.title").hover();
    // By its label alone: VS Code 1.103 gives the last of the buttons no role.
    await this.#page.locator(".sidebar .composite.title").getByLabel(action, { exact: true }).click();
  }

  /**
   * Picks from the menu behind the view's "…", or from a menu inside of it. A menu that closes under the pointer is opened
   * again, as a person would.
   */
  async pickTitle(...items: string[]): Promise<void> {
    for (let tries = 3; tries > 0; tries--) {
      try {
        await this.clickTitle("Views and More Actions...");
        for (const item of items) {
          const entry = this.#page.getByRole("menuitem", { name: item, exact: true });
          await entry.hover({ timeout: 5000 });
          await entry.click({ timeout: 5000 });
        }
        // One that stays open took the click for the end of the one that opened it, and did nothing.
        return await this.#menu.waitFor({ state: "hidden", timeout: 2000 });
      } catch (error) {
        for (const _ of [...items, ""]) await this.#page.keyboard.press("Escape");
        if (tries === 1) throw error;
      }
    }
  }

  /** Any open menu; of a menu inside of a menu, the outer one. */
  get #menu(): Locator {
    return this.#page.locator(".context-view .monaco-menu").first();
  }

  /** The labels of the row's context menu, a line between its groups; empty where there is none. */
  async menuOf(label: string): Promise<string[]> {
    await this.row(label).click({ button: "right" });
    const menu = this.#menu;
    const isThere = await menu
      .waitFor({ timeout: 3000 })
      .then(() => true)
      .catch(() => false);
    if (!isThere) return [];
    const entries = await menu
      .locator(".action-item")
      .evaluateAll((items) =>
        items.map((item) =>
          item.querySelector(".separator") ? "—" : (item.querySelector(".action-label")?.textContent ?? ""),
        ),
      );
    await this.#page.keyboard.press("Escape");
    await menu.waitFor({ state: "hidden" });
    return entries;
  }

  /** What stands above the rows: a message, or the welcome text of an empty view. */
  async message(): Promise<string> {
    const shown = this.#page.locator(".sidebar .tree-explorer-viewlet-tree-view, .sidebar .pane-body");
    return (await shown.locator(".message, .welcome-view-content").allTextContents()).join(" ").trim();
  }

  /** The label of the row that has the focus in the tree. */
  async focused(): Promise<string> {
    return (await this.#rows().and(this.#page.locator(".focused")).locator(".label-name").first().textContent()) ?? "";
  }

  #rows(): Locator {
    return this.#page.locator(".sidebar .customview-tree").getByRole("treeitem");
  }

  async #toggle(label: string, expanded: "true" | "false"): Promise<void> {
    const row = this.row(label);
    await row.waitFor();
    if ((await row.getAttribute("aria-expanded")) !== expanded) {
      await row.locator(".monaco-tl-twistie").click();
    }
    await row.and(this.#page.locator(`[aria-expanded="${expanded}"]`)).waitFor();
  }
}
