import { setTimeout as pause } from "node:timers/promises";
import { commands as editor, window } from "vscode";

/** How long the page of a walkthrough may take to stand, and how long it may then show something else, in milliseconds. */
const longest = 3000;
const settled = 300;

let isSettled = false;

/**
 * Opens a walkthrough of this extension. The first page that a window opens may show a walkthrough of the editor's own
 * instead (VS Code 1.103 does), and nothing tells which one it shows: the editor is asked twice the first time. Asking
 * for what is shown already changes nothing.
 * @param id `<extension>#<walkthrough>`
 */
export async function openWalkthrough(id: string): Promise<void> {
  const open = () => editor.executeCommand("workbench.action.openWalkthrough", id, false);
  await open();
  if (isSettled) return;
  isSettled = true;
  // The command does not wait for the page.
  for (const end = Date.now() + longest; !isPageInFront() && Date.now() < end; ) await pause(50);
  await pause(settled);
  if (isPageInFront()) await open();
}

/** Whether a page of the editor's own is in front, as a walkthrough is: extensions are not told what it shows. */
function isPageInFront(): boolean {
  const tab = window.tabGroups.activeTabGroup.activeTab;
  return tab !== undefined && tab.input === undefined;
}
