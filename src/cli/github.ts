import { plain, unsteered } from "../core/index.ts";
import type { Report } from "./check.ts";

const commands = { error: "error", warning: "warning", info: "notice" } as const;

/** Findings as workflow commands of GitHub Actions, which show them beside the lines of a pull request. */
export function githubOf(reports: readonly Report[]): string {
  return reports
    .map(({ severity, file, line, column, kind, rule, code, message }) => {
      const title = property(plain(`${kind} ${rule ?? code}`));
      const place = `file=${property(unsteered(file))},line=${line},col=${column}`;
      return `::${commands[severity]} ${place},title=${title}::${data(plain(message))}\n`;
    })
    .join("");
}

/** What would end a message or begin another command is written as GitHub decodes it. */
const data = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
