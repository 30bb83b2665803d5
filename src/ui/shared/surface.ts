import type { LogOutputChannel } from "vscode";
import type { Focus } from "../../host/vscode/focus.ts";
import type { Folders } from "../../host/vscode/folders.ts";

/** What every piece of the surface is built over. */
export interface Surface {
  folders: Folders;
  focus: Focus;
  log: LogOutputChannel;
}
