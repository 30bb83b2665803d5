import { type Change, type Run, t } from "../../core/index.ts";
import type { Ran } from "./runCommand.ts";

/** The change that keeps a command's output in the files it names; undefined where nothing is to be kept. */
export function keepOutput({ command, title, keep }: Run, ran: Ran): Change | undefined {
  const { exitCode, startedAt, seconds, each } = ran;
  const metrics = `${JSON.stringify({ command, startedAt, seconds, exitCode, ...(each.length > 1 && { each }) }, undefined, 2)}\n`;
  const texts = { output: ran.output, stdout: ran.stdout, stderr: ran.stderr, metrics };
  const edits = (Object.keys(texts) as (keyof typeof texts)[]).flatMap((name) => {
    const path = keep[name];
    return path === undefined ? [] : [{ path, expect: null, changes: [{ offset: 0, end: 0, text: texts[name] }] }];
  });
  return edits.length === 0 ? undefined : { kind: "change", title, folders: [], edits, followUps: [] };
}

/** How it went, in one sentence. */
export function endingOf({ command: all }: Run, { exitCode, seconds, flaw, each }: Ran): string {
  const command = each.at(-1)?.command ?? all;
  if (flaw !== undefined) {
    return flaw;
  }
  const took = seconds.toFixed(1);
  return exitCode === null
    ? t`${command} was ended after ${took} s.`
    : t`${command} ended with ${exitCode} after ${took} s.`;
}
