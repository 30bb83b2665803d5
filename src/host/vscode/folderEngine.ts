import {
  type Disposable,
  EventEmitter,
  type LogOutputChannel,
  l10n,
  type WorkspaceFolder,
  window,
  workspace,
} from "vscode";
import {
  type GitFacts,
  type JudgedFeature,
  loadProcesses,
  openWorkspace,
  type Ports,
  type Process,
  type Snapshot,
  type Workspace,
} from "../../core/index.ts";
import { recover } from "../node/apply.ts";
import { nodePorts } from "../node/ports.ts";
import { readProcesses } from "../node/processes.ts";
import { secretsInText } from "../node/secrets.ts";
import { noVerifier } from "../node/signing/verifier.ts";
import { Batch } from "./batch.ts";
import { DisposableStore } from "./disposables.ts";
import { uriOf } from "./paths.ts";
import { unsavedDocument, unsavedPaths, watchUnsaved } from "./unsaved.ts";
import { watchFolder } from "./watcher.ts";

const nothing: Snapshot = { features: [], problems: [], offers: [], adopted: false, paths: [] };

/** Where a team keeps processes of its own: a change there means other rules for everything. */
const ownProcesses = ".plangate/processes/";

/** Stands for everything that git keeps: a change in it is a change of facts, not of documents. */
const gitFolder = ".git";

/** As a path to read again: all there is. */
const wholeFolder = "";

/** One workspace folder with the engine at work on it: what its files say now, unsaved text of open editors included. */
export class FolderEngine implements Disposable {
  readonly folder: WorkspaceFolder;
  readonly ports: Ports;
  readonly #log: LogOutputChannel;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new EventEmitter<void>());
  readonly onDidChange = this.#changed.event;
  readonly #wasRead = this.#store.add(new EventEmitter<void>());
  /** Fires after every reading, also where all verdicts stayed: for what shows more of a file than its verdicts. */
  readonly onDidRead = this.#wasRead.event;
  readonly #arrivals: Batch<string>;
  readonly #pending = new Set<string>();
  #reading = false;
  #gitOnDisk: GitFacts | undefined;
  #git: GitFacts | undefined;
  #gitIsKnown = false;
  #signers: string | undefined;
  #focus: string | undefined;
  #processes: Process[] = [];
  #workspace: Workspace | undefined;
  /** What was last told to the views. */
  #told: Snapshot | undefined;
  #clock: NodeJS.Timeout | undefined;
  /** Grows with each opening and at the end: whoever awaited compares it before going on. */
  #generation = 0;

  constructor(folder: WorkspaceFolder, log: LogOutputChannel) {
    this.folder = folder;
    this.#log = log;
    this.ports = this.#overlay(nodePorts(folder.uri.fsPath));
    this.#arrivals = this.#store.add(new Batch<string>(80, (paths) => void this.#arrived(paths)));
    this.#watch();
  }

  get processes(): readonly Process[] {
    return this.#processes;
  }

  /** The engine's workspace; plans are made against it. Undefined until the first walk is over. */
  get workspace(): Workspace | undefined {
    return this.#workspace;
  }

  get snapshot(): Snapshot {
    return this.#workspace?.snapshot ?? nothing;
  }

  feature(id: string): JudgedFeature | undefined {
    return this.snapshot.features.find((feature) => feature.id === id);
  }

