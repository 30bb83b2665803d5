import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { Locator, Page } from "playwright-core";
import { workbenchAddress } from "../../../scripts/editor/address.ts";
import { type ReleaseName, releases } from "../../../scripts/editor/release.ts";
import { type Editor, startEditor } from "../../../scripts/editor/start.ts";
import { copyWorkspace, copyWorkspaces, type Workspace } from "../../../scripts/editor/workspace.ts";
import { root } from "../../../scripts/root.ts";
import { Dialog } from "./dialog.ts";
import { Panel } from "./panel.ts";
import { QuickInput } from "./quickInput.ts";
import { StatusBar } from "./statusBar.ts";
import { Tree } from "./tree.ts";

/** Ids of before 1.139, which renamed two of them and still knows these. */
const themes = {
  light: "Default Light Modern",
  dark: "Default Dark Modern",
  highContrast: "Default High Contrast",
  highContrastLight: "Default High Contrast Light",
};

export type Theme = keyof typeof themes;

export interface WorkbenchOptions {
  /** A folder of `test/workspaces`; a copy of it is opened. Of several, a workspace with all of them. */
  workspace: string | readonly string[];
  theme?: Theme;
  trusted?: boolean;
  width?: number;
  height?: number;
  sidebarWidth?: number;
  /**
   * The display language of extensions, such as `pt-br`. The editor's own words stay English: those come with a language
   * pack. What a pack's script would set is set here, and extensions get their texts as they do with one.
   */
  language?: string;
  settings?: Record<string, unknown>;
  /** Writes more into the copy before it is opened. */
  fill?(folder: string): Promise<void>;
  /** Variables of the extension host. */
  env?: Record<string, string>;
  /** How many pixels of the screen one of the page has: 2 at a zoom of 200 %. */
  scale?: number;
  /** A `.vsix` to install, as people do; without it the extension under development is loaded. */
  extension?: string;
}

/** A real workbench with the extension in it, and what a person does there. */
export class Workbench {
  readonly page: Page;
  /** The copy of the workspace, on disk; the first of several. */
  readonly folder: string;
  /** Every folder of the workspace, on disk. */
  readonly folders: readonly string[];
  readonly tree: Tree;
  readonly quickInput: QuickInput;
  readonly dialog: Dialog;
  readonly statusBar: StatusBar;
  readonly panel: Panel;
  readonly #editor: Editor;
  readonly #workspace: Workspace;

  private constructor(page: Page, workspace: Workspace & { folders?: string[]; file?: string }, editor: Editor) {
    this.page = page;
    this.folder = workspace.folder;
    this.folders = workspace.folders ?? [workspace.folder];
    this.#editor = editor;
    this.#workspace = workspace;
    this.tree = new Tree(page);
    this.quickInput = new QuickInput(page);
    this.dialog = new Dialog(page);
    this.statusBar = new StatusBar(page);
    this.panel = new Panel(page);
  }

