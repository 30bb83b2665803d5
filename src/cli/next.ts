import { goOn, type JudgedFeature, plain } from "../core/index.ts";
import type { CarryOutOptions } from "./carryOut.ts";
import { openSession } from "./session.ts";
import type { Terminal } from "./terminal.ts";

/** Says where work goes on, once what was done has brought a gate to hold. Machines ask for the status. */
export async function tellNext(
  terminal: Terminal,
  folder: string,
  before: readonly JudgedFeature[],
  { json, dryRun }: CarryOutOptions,
): Promise<void> {
  if (json || dryRun) {
    return;
  }
  const { workspace } = await openSession(folder);
  for (const feature of before) {
    const next = goOn(feature, { workspace });
    const where = next?.place ? ` (${plain(next.place.file)}:${next.place.line})` : "";
    if (next) {
      terminal.out(`Go on with ${plain(next.path.join("/"))}: ${plain(next.reason)}${where}\n`);
    }
  }
}
