import type { PanelState, Ready, Show } from "../src/ui/panelProtocol.ts";

/** What the editor hands to a page, once. */
interface EditorApi {
  postMessage(message: unknown): void;
  setState(state: PanelState): void;
  getState(): PanelState | undefined;
}

declare function acquireVsCodeApi(): EditorApi;

/**
 * Connects a page with the extension: draws what it is told to show, and keeps what the editor needs to bring the page
 * back, how far the person had scrolled included.
 * @returns how the page says something to the extension
 */
export function connect<View, Message>(draw: (view: View) => Promise<unknown>): (message: Message) => void {
  const api = acquireVsCodeApi();
  const before = api.getState();
  let state: PanelState | undefined;

  const first = async (drawn: Promise<unknown>): Promise<void> => {
    await drawn;
    if (before) scrollTo({ top: before.scrolled, behavior: "instant" });
  };
  addEventListener("message", ({ data }: MessageEvent<Show<View>>) => {
    if (data?.kind !== "show") return;
    const isFirst = state === undefined;
    state = { subject: data.subject, scrolled: before?.scrolled ?? 0 };
    api.setState(state);
    const drawn = draw(data.view);
    if (isFirst) void first(drawn);
  });
  addEventListener("scrollend", () => {
    if (!state) return;
    state = { ...state, scrolled: scrollY };
    api.setState(state);
  });
  api.postMessage({ kind: "ready" } satisfies Ready);
  return (message) => api.postMessage(message);
}