  static async open(options: WorkbenchOptions): Promise<Workbench> {
    const { workspace: wanted } = options;
    const workspace: Workspace & { folders?: string[]; file?: string } =
      typeof wanted === "string" ? await copyWorkspace(wanted) : await copyWorkspaces(wanted);
    await options.fill?.(workspace.folder);
    const release = releases[(process.env.PLANGATE_TEST_VSCODE ?? "newest") as ReleaseName];
    const editor = await startEditor(release, {
      trusted: options.trusted ?? true,
      extension: options.extension,
      settings: { "workbench.colorTheme": themes[options.theme ?? "light"], ...options.settings },
      ...(options.env && { env: options.env }),
    });
    const { width = 1280, height = 800, scale = 1 } = options;
    // Of a context of its own: axe opens a second page beside it.
    const context = await editor.browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale });
    const { language } = options;
    if (language !== undefined) {
      await context.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)}`);
    }
    const page = await context.newPage();
    const workbench = new Workbench(page, workspace, editor);
    try {
      const folder = workspace.file ?? workspace.folder;
      const isInstalled = options.extension !== undefined;
      await page.goto(workbenchAddress(editor.server.authority, { folder, isInstalled }));
      await workbench.#ready();
      if (workspace.file) await workbench.#foldersAreThere();
      await workbench.#setSidebarWidth(options.sidebarWidth);
    } catch (error) {
      await workbench.screenshot(`cannot open ${options.workspace}`);
      await workbench.close();
      throw error;
    }
    return workbench;
  }

  async close(): Promise<void> {
    await this.#editor.stop();
    this.#workspace.remove();
  }

  /** Brings the view container with this title to the front, by its icon in the activity bar. */
  async focusContainer(title: string): Promise<void> {
    const tab = this.#container(title);
    if ((await tab.getAttribute("aria-selected")) !== "true") {
      await tab.click();
    }
    await this.page.locator(".sidebar .composite.title", { hasText: new RegExp(title, "i") }).waitFor();
    // Else the icon's hover stays over the view.
    await this.page.mouse.move(0, 0);
  }

  /** Runs a command by the title that the command palette shows: “Plangate: Advance”. */
  async runCommand(title: string): Promise<void> {
    await this.#pickFrom("F1", title, `>${title}`);
  }

  /** Opens a file of the workspace as Go to File does; of the first of several folders, where the path is not whole. */
  async openFile(path: string): Promise<void> {
    // A whole path means one file, whatever others are called.
    await this.#pickFrom("Control+P", basename(path), resolve(this.folder, path));
    await this.page.locator(".tab.active", { hasText: basename(path) }).waitFor();
    // What is typed before the editor has the focus goes elsewhere; a preview never has it.
    const editor = this.page.locator(".editor-instance .monaco-editor.focused").first();
    await editor.waitFor({ timeout: 3000 }).catch(() => undefined);
  }

  /**
   * The list shows what there was when it opened, and closes when a document that opens late takes the focus: a
   * person would open it again, and so is it done here.
   */
  async #pickFrom(key: string, label: string, filter: string): Promise<void> {
    for (let tries = 5; tries > 0; tries--) {
      await this.page.keyboard.press(key);
      try {
        await this.quickInput.pick(label, filter, tries > 1 ? 3000 : undefined);
        return await this.quickInput.left(label);
      } catch (error) {
        if (tries === 1) {
          throw error;
        }
        await this.page.keyboard.press("Escape");
      }
    }
  }

  /** A picture in `test-results`; gives its path. */
  async screenshot(name: string): Promise<string> {
    const folder = join(root, "test-results", "screenshots");
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${name.replaceAll(/[^\p{L}\p{N}]+/gu, "-")}.png`);
    writeFileSync(path, await this.picture());
    return path;
  }

  /** A picture taken when two in a row are alike: nothing moves or loads any more. */
  async picture(): Promise<Buffer> {
    let last = await this.page.screenshot({ caret: "hide" });
    for (let tries = 0; tries < 20; tries++) {
      const next = await this.page.screenshot({ caret: "hide" });
      if (next.equals(last)) {
        break;
      }
      last = next;
    }
    return last;
  }

  #container(title: string): Locator {
    return this.page.locator(".activitybar").getByRole("tab", { name: new RegExp(`^${title}`) });
  }

  async #ready(): Promise<void> {
    await this.page.locator(".statusbar-item[id='status.problems']").waitFor();
    await this.#container("Plangate").waitFor();
  }

  /** The oldest supported editor now and then opens a workspace of several folders with none of them. */
  async #foldersAreThere(): Promise<void> {
    const folder = this.page.locator(".explorer-folders-view .monaco-list-row").first();
    for (let tries = 3; tries > 0; tries--) {
      const isThere = await folder.waitFor({ timeout: 10_000 }).then(
        () => true,
        () => false,
      );
      if (isThere) return;
      await this.page.reload();
      await this.#ready();
    }
    await folder.waitFor();
  }

  /** Drags the sash, as no setting says how wide the side bar is. */
  async #setSidebarWidth(width: number | undefined): Promise<void> {
    if (width === undefined) {
      return;
    }
    const box = await this.page.locator(".part.sidebar").boundingBox();
    if (!box) {
      throw new Error("The side bar is not shown.");
    }
    const y = box.y + box.height / 2;
    await this.page.mouse.move(box.x + box.width, y);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + width, y, { steps: 5 });
    await this.page.mouse.up();
  }
}
