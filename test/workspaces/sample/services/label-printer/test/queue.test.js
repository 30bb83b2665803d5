import assert from "node:assert/strict";
import test from "node:test";
import { createQueue } from "../src/queue.js";

test("prints every job", async () => {
  const printed = [];
  const queue = createQueue(async (job) => printed.push(job.id));
  queue.add({ id: "L-1" });
  queue.add({ id: "L-2" });
  await queue.run();
  assert.deepEqual(printed, ["L-1", "L-2"]);
});
