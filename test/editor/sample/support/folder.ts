import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Event, type LogOutputChannel, window, workspace } from "vscode";
import type { JudgedFeature } from "../../../../src/core/index.ts";
import type { FolderEngine } from "../../../../src/host/vscode/folderEngine.ts";
import { Folders } from "../../../../src/host/vscode/folders.ts";

/** The workspace folder with an engine of the test's own at work on it, and ways to change its files as other programs do. */
export interface OpenFolder {
  folders: Folders;
  engine: FolderEngine;
  log: LogOutputChannel;
  write(path: string, text: string): Promise<void>;
  read(path: string): Promise<string>;
  move(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** The feature as soon as it is there and as wanted. */
  feature(id: string, is?: (feature: JudgedFeature) => boolean): Promise<JudgedFeature>;
  /** Resolves once the condition holds; it is looked at again whenever the engine tells of a change. */
  until(holds: () => boolean): Promise<void>;
}

/** Opens the folder before a suite's tests and lets go of it, and of what they wrote below `scratch`, after them. */
export function openFolder(scratch: string): OpenFolder {
  const log = window.createOutputChannel(`Plangate Tests ${scratch}`, { log: true });
  const folders = new Folders(log);
  const root = workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  const opened: OpenFolder = {
    folders,
    log,
    get engine() {
      const [engine] = folders.all;
      if (!engine) throw new Error("No folder is open.");
      return engine;
    },
    async write(path, text) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    },
    read: (path) => readFile(join(root, path), "utf8"),
    move: (from, to) => rename(join(root, from), join(root, to)),
    remove: (path) => rm(join(root, path), { recursive: true, force: true }),
    async feature(id, is = () => true) {
      await this.until(() => {
        const feature = this.engine.feature(id);
        return feature !== undefined && is(feature);
      });
      return this.engine.feature(id) as JudgedFeature;
    },
    until: (holds) => until(folders.onDidChange, holds),
  };
  before(() => folders.open());
  after(async () => {
    folders.dispose();
    log.dispose();
    await opened.remove(scratch);
  });
  return opened;
}

/** Resolves once the condition holds; it is looked at again at each event. */
export function until(event: Event<unknown>, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (holds()) return resolve();
    const listening = event(() => {
      if (!holds()) return;
      listening.dispose();
      resolve();
    });
  });
}
