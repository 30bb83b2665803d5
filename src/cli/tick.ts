import { planTick } from "../core/index.ts";
import { type CarryOutOptions, carryOut, settle } from "./carryOut.ts";
import { tellNext } from "./next.ts";
import { openSession, planned, readableFolder } from "./session.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usageError.ts";

export interface TickOptions extends CarryOutOptions {
  file: string;
  line: string;
}

/** `plangate tick`: ticks a box, or takes the tick away. */
export async function tick(terminal: Terminal, folder: string, options: TickOptions): Promise<number> {
  const line = /^[1-9]\d{0,8}$/.test(options.line) ? Number(options.line) : 0;
  if (line === 0) {
    throw new UsageError(`--line ${options.line} is no line; lines count from 1.`);
  }
  await settle(terminal, await readableFolder(folder), options);
  const session = await openSession(folder);
  const file = options.file.replace(/^(\.\/)+/, "");
  if ((await session.ports.read(file)).kind === "absent") {
    throw new UsageError(`The file ${options.file} does not exist in the folder.`);
  }
  const plan = await planned(session, (context) => planTick(file, line, context));
  const code = await carryOut(terminal, session.root, plan, options);
  if (code === 0) {
    const touched = session.snapshot.features.filter(({ files }) => files.includes(file));
    await tellNext(terminal, folder, touched, options);
  }
  return code;
}
