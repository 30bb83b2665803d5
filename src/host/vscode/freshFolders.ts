import { type FSWatcher, watch } from "node:fs";
import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { platform } from "node:process";
import type { Disposable } from "vscode";

/** Each holds system handles for all folders below it; the oldest makes room. */
const most = 64;

/**
 * Watches folders that came to be while the editor runs. On Linux the editor's own watcher can lose folders that are made
 * one inside the other at once: after `mkdir -p a/b` it tells of `a`, and of nothing that happens in `b` from then on. That is how
 * new features come to be.
 */
export class FreshFolders implements Disposable {
  readonly #root: string;
  readonly #on: (path: string) => void;
  readonly #watchers = new Map<string, FSWatcher>();
  #ended = false;

  constructor(root: string, on: (path: string) => void) {
    this.#root = root;
    this.#on = on;
  }

  /** Takes note of something new at a path. */
  async created(path: string): Promise<void> {
    if (platform !== "linux" || this.#isWatched(path)) return;
    const found = await lstat(join(this.#root, path)).catch(() => undefined);
    if (!found?.isDirectory() || this.#ended || this.#isWatched(path)) return;
    const watcher = watch(join(this.#root, path), { recursive: true, persistent: false });
    watcher.on("change", (_, name) => this.#on(name ? `${path}/${name.toString()}` : path));
    watcher.on("error", () => this.removed(path));
    this.#watchers.set(path, watcher);
    const [oldest] = this.#watchers.keys();
    if (this.#watchers.size > most && oldest !== undefined) this.removed(oldest);
    // What was written before the watcher stood is read once now.
    this.#on(path);
  }

  removed(path: string): void {
    this.#watchers.get(path)?.close();
    this.#watchers.delete(path);
  }

  dispose(): void {
    this.#ended = true;
    for (const path of [...this.#watchers.keys()]) this.removed(path);
  }

  #isWatched(path: string): boolean {
    return [...this.#watchers.keys()].some((known) => path === known || path.startsWith(`${known}/`));
  }
}
