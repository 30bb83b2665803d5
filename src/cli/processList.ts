import { type Process, plain, problemCodes } from "../core/index.ts";
import { byText, sortedProblems } from "./order.ts";
import { columns, json } from "./output.ts";
import { clock, processesIn, readableFolder } from "./session.ts";
import type { Terminal } from "./terminal.ts";

export interface ProcessListOptions {
  json?: boolean;
  now?: string;
}

/** `plangate processes`: what is known here, where it comes from, its rules. */
export async function processList(terminal: Terminal, folder: string, options: ProcessListOptions): Promise<number> {
  // No process changes with time; one that is no time is a mistake here as everywhere.
  if (options.now !== undefined) clock(options.now);
  const loaded = await processesIn(await readableFolder(folder));
  const processes = [...loaded.processes].sort((a, b) => byText(a.id, b.id));
  const problems = sortedProblems(loaded.problems);
  if (options.json) {
    terminal.out(json({ processes: processes.map(processJson), problemCodes: problemCodes(), problems }));
    return 0;
  }
  for (const { id, title, origin, folder: from, rules } of processes) {
    terminal.out(`${plain(id)}  ${plain(title)}  ${origin}${origin === "workspace" ? `, ${plain(from)}` : ""}\n`);
    terminal.out(columns(rules.map((rule) => ["", plain(rule.id), plain(rule.text)])));
  }
  for (const { file, line, column, message } of problems) {
    terminal.err(`${plain(file)}:${line}:${column}  ${plain(message)}\n`);
  }
  return 0;
}

function processJson({ id, title, description, origin, folder, rules, start }: Process): object {
  return { id, title, description, origin, folder, rules, ...(start && { start }) };
}
