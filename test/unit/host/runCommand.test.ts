import { deepEqual, equal, match } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { execPath } from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import type { Run } from "../../../src/core/index.ts";
import { runFollowUps } from "../../../src/host/node/followUps.ts";
import { runCommand } from "../../../src/host/node/runCommand.ts";
import { folderWith } from "./folder.ts";

/** A command that runs a script with this Node.js: the same on every system. */
const node = (script: string, more: Partial<Run> = {}): Run => ({
  kind: "run",
  title: "A script",
  command: `"${execPath}" -e "${script}"`,
  cwd: "",
  env: {},
  keep: {},
  ...more,
});

const ignore = (): void => undefined;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("a command that a process runs", () => {
  it("is run in its folder, and its output is shown and kept", async () => {
    const root = folderWith({ "sub/": "" });
    let shown = "";
    const run = node("console.log(process.cwd(), process.env.DEBUG); console.error('oops'); process.exit(3)", {
      cwd: "sub",
      env: { DEBUG: "1" },
    });
    const ran = await runCommand(root, run, (text) => {
      shown += text;
    });
    equal(ran.exitCode, 3);
    match(ran.stdout, /sub 1\r?\n$/);
    match(ran.stderr, /^oops\r?\n$/);
    deepEqual([...shown].sort(), [...(ran.stdout + ran.stderr)].sort());
    equal(ran.output.length, shown.length);
    equal(ran.flaw, undefined);
  });

  it("hears nothing of what an editor sets for its own processes", async () => {
    process.env.ELECTRON_RUN_AS_NODE = "1";
    try {
      const ran = await runCommand(folderWith(), node("console.log('ELECTRON_RUN_AS_NODE' in process.env)"), ignore);
      match(ran.stdout, /^false/);
    } finally {
      delete process.env.ELECTRON_RUN_AS_NODE;
    }
  });

  it("never runs outside the folder", async () => {
    for (const cwd of ["../", "/", "gone"]) {
      const ran = await runCommand(folderWith(), node("process.exit(0)", { cwd }), ignore);
      equal(ran.exitCode, null, cwd);
      match(ran.flaw ?? "", /was not run/, cwd);
    }
  });

  it("ends with what it started when it is brought to an end", async () => {
    const root = folderWith();
    const end = new AbortController();
    const run = node("setInterval(() => undefined, 1000); console.log(process.pid)");
    let pid = 0;
    const ran = await runCommand(
      root,
      run,
      (text) => {
        pid = Number(text);
        end.abort();
      },
      end.signal,
    );
    equal(ran.exitCode, null);
    while (isAlive(pid)) await pause(20);
  });

  it("keeps its output in the files it names, and its figures as JSON", async () => {
    const root = folderWith();
    const keep = { output: "logs/all.log", stdout: "runs/1/stdout.log", metrics: "runs/1/metrics.json" };
    const [followed] = await runFollowUps(root, [node("console.log('é')", { keep })], ignore);
    equal(followed?.done, true);
    equal(readFileSync(join(root, "runs/1/stdout.log"), "utf8").trim(), "é");
    equal(readFileSync(join(root, "logs/all.log"), "utf8").trim(), "é");
    const { command, exitCode, seconds } = JSON.parse(readFileSync(join(root, "runs/1/metrics.json"), "utf8"));
    deepEqual([typeof command, exitCode, seconds > 0], ["string", 0, true]);
  });

  it("is one of several lines, each in a shell of its own, until one fails", async () => {
    const step = (script: string): string => node(script).command;
    const command = [
      step("console.log(1)"),
      `${step("console.log(2)")} # don't stop`,
      step("process.exit(4)"),
      step("console.log(3)"),
    ];
    const ran = await runCommand(folderWith(), node("", { command: command.join("\n") }), ignore);
    deepEqual(
      [ran.exitCode, ran.stdout.split(/\s+/), ran.each.map(({ exitCode }) => exitCode)],
      [4, ["1", "2", ""], [0, 0, 4]],
    );
  });

  it("has ended when it has, whatever it leaves running", async function () {
    if (process.platform === "win32") this.skip();
    const ran = await runCommand(folderWith(), node("", { command: "sleep 60 & echo $!" }), ignore);
    equal(ran.exitCode, 0);
    process.kill(Number(ran.stdout));
  });

  it("overwrites no file, and says so", async () => {
    const root = folderWith({ "a.log": "mine" });
    const [followed] = await runFollowUps(root, [node("console.log(1)", { keep: { output: "a.log" } })], ignore);
    equal(followed?.done, false);
    match(followed?.message ?? "", /ended with 0.*not kept.*a\.log/s);
    equal(readFileSync(join(root, "a.log"), "utf8"), "mine");
  });
});
