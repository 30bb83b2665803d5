import type { Locator, Page } from "playwright-core";

/** A modal dialog. */
export class Dialog {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get #box(): Locator {
    return this.#page.locator(".monaco-dialog-box");
  }

  /** Everything that it says. */
  async text(): Promise<string> {
    await this.#box.waitFor();
    return (await this.#box.locator(".dialog-message-row").allInnerTexts()).join("\n");
  }

  async buttons(): Promise<string[]> {
    await this.#box.waitFor();
    return this.#box.locator(".dialog-buttons").getByRole("button").allInnerTexts();
  }

  async click(button: string): Promise<void> {
    await this.#box.getByRole("button", { name: button, exact: true }).click();
    await this.#box.waitFor({ state: "hidden" });
  }
}
