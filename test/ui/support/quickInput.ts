import { setTimeout as pause } from "node:timers/promises";
import type { Locator, Page } from "playwright-core";

/** The box at the top of the window that asks: pick lists, text input, the command palette. */
export class QuickInput {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get #widget(): Locator {
    return this.#page.locator(".quick-input-widget");
  }

  /** What it asks: its title, or the placeholder of an input without one. */
  async title(): Promise<string> {
    await this.#widget.waitFor();
    const title = await this.#widget.locator(".quick-input-title").textContent();
    return title || ((await this.#input.getAttribute("placeholder")) ?? "");
  }

  /** The question itself: what stands under an input, or in an empty list's field. */
  async question(): Promise<string> {
    await this.#widget.waitFor();
    return `${await this.message()}\n${(await this.#input.getAttribute("placeholder")) ?? ""}`;
  }

  /** What stands in the field. */
  async value(): Promise<string> {
    return this.#input.inputValue();
  }

  /** Ticks every row of a list of which several may be chosen, and goes on. */
  async pickAll(): Promise<void> {
    await this.#widget.getByRole("checkbox").first().click();
    await this.#widget.getByRole("button", { name: "OK" }).click();
  }

  /** Goes on with what is ticked. */
  async ok(): Promise<void> {
    await this.#widget.getByRole("button", { name: "OK" }).click();
  }

  async items(timeout = 30_000): Promise<string[]> {
    await this.#items.first().waitFor({ timeout });
    // The second line of a row keeps the text of the list before where it has none of its own.
    const rows = this.#items.locator(".quick-input-list-row:not(:has(.quick-input-list-label-meta))");
    return rows.locator(".label-name").allTextContents();
  }

  /** The message under an input, an error for one. */
  async message(): Promise<string> {
    return (await this.#widget.locator(".quick-input-message").textContent()) ?? "";
  }

  async type(text: string): Promise<void> {
    await this.#input.fill(text);
  }

  /** Answers an input, and waits until it is gone or asks something else: the next answer is not typed into it. */
  async enter(text: string): Promise<void> {
    const before = await this.#shown();
    await this.type(text);
    await this.#input.press("Enter");
    for (const end = Date.now() + 5000; Date.now() < end && (await this.#shown()) === before; ) await pause(20);
  }

  /** What the box asks at this moment; empty where it is not there. */
  async #shown(): Promise<string> {
    if (!(await this.#widget.isVisible())) return "";
    const message = await this.#widget.locator(".quick-input-message").textContent();
    return `${message}\n${await this.#input.getAttribute("placeholder")}\n${await this.#items.count()}`;
  }

  /** Picks the item with this label; `filter` is typed first, for lists longer than the screen. */
  async pick(label: string, filter?: string, timeout = 30_000): Promise<void> {
    if (filter !== undefined) {
      await this.#input.fill(filter, { timeout });
    }
    await this.#item(label).click({ timeout });
  }

  /** Waits until the list with this item is gone; what the item led to may ask in the same box. */
  async left(label: string): Promise<void> {
    await this.#item(label).waitFor({ state: "hidden" });
  }

  /** Goes back to the step before. */
  async back(): Promise<void> {
    const before = await this.#shown();
    await this.#widget.getByRole("button", { name: "Back" }).click();
    for (const end = Date.now() + 5000; Date.now() < end && (await this.#shown()) === before; ) await pause(20);
  }

  /** Whether there is a step to go back to. */
  async canGoBack(): Promise<boolean> {
    return this.#widget.getByRole("button", { name: "Back" }).isVisible();
  }

  /** The row that Enter would choose. */
  async focused(): Promise<string> {
    return (await this.#widget.locator(".monaco-list-row.focused .label-name").first().textContent()) ?? "";
  }

  async cancel(): Promise<void> {
    await this.#input.press("Escape");
    await this.#widget.waitFor({ state: "hidden" });
  }

  get #input(): Locator {
    return this.#widget.locator(".quick-input-filter input[type=text], .quick-input-filter input:not([type])").first();
  }

  #item(label: string): Locator {
    const name = this.#page.locator(".label-name").getByText(label, { exact: true });
    return this.#items.filter({ has: name }).first();
  }

  get #items(): Locator {
    return this.#widget.locator(".quick-input-list .monaco-list-row");
  }
}
