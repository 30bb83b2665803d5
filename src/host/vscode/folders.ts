import { type Disposable, EventEmitter, type LogOutputChannel, workspace } from "vscode";
import { DisposableStore } from "./disposables.ts";
import { FolderEngine } from "./folderEngine.ts";

/** The engines of all workspace folders on disk. Folders of other file systems are left out: see `virtualWorkspaces`. */
export class Folders implements Disposable {
  readonly #log: LogOutputChannel;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new EventEmitter<void>());
  /** Fires whenever what one of the folders shows has changed, and when folders come or go. */
  readonly onDidChange = this.#changed.event;
  readonly #wasRead = this.#store.add(new EventEmitter<void>());
  /** Fires after every reading of a folder, also where it changed nothing of what is shown, and when folders come or go. */
  readonly onDidRead = this.#wasRead.event;
  #opened: Promise<void> = Promise.resolve();
  readonly #engines = new Map<string, { engine: FolderEngine; store: DisposableStore }>();

  constructor(log: LogOutputChannel) {
    this.#log = log;
    this.#store.add(workspace.onDidChangeWorkspaceFolders(() => void this.open()));
  }

  get all(): readonly FolderEngine[] {
    return [...this.#engines.values()].map(({ engine }) => engine);
  }

  /** Brings the engines in line with the workspace's folders; resolves when each of the new ones has been read. */
  open(): Promise<void> {
    this.#opened = this.#open();
    return this.#opened;
  }

  /** Resolves when the folders have been read for the first time: a command may come before that. */
  whenRead(): Promise<void> {
    return this.#opened;
  }

  async #open(): Promise<void> {
    const folders = (workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === "file");
    const wanted = new Set(folders.map((folder) => folder.uri.toString()));
    for (const [key, { store }] of this.#engines) {
      if (wanted.has(key)) continue;
      store.dispose();
      this.#engines.delete(key);
    }
    const added = folders.filter((folder) => !this.#engines.has(folder.uri.toString()));
    await Promise.all(added.map((folder) => this.#add(new FolderEngine(folder, this.#log))));
    this.#changed.fire();
    this.#wasRead.fire();
  }

  /** Reads everything anew. */
  async refresh(): Promise<void> {
    await Promise.all(this.all.map((engine) => this.#read(engine)));
  }

  dispose(): void {
    for (const { store } of this.#engines.values()) store.dispose();
    this.#engines.clear();
    this.#store.dispose();
  }

  async #add(engine: FolderEngine): Promise<void> {
    const store = new DisposableStore();
    store.add(engine);
    store.add(engine.onDidChange(() => this.#changed.fire()));
    store.add(engine.onDidRead(() => this.#wasRead.fire()));
    this.#engines.set(engine.folder.uri.toString(), { engine, store });
    await this.#read(engine);
  }

  /** One folder that cannot be read leaves the others alone; what happened is in the log. */
  async #read(engine: FolderEngine): Promise<void> {
    try {
      await engine.open();
    } catch (error) {
      this.#log.error(`${engine.folder.name}: the folder could not be read`, error);
    }
  }
}
