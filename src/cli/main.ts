#!/usr/bin/env node
import process from "node:process";
import { run } from "./program.ts";
import { processTerminal } from "./terminal.ts";

// A reader that goes away early, as `head` does, is no error of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") {
    process.exit(0);
  }
});

process.exitCode = await run(process.argv.slice(2), processTerminal());
