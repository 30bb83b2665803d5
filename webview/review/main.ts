import { css } from "lit";
import type { Message, View } from "../../src/ui/review/protocol.ts";
import { connectHost } from "../host.ts";
import { type Kept, ReviewPage } from "./page.ts";

// What has the focus is never hidden behind the bars that stay at the window's edges.
const around = css`
  html {
    scroll-padding-block: 4rem 6rem;
  }
`;
if (around.styleSheet) document.adoptedStyleSheets = [...document.adoptedStyleSheets, around.styleSheet];

customElements.define("plangate-review", ReviewPage);
const page = document.createElement("plangate-review") as ReviewPage;
document.body.append(page);

connectHost<View, Message, Kept>(
  (view) => {
    page.view = view;
    return page.updateComplete;
  },
  (host) => {
    page.kept = host.kept ?? page.kept;
    page.say = (message) => host.say(message);
    page.keep = (kept) => host.keep(kept);
  },
);
