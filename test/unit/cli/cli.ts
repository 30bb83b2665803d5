import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

// Locks and journals of the tests do not belong into the account of whoever runs them.
const state = mkdtempSync(join(tmpdir(), "plangate-state-"));
process.env.XDG_STATE_HOME = state;
process.env.LOCALAPPDATA = state;
// Nor is anything signed with their key.
process.env.GIT_CONFIG_GLOBAL = devNull;
process.env.GIT_CONFIG_NOSYSTEM = "1";
after(() => rmSync(state, { recursive: true, force: true }));

const main = fileURLToPath(new URL("../../../src/cli/main.ts", import.meta.url));

export interface Ran {
  code: number | null;
  out: string;
  err: string;
}

/** Runs the command line in a process of its own, without a terminal. */
export function plangate(
  args: string[],
  options: { cwd?: string; input?: string; env?: Record<string, string> } = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const { CI: _, ...inherited } = process.env;
    const child = spawn(process.execPath, [main, ...args], {
      cwd: options.cwd,
      env: { ...inherited, ...options.env },
      stdio: ["pipe", "pipe", "pipe"],
    });
    const ran: Ran = { code: null, out: "", err: "" };
    child.stdout.on("data", (data) => {
      ran.out += data;
    });
    child.stderr.on("data", (data) => {
      ran.err += data;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ ...ran, code }));
    child.stdin.on("error", () => undefined);
    child.stdin.end(options.input ?? "");
  });
}

/** The JSON that a command printed. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into it freely
export const parsed = (ran: Ran): any => JSON.parse(ran.out);

/** A process of two stages: a document to fill and approve, and boxes to tick. */
export const mini: Record<string, string> = {
  ".plangate/processes/mini/process.yaml": `id: mini
title: Mini
description: Two documents
rules: {MI-1: The problem is written}
feature:
  id: "work/{feature}"
  title: {else: "{feature}"}
  folder: work
  files: [{pattern: "work/{feature}_mini{n:int}.md", role: doc}]
start:
  ask: [{id: size, kind: pick, label: How big?, of: [{value: small, label: Small}, {value: big, label: Big}], fallback: small}]
  dir: work
  steps:
    - scaffold: [{file: "{feature}_mini0.md", template: zero.md}]
stages:
  - id: "0"
    title: Problem
    artifacts: [{role: doc, where: {n: "0"}, create: "{feature}_mini0.md", template: zero.md}]
    gate:
      criteria: [{filled: {}, label: Filled in, rule: MI-1}]
      approval: {required: true}
      advance: [{scaffoldNext: true}]
  - id: "1"
    title: Build
    artifacts: [{role: doc, where: {n: "1"}, create: "{feature}_mini1.md", template: one.md}]
    gate:
      criteria: [{checklist: {}, label: All ticked}]
`,
  ".plangate/processes/mini/zero.md": "# {title}\n\n<What hurts, and whom>\n",
  ".plangate/processes/mini/one.md": "# Build {title}\n\n- [ ] One\n- [ ] Two\n",
};

export const problem = "# Sync\n\nTwo instances disagree about one order, every day, and people fix it by hand.\n";
