/** A process that carries out Changes, and settles what was interrupted, as it is told on stdin; it says what came of each. */
import { createInterface } from "node:readline";
import type { Change } from "../../src/core/index.ts";
import { applyChange, recover } from "../../src/host/node/apply.ts";
import { bytesOf, hashOf, scratch, textOf } from "./folder.ts";

/** What a writer is told: a Change to make, or to settle what an earlier one left. */
export type Order = { change: Change } | { recover: true };

const [root = "", stateHome = ""] = process.argv.slice(2);

// The first Change of a process is slow while its code is loaded: that one is made elsewhere, so that kills fall on writing.
const trial = scratch(1);
const [path = ""] = trial.paths;
const edit = {
  path,
  expect: hashOf(bytesOf(path, 0)),
  changes: [{ offset: 0, end: textOf(path, 0).length, text: "x" }],
};
await applyChange(
  trial.root,
  { kind: "change", title: "", folders: [], edits: [edit], followUps: [] },
  { stateHome: trial.state },
);
trial.remove();

console.log("ready");
for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line) as Order;
  const said =
    "change" in order ? await applyChange(root, order.change, { stateHome }) : await recover(root, { stateHome });
  console.log(JSON.stringify(said ?? {}));
}
