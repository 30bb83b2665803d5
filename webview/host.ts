import type { PanelState, Ready, Show } from "../src/ui/shared/panel/panelProtocol.ts";

/** What the editor hands to a page, once. */
interface EditorApi {
  postMessage(message: unknown): void;
  setState(state: PanelState): void;
  getState(): PanelState | undefined;
}

declare function acquireVsCodeApi(): EditorApi;

/** A page's tie to the extension. */
export interface Host<Message, Kept> {
  say(message: Message): void;
  /** How the person left the page, such as what was unfolded: what it gives to `keep` before a reload, and after it. */
  kept: Kept | undefined;
  keep(kept: Kept): void;
}

/**
 * Connects a page with the extension: draws what it is told to show, and keeps what the editor needs to bring the page
 * back, how far the person had scrolled included.
 * @param begin called once, before the page says that it is ready
 */
export function connectHost<View, Message, Kept>(
  draw: (view: View) => Promise<unknown>,
  begin: (host: Host<Message, Kept>) => void = () => undefined,
): Host<Message, Kept> {
  const api = acquireVsCodeApi();
  const before = api.getState();
  let state: PanelState | undefined;
  let page = before?.page;

  const first = async (drawn: Promise<unknown>): Promise<void> => {
    await drawn;
    if (before) scrollTo({ top: before.scrolled, behavior: "instant" });
  };
  const write = (change: Partial<PanelState>): void => {
    if (!state) return;
    state = { ...state, ...change };
    api.setState(state);
  };
  addEventListener("message", ({ data }: MessageEvent<Show<View>>) => {
    if (data?.kind !== "show") return;
    const isFirst = state === undefined;
    state = { subject: data.subject, scrolled: state?.scrolled ?? before?.scrolled ?? 0, page };
    api.setState(state);
    const drawn = draw(data.view);
    if (isFirst) void first(drawn);
  });
  addEventListener("scrollend", () => write({ scrolled: scrollY }));
  const host: Host<Message, Kept> = {
    say: (message) => api.postMessage(message),
    kept: before?.page as Kept | undefined,
    keep: (kept) => {
      page = kept;
      write({ page });
    },
  };
  begin(host);
  api.postMessage({ kind: "ready" } satisfies Ready);
  return host;
}

/** For a page that keeps nothing but how far it was scrolled. @returns how the page says something to the extension */
export const connect = <View, Message>(draw: (view: View) => Promise<unknown>): ((message: Message) => void) =>
  connectHost<View, Message, undefined>(draw).say;
