#!/bin/sh
# Prints one label over a printer that confirms too late, and counts how often it was printed.
set -eu
cd "$(dirname "$0")/.."
node --input-type=module -e '
  import { createQueue } from "./src/queue.js";
  let printed = 0;
  const queue = createQueue(async () => {
    printed++;
    if (printed === 1) throw new Error("no confirmation within 5 s");
  });
  queue.add({ id: "L-1" });
  await queue.run().catch(() => queue.run());
  console.log(`printed ${printed} times`);
  process.exit(printed === 1 ? 0 : 1);
'
