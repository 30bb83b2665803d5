import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from "diff";
import type { Change } from "../core/index.ts";
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
  return targets.map(({ path, old, text }) => ({
    file: path,
    diff: formatPatch(
      structuredPatch(old ? `a/${path}` : "/dev/null", `b/${path}`, old?.text ?? "", text, "", "", { context: 3 }),
      FILE_HEADERS_ONLY,
    ),
  }));
}
