import type { Message, View } from "../../src/ui/overview/protocol.ts";
import { connectHost } from "../host.ts";
import { type Kept, OverviewPage } from "./page.ts";

customElements.define("plangate-overview", OverviewPage);
const page = document.createElement("plangate-overview") as OverviewPage;
document.body.append(page);

connectHost<View, Message, Kept>(
  (view) => {
    page.view = view;
    return page.updateComplete;
  },
  (host) => page.connect(host),
);
