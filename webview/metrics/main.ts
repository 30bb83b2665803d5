import type { Message, View } from "../../src/ui/metrics/protocol.ts";
import { connect } from "../host.ts";
import { MetricsPage } from "./page.ts";

customElements.define("plangate-metrics", MetricsPage);
const page = document.createElement("plangate-metrics") as MetricsPage;
document.body.append(page);

const say = connect<View, Message>((view) => {
  page.view = view;
  return page.updateComplete;
});
page.open = (place) => say({ kind: "open", place });
