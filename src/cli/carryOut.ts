import process from "node:process";
import { type Change, type Criterion, plain, type Refusal, visible } from "../core/index.ts";
import { applyChange, recover } from "../host/node/apply.ts";
import { runFollowUps } from "../host/node/followUps.ts";
import { diffsOf, type FileDiff } from "./diff.ts";
import { json, painter } from "./output.ts";
import { refusal } from "./session.ts";
import type { Terminal } from "./terminal.ts";

export interface CarryOutOptions {
  json?: boolean | undefined;
  dryRun?: boolean | undefined;
}

/** Finishes or undoes what an interrupted run left, before a new action reads the folder. A dry run writes not even that. */
export async function settle(terminal: Terminal, root: string, { dryRun }: CarryOutOptions): Promise<void> {
  const settled = dryRun ? undefined : await recover(root);
  if (settled) {
    terminal.err(`${plain(settled.message)}\n`);
  }
}

/** Carries a plan out, or shows it, or says why not. Returns the exit code. */
export async function carryOut(
  terminal: Terminal,
  root: string,
  plan: Change | Refusal,
  options: CarryOutOptions,
): Promise<number> {
  if (plan.kind === "refusal") {
    return refuse(terminal, plan, options);
  }
  const diffs = await diffsOf(root, plan);
  if (!Array.isArray(diffs)) {
    return refuse(terminal, refusal(diffs.code, diffs.message), options);
  }
  if (options.dryRun) {
    showDiffs(terminal, plan, diffs, options);
    return 0;
  }
  const applied = await applyChange(root, plan);
  if (!applied.done) {
    return refuse(terminal, refusal(applied.code, applied.message), options);
  }
  const end = new AbortController();
  const stop = (): void => end.abort();
  process.once("SIGINT", stop).once("SIGTERM", stop);
  const followed = await runFollowUps(root, plan.followUps, options.json ? terminal.err : terminal.out, end.signal);
  process.off("SIGINT", stop).off("SIGTERM", stop);
  if (options.json) {
    const followUps = followed.map(({ followUp, done, message }) => ({ kind: followUp.kind, done, message }));
    const notes = plan.notes && { notes: plan.notes };
    terminal.out(json({ done: true, ...notes, edits: diffs, ...(followUps.length > 0 && { followUps }) }));
    return 0;
  }
  terminal.out(`${plain(plan.title)}\n`);
  for (const note of plan.notes ?? []) {
    terminal.out(`  ${plain(note)}\n`);
  }
  for (const path of applied.written) {
    terminal.out(`  wrote ${plain(path)}\n`);
  }
  for (const { done, message } of followed) {
    (done ? terminal.out : terminal.err)(`  ${plain(message)}\n`);
  }
  for (const followUp of plan.followUps) {
    // What the editor opens, a terminal names.
    if (followUp.kind === "open") {
      terminal.out(`  go on in ${plain(followUp.path)}${followUp.line === undefined ? "" : `:${followUp.line}`}\n`);
    }
  }
  return 0;
}

function showDiffs(terminal: Terminal, plan: Change, diffs: FileDiff[], options: CarryOutOptions): void {
  if (options.json) {
    terminal.out(json({ done: false, dryRun: true, edits: diffs }));
    return;
  }
  for (const { diff } of diffs) {
    // In a pipe a diff stays exact, for patch; on a screen nothing in it may steer the terminal.
    terminal.out(terminal.screen ? visible(diff) : diff);
  }
  for (const note of plan.notes ?? []) {
    terminal.err(`${plain(note)}\n`);
  }
  if (diffs.length === 0) {
    terminal.err(`${plain(plan.title)}: no file changes.\n`);
  }
  for (const followUp of plan.followUps) {
    if (followUp.kind === "run") {
      terminal.err(`Would run: ${plain(followUp.command)}\n`);
    }
    if (followUp.kind === "commit") {
      terminal.err(`Would commit “${plain(followUp.message)}”: ${plain(followUp.paths.join(", "))}\n`);
    }
  }
}

/** Says why an action is not carried out, each unmet criterion with its place. Exit 1. */
export function refuse(terminal: Terminal, { code, message, unmet }: Refusal, options: CarryOutOptions): number {
  if (options.json) {
    terminal.out(json({ done: false, refusal: { code, message, unmet: unmet.map(criterionJson) }, edits: [] }));
    return 1;
  }
  const paint = painter(terminal);
  terminal.err(`${paint("Refused:", "red")} ${plain(message)}\n`);
  for (const criterion of unmet) {
    terminal.err(`  ${criterionLine(criterion)}\n`);
  }
  return 1;
}

/** `unmet  plan.md:12  Three boxes are open (story/CP-G3)`. */
export function criterionLine({ verdict, message, label, place, rule }: Criterion): string {
  const where = place ? `${plain(place.file)}:${place.line}  ` : "";
  return `${verdict}  ${where}${plain(label)}: ${plain(message)}${rule ? ` (${plain(rule)})` : ""}`;
}

export function criterionJson({ kind, label, rule, verdict, severity, message, place }: Criterion): object {
  return {
    kind,
    label,
    ...(rule !== undefined && { rule }),
    verdict,
    severity,
    message,
    ...(place && { file: place.file, line: place.line }),
  };
}
