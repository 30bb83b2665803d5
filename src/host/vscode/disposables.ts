import type { Disposable } from "vscode";

/** Owns what has to be let go of together. What is added after the end is let go of at once. */
export class DisposableStore implements Disposable {
  readonly #items = new Set<Disposable>();
  #ended = false;

  add<T extends Disposable>(item: T): T {
    if (this.#ended) item.dispose();
    else this.#items.add(item);
    return item;
  }

  dispose(): void {
    this.#ended = true;
    for (const item of this.#items) item.dispose();
    this.#items.clear();
  }
}
