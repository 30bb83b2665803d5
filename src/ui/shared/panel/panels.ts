import { randomBytes } from "node:crypto";
import {
  type Disposable,
  l10n,
  Uri,
  ViewColumn,
  type WebviewOptions,
  type WebviewPanel,
  type WebviewPanelSerializer,
  window,
} from "vscode";
import * as z from "zod";
import { DisposableStore } from "../../../host/vscode/disposables.ts";
import type { Surface } from "../surface.ts";
import { longestTitle, shownText, shownView } from "../text/shownText.ts";
import { textLanguage } from "../words/textLanguage.ts";
import { type Ready, readySchema, type Show, type Subject, stateSchema } from "./panelProtocol.ts";
import { pageOf } from "./webviewPage.ts";

/** A kind of webview panel of which every feature, or every gate, may have one. */
export interface PanelKind<View, Message> {
  /** The name of its script in `dist/webview`; the view type is `plangate.` and this. */
  name: string;
  /** What its page may say. Whatever else arrives is dropped. */
  messages: z.ZodType<Message>;
  /** Called once for each panel. */
  present(subject: Subject): Presenter<View, Message>;
}

/** What stands behind one panel. */
export interface Presenter<View, Message> {
  /** The panel's title and what it shows now: texts of documents as they are, for `shownView` goes over all of it. */
  look(): Promise<{ title: string; view: View }>;
  receive(message: Message): Promise<void>;
}

/** The panels of one kind: one for each subject, kept up to date, brought back after a reload. */
export class FeaturePanels<View, Message> implements Disposable, WebviewPanelSerializer {
  readonly #surface: Surface;
  readonly #root: Uri;
  readonly #kind: PanelKind<View, Message>;
  readonly #store = new DisposableStore();
  readonly #open = new Map<string, WebviewPanel>();

  /** @param root the extension's own folder */
  constructor(surface: Surface, root: Uri, kind: PanelKind<View, Message>) {
    this.#surface = surface;
    this.#root = root;
    this.#kind = kind;
    this.#store.add(window.registerWebviewPanelSerializer(this.#viewType, this));
  }

  get #viewType(): string {
    return `plangate.${this.#kind.name}`;
  }

  get #options(): WebviewOptions {
    return { enableScripts: true, localResourceRoots: [Uri.joinPath(this.#root, "dist", "webview")] };
  }

  /** Brings the subject's panel to the front; opens it where there is none. The focus goes along unless it is to stay. */
  show(subject: Subject, title: string, preserveFocus = false): void {
    const open = this.#open.get(keyOf(subject));
    if (open) {
      open.reveal(undefined, preserveFocus);
      return;
    }
    const where = { viewColumn: ViewColumn.Active, preserveFocus };
    const panel = window.createWebviewPanel(this.#viewType, shownText(title, longestTitle), where, this.#options);
    this.#fill(panel, subject);
  }

  /** Whether the subject's panel is there to be seen at this moment. */
  isInSight(subject: Subject): boolean {
    return this.#open.get(keyOf(subject))?.visible === true;
  }

  /** The editor brings a panel of an earlier session back. One that it knows nothing of any more is closed. */
  async deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
    const kept = stateSchema.safeParse(state);
    if (!kept.success || this.#open.has(keyOf(kept.data.subject))) return panel.dispose();
    panel.webview.options = this.#options;
    this.#fill(panel, kept.data.subject);
  }

  dispose(): void {
    for (const panel of this.#open.values()) panel.dispose();
    this.#store.dispose();
  }

  #fill(panel: WebviewPanel, subject: Subject): void {
    const store = new DisposableStore();
    const presenter = this.#kind.present(subject);
    const messages = z.union([readySchema, this.#kind.messages]);
    let shown = "";
    let latest = 0;

    /** Looks again, and tells the page where it would see something else. Of several at a time the last one counts. */
    const update = async (): Promise<void> => {
      const turn = ++latest;
      await this.#surface.folders.whenRead();
      const { title, view: whole } = await presenter.look();
      const view = shownView(whole);
      const text = JSON.stringify(view);
      if (turn !== latest || text === shown || !this.#isOpen(panel, subject)) return;
      panel.title = shownText(title, longestTitle);
      // A page out of sight is gone: it says that it is ready when it comes back.
      if (!panel.visible) return;
      shown = text;
      await panel.webview.postMessage({ kind: "show", subject, view } satisfies Show<View>);
    };
    /** What a page says may change what it is to see, such as which part of it. */
    const answer = async (message: Message): Promise<void> => {
      await presenter.receive(message);
      await update();
    };
    const safely = (what: string, work: Promise<unknown>): void =>
      void work.catch((error: unknown) => this.#surface.log.error(`${this.#viewType}: ${what} failed`, error));

    this.#open.set(keyOf(subject), panel);
    store.add(this.#surface.folders.onDidRead(() => safely("updating", update())));
    store.add(
      panel.webview.onDidReceiveMessage((received: unknown) => {
        const message = messages.safeParse(received);
        if (!message.success) return this.#surface.log.warn(`${this.#viewType}: dropped a message it does not know`);
        if (!isReady<Message>(message.data)) return safely("answering", answer(message.data));
        shown = "";
        safely("showing", update());
      }),
    );
    store.add(
      panel.onDidDispose(() => {
        this.#open.delete(keyOf(subject));
        store.dispose();
      }),
    );
    panel.webview.html = pageOf({
      language: textLanguage(),
      title: l10n.t("Plangate"),
      script: panel.webview
        .asWebviewUri(Uri.joinPath(this.#root, "dist", "webview", `${this.#kind.name}.js`))
        .toString(),
      nonce: randomBytes(16).toString("base64url"),
    });
  }

  #isOpen(panel: WebviewPanel, subject: Subject): boolean {
    return this.#open.get(keyOf(subject)) === panel;
  }
}

const keyOf = ({ folder, feature, gate }: Subject): string => JSON.stringify([folder, feature, gate]);

const isReady = <Message>(message: Message | Ready): message is Ready => readySchema.safeParse(message).success;
