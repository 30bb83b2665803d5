import { AxeBuilder } from "@axe-core/playwright";
import type { FrameLocator, Locator, Page } from "playwright-core";

/** A webview panel: a page of its own, in a frame within a frame. Only the panel in front is there. */
export class Panel {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** What stands in the panel. */
  get content(): FrameLocator {
    return this.#page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
  }

  /** The tab of the panel with this title. */
  tab(title: string): Locator {
    return this.#page.locator(".tab", { hasText: title });
  }

  table(name: string): Locator {
    return this.content.getByRole("table", { name, exact: true });
  }

  /** What axe finds against WCAG 2.2 A and AA, each fault with the first place that has it. */
  async axe(): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page: this.#page })
      .include(["iframe.webview.ready", "#active-frame", "body"])
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
      .analyze();
    return violations.map(({ id, help, nodes }) => `${id}: ${help} — ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
  }

  /** How many pixels of the page lie beyond its right edge. */
  async beyond(): Promise<number> {
    return this.content.locator("html").evaluate((element) => element.scrollWidth - element.clientWidth);
  }

  /** The texts of a table, row by row, its header first. What is said but not shown is left out. */
  async rows(table: string): Promise<string[][]> {
    await this.table(table).waitFor();
    return this.table(table).evaluate((element) =>
      [...element.querySelectorAll("tr")].map((row) =>
        [...row.querySelectorAll("th, td")].map((cell) => (cell.textContent ?? "").replaceAll(/\s+/g, " ").trim()),
      ),
    );
  }
}
