import { type Disposable, EventEmitter, commands as editor, type Memento } from "vscode";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import { contextKeys } from "../shared/ids.ts";
import { type Filter, filterSchema, isFiltering, noFilter } from "./filter.ts";
import { type Grouping, groupings } from "./scene.ts";

const filterKey = "plangate.filter";
const groupingKey = "plangate.grouping";

/** How a person looks at the tree: what they filter and gather by. Kept for the workspace; menus ask for it by keys. */
export class Look implements Disposable {
  readonly #memory: Memento;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new EventEmitter<void>());
  readonly onDidChange = this.#changed.event;
  #filter: Filter;
  #grouping: Grouping;

  constructor(memory: Memento) {
    this.#memory = memory;
    // What an earlier version kept, or nothing at all, may have another shape.
    this.#filter = filterSchema.catch(noFilter).parse(memory.get(filterKey));
    const grouping = memory.get<Grouping>(groupingKey);
    this.#grouping = grouping && groupings.includes(grouping) ? grouping : "nothing";
    this.#tell();
  }

  get filter(): Filter {
    return this.#filter;
  }

  get grouping(): Grouping {
    return this.#grouping;
  }

  /** Takes over what is given of a filter. */
  async show(filter: Partial<Filter>): Promise<void> {
    this.#filter = { ...this.#filter, ...filter };
    this.#tell();
    this.#changed.fire();
    await this.#memory.update(filterKey, this.#filter);
  }

  async groupBy(grouping: Grouping): Promise<void> {
    if (grouping === this.#grouping) return;
    this.#grouping = grouping;
    this.#tell();
    this.#changed.fire();
    await this.#memory.update(groupingKey, grouping);
  }

  dispose(): void {
    this.#store.dispose();
  }

  #tell(): void {
    void editor.executeCommand("setContext", contextKeys.filtered, isFiltering(this.#filter));
    void editor.executeCommand("setContext", contextKeys.onlyWaiting, this.#filter.waiting);
    void editor.executeCommand("setContext", contextKeys.grouping, this.#grouping);
  }
}
