import type { Message, View } from "../../src/ui/board/protocol.ts";
import { connectHost } from "../host.ts";
import { BoardPage, type Kept } from "./page.ts";

customElements.define("plangate-board", BoardPage);
const page = document.createElement("plangate-board") as BoardPage;
document.body.append(page);

/** What is drawn has its height once the figures in it have theirs. */
const settled = async (): Promise<void> => {
  await page.updateComplete;
  await new Promise(requestAnimationFrame);
};

connectHost<View, Message, Kept>(
  (view) => {
    page.view = view;
    return settled();
  },
  (host) => page.connect(host),
);
