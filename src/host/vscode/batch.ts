import type { Disposable } from "vscode";

/**
 * Collects what arrives within a short while and hands it over at once. The while starts with the first arrival and is not
 * drawn out by later ones: a stream that never pauses (a build that writes logs) would else never be seen.
 */
export class Batch<T> implements Disposable {
  readonly #items = new Set<T>();
  readonly #wait: number;
  readonly #deliver: (items: T[]) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(wait: number, deliver: (items: T[]) => void) {
    this.#wait = wait;
    this.#deliver = deliver;
  }

  add(item: T): void {
    this.#items.add(item);
    this.#timer ??= setTimeout(() => this.#flush(), this.#wait);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#items.clear();
  }

  #flush(): void {
    const items = [...this.#items];
    this.#items.clear();
    this.#timer = undefined;
    this.#deliver(items);
  }
}
