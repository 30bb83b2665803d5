import { visible } from "../../../core/index.ts";
import { shownText } from "./shownText.ts";

/**
 * Texts of a workspace in what the editor draws itself. Its lists and its status bar turn `$(name)` into a picture; its
 * notifications and the lines below its input boxes turn `[words](address)` into a link, to a command even. What a
 * document says stays what it says.
 */

/** For a row of a list or the status bar. It is shown whole: a command is read before it runs. */
export const inRow = (text: string): string => withoutIcons(visible(text).replaceAll("\n", " ⏎ "));

/** For a notification, and for what stands below an input box. */
export const inMessage = (text: string): string => shownText(text, 2000).replaceAll("](", "] (");

/** For a line of a dialog, which draws text as it is. */
export const inDialog = (text: string): string => shownText(text, 2000);

/** The editor takes a backslash before a picture's name for "as it is written", and leaves it out. */
const withoutIcons = (text: string): string =>
  text.replaceAll(/\$\([a-z0-9-]+(?:~[a-z0-9-]+)?\)/gi, (icon) => `\\${icon}`);
