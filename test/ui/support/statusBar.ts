import type { Locator, Page } from "playwright-core";

export class StatusBar {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The item whose id contains this text, or else shows it: the id of an extension's item is `<extension>.<item>`. */
  item(idOrText: string): Locator {
    const items = this.#page.locator(".statusbar-item");
    return items
      .and(this.#page.locator(`[id*="${idOrText}"]`))
      .or(items.filter({ hasText: idOrText }))
      .first();
  }

  async text(idOrText: string): Promise<string> {
    return ((await this.item(idOrText).textContent()) ?? "").replaceAll(/\s+/g, " ").trim();
  }

  async click(idOrText: string): Promise<void> {
    await this.item(idOrText).click();
  }
}
