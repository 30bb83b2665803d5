import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from "diff";
import type { Change } from "../core/index.ts";
import { hasMark } from "../host/node/edit.ts";
import { type Failure, isFailure, targetsOf } from "../host/node/target.ts";

export interface FileDiff {
  file: string;
  /** Unified, with `a/` and `b/` before the path, `/dev/null` for a file that does not exist yet. */
  diff: string;
}

/** What a Change would do to each file; or why it cannot be carried out. Nothing is written. */
export async function diffsOf(root: string, change: Change): Promise<FileDiff[] | Failure> {
  const targets = await targetsOf(root, change);
  if (isFailure(targets)) {
    return targets;
  }
  return targets.map(({ path, old, text }) => {
    const from = old ? `a/${path}` : "/dev/null";
    // A byte order mark is no part of a text, but of the lines that patch compares.
    const mark = old && hasMark(old.bytes) ? "\ufeff" : "";
    const patch = structuredPatch(from, `b/${path}`, mark + (old?.text ?? ""), mark + text, "", "", { context: 3 });
    return { file: path, diff: formatPatch(patch, FILE_HEADERS_ONLY) };
  });
}
