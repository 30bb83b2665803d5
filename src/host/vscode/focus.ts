import { type Disposable, EventEmitter, type Memento, window } from "vscode";
import type { JudgedFeature } from "../../core/index.ts";
import { DisposableStore } from "./disposables.ts";
import type { FolderEngine } from "./folderEngine.ts";
import type { Folders } from "./folders.ts";
import { byTitle } from "./order.ts";
import { pathOf } from "./paths.ts";

/** A feature together with the folder it was found in. */
export interface Focused {
  engine: FolderEngine;
  feature: JudgedFeature;
}

/** A feature by name: survives every new reading, and the end of the session. */
interface Named {
  folder: string;
  feature: string;
}

const lastWorkedOn = "plangate.lastWorkedOn";

/** The feature in focus: whose file is in the active editor, else the one worked on last, else the first unfinished one. */
export class Focus implements Disposable {
  readonly #folders: Folders;
  readonly #memory: Memento;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new EventEmitter<void>());
  readonly onDidChange = this.#changed.event;

  constructor(folders: Folders, memory: Memento) {
    this.#folders = folders;
    this.#memory = memory;
    this.#store.add(window.onDidChangeActiveTextEditor(() => this.#look()));
    this.#store.add(folders.onDidChange(() => this.#look()));
  }

  get current(): Focused | undefined {
    return this.#ofActiveEditor() ?? this.#remembered() ?? this.#firstUnfinished();
  }

  /** Notes that a person has just worked on this feature. */
  visit({ engine, feature }: Focused): void {
    const named: Named = { folder: engine.folder.uri.toString(), feature: feature.id };
    const before = this.#memory.get<Named>(lastWorkedOn);
    if (before?.folder !== named.folder || before.feature !== named.feature)
      void this.#memory.update(lastWorkedOn, named);
    for (const one of this.#folders.all) void one.setFocus(one === engine ? feature.id : undefined);
    this.#changed.fire();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #look(): void {
    const active = this.#ofActiveEditor();
    if (active) this.visit(active);
    else this.#changed.fire();
  }

  #ofActiveEditor(): Focused | undefined {
    const uri = window.activeTextEditor?.document.uri;
    if (!uri) return undefined;
    for (const engine of this.#folders.all) {
      const path = pathOf(engine.folder, uri);
      const feature = path === undefined ? undefined : engine.snapshot.features.find((one) => one.files.includes(path));
      if (feature) return { engine, feature };
    }
    return undefined;
  }

  #remembered(): Focused | undefined {
    const named = this.#memory.get<Named>(lastWorkedOn);
    const engine = this.#folders.all.find((one) => one.folder.uri.toString() === named?.folder);
    const feature = named && engine?.feature(named.feature);
    return engine && feature ? { engine, feature } : undefined;
  }

  #firstUnfinished(): Focused | undefined {
    for (const engine of this.#folders.all) {
      const [feature] = engine.snapshot.features.filter((one) => !one.done && !one.archived).sort(byTitle);
      if (feature) return { engine, feature };
    }
    return undefined;
  }
}
