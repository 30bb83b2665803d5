import { statusOf } from "../criteria/status.ts";
import { t } from "../l10n.ts";
import type { StateFile } from "./stateFile.ts";

/** Whether the cycle does not run: paused, at a checkpoint, failed or over. Only a person's answer makes it run again. */
export function isHeldUp({ json }: StateFile): boolean {
  const { status } = json.value;
  if (status === undefined || status === null || status === "") return false;
  const meaning = typeof status === "string" ? statusOf(status) : undefined;
  // "waiting for approval" has not begun for other reasons than "pending".
  return (meaning !== "doing" && meaning !== "todo") || /wait|paus|approv|hold/i.test(String(status));
}

/** Why nothing goes on in a cycle that is held up, and what to do. */
export const heldUp = ({ json }: StateFile): string => {
  const { status } = json.value;
  return t`it is ${typeof status === "string" ? status : JSON.stringify(status)}: resume it first`;
};