  /** Reads the processes, walks the folder and judges everything. */
  async open(): Promise<void> {
    const generation = ++this.#generation;
    await this.#recover();
    const read = await readProcesses(this.folder.uri.fsPath);
    if (generation !== this.#generation) return;
    const { processes, problems } = loadProcesses(read.sources);
    const opened = openWorkspace(this.ports, processes, [...read.problems, ...problems]);
    opened.focus(this.#focus);
    this.#gitIsKnown = false;
    this.#signers = undefined;
    await opened.refresh();
    if (generation !== this.#generation) return;
    this.#processes = processes;
    this.#workspace = opened;
    this.#told = undefined;
    const { features, paths } = this.snapshot;
    this.#log.info(
      `${this.folder.name}: ${features.length} features of ${processes.length} processes in ${paths.length} files`,
    );
    this.#settled();
  }

  /** Reads again what lies at these paths (a folder's stands for all below it), and looks again at git and the clock. */
  async refresh(paths: readonly string[] = []): Promise<void> {
    this.#gitIsKnown = false;
    await this.#read(paths);
  }

  /** Says which feature the person works on: what is not committed counts for that one. */
  async setFocus(feature: string | undefined): Promise<void> {
    if (this.#focus === feature) return;
    this.#focus = feature;
    this.#workspace?.focus(feature);
    await this.#read([]);
  }

  dispose(): void {
    this.#generation++;
    clearTimeout(this.#clock);
    this.#store.dispose();
  }

  /** Finishes or undoes a change that an earlier session was stopped in the middle of. What the person asked for and did not
   * get is told to them; what is finished is as they wanted it. */
  async #recover(): Promise<void> {
    const settled = workspace.isTrusted ? await recover(this.folder.uri.fsPath) : undefined;
    if (!settled) return;
    this.#log.warn(`${this.folder.name}: ${settled.message}`);
    if (settled.outcome !== "finished") void window.showWarningMessage(settled.message);
  }

  #watch(): void {
    const folder = this.folder;
    const store = this.#store;
    const arrivals = this.#arrivals;
    store.add(watchFolder(folder, (path) => arrivals.add(path)));
    store.add(watchUnsaved(folder, (path) => arrivals.add(path)));
    store.add(workspace.onDidGrantWorkspaceTrust(() => arrivals.add(gitFolder)));
    // A repository may keep its own folder elsewhere (a worktree, a parent folder), where no watcher looks.
    store.add(window.onDidChangeWindowState(({ focused }) => focused && arrivals.add(gitFolder)));
  }

  /** One reading at a time: what arrives during one waits for the next, however long a build keeps writing. */
  async #arrived(paths: string[]): Promise<void> {
    for (const path of paths) this.#pending.add(path);
    if (this.#reading) return;
    this.#reading = true;
    try {
      while (this.#pending.size > 0) {
        const next = [...this.#pending];
        this.#pending.clear();
        await this.#take(next);
      }
    } catch (error) {
      this.#log.error(`${this.folder.name}: what changed could not be read`, error);
    } finally {
      this.#reading = false;
    }
  }

  async #take(paths: readonly string[]): Promise<void> {
    const onlyTyped = paths.every((path) => unsavedDocument(uriOf(this.folder, path)));
    if (!onlyTyped) this.#gitIsKnown = false;
    if (paths.some((path) => `${path}/`.startsWith(ownProcesses) || ownProcesses.startsWith(`${path}/`))) {
      await this.open();
    } else if (paths.some((path) => path.endsWith(".gitignore"))) {
      await this.#read([wholeFolder]);
    } else {
      await this.#read(paths.filter((path) => path !== gitFolder));
    }
  }

  async #read(paths: readonly string[]): Promise<void> {
    const generation = this.#generation;
    await this.#workspace?.refresh(paths);
    if (generation === this.#generation) this.#settled();
  }

  #settled(): void {
    this.#setClock();
    const before = this.#told;
    this.#told = this.snapshot;
    if (!before || !tellsTheSame(before, this.snapshot)) this.#changed.fire();
    this.#wasRead.fire();
  }

  /** Wakes up when a verdict changes by time alone, such as at the end of a waiver. */
  #setClock(): void {
    clearTimeout(this.#clock);
    const times = this.snapshot.features.flatMap((feature) => feature.nextChangeAt ?? []).sort();
    if (times[0] === undefined) return;
    const longest = 2 ** 31 - 1;
    const wait = Date.parse(times[0]) - Date.parse(this.ports.now());
    this.#clock = setTimeout(() => void this.refresh(), Math.min(Math.max(wait, 1000), longest));
  }

  /** In Restricted Mode nothing is run, and so nothing is verified. */
  #verifier(disk: Ports): Pick<Ports, "verify" | "signers"> {
    return workspace.isTrusted ? disk : noVerifier(l10n.t("in Restricted Mode nothing is run"));
  }

  #overlay(disk: Ports): Ports {
    return {
      walk: () => disk.walk(),
      read: async (path) => {
        const text = unsavedDocument(uriOf(this.folder, path))?.getText();
        return text === undefined ? disk.read(path) : { kind: "text", text, sha256: disk.sha256(text), unsaved: true };
      },
      search: (search) => disk.search(search),
      git: async () => {
        if (!workspace.isTrusted) return undefined;
        if (!this.#gitIsKnown) {
          this.#gitIsKnown = true;
          this.#gitOnDisk = await disk.git();
        }
        const unsaved = unsavedPaths(this.folder);
        const now = this.#gitOnDisk && { ...this.#gitOnDisk, ...(unsaved.length > 0 ? { unsaved } : {}) };
        // The same object says "nothing moved": the engine then leaves alone what it judged before.
        if (!isSameGit(now, this.#git)) this.#git = now;
        return this.#git;
      },
      secrets: async (path) => {
        const text = unsavedDocument(uriOf(this.folder, path))?.getText();
        return text === undefined ? disk.secrets(path) : secretsInText(path, text);
      },
      verify: (signed) => this.#verifier(disk).verify(signed),
      signers: async () => {
        // While somebody types nothing of it moves, and no program runs at each key.
        if (!workspace.isTrusted) this.#signers = undefined;
        else if (this.#gitIsKnown && this.#signers !== undefined) return this.#signers;
        const signers = await this.#verifier(disk).signers();
        if (workspace.isTrusted) this.#signers = signers;
        return signers;
      },
      sha256: (text) => disk.sha256(text),
      now: () => disk.now(),
    };
  }
}

const isSameGit = (a: GitFacts | undefined, b: GitFacts | undefined): boolean =>
  a?.head === b?.head &&
  a?.branch === b?.branch &&
  a?.user.name === b?.user.name &&
  a?.user.email === b?.user.email &&
  a?.dirty.join("\0") === b?.dirty.join("\0") &&
  a?.unsaved?.join("\0") === b?.unsaved?.join("\0") &&
  (a === undefined) === (b === undefined);

/** Most keystrokes, and our own writes coming back from the watcher, change nothing that is shown; a redraw would only flicker. */
const tellsTheSame = (a: Snapshot, b: Snapshot): boolean =>
  a.features.length === b.features.length &&
  a.features.every((feature, index) => feature === b.features[index] || isAlike(feature, b.features[index])) &&
  isAlike([a.problems, a.offers, a.adopted], [b.problems, b.offers, b.adopted]);

const isAlike = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
