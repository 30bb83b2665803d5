/** Whether a line of a Makefile is read; what depends on a variable may be. */
interface Conditions {
  isRead(): boolean;
  /** Takes a line that begins, turns or ends a condition; false where it is none. */
  take(line: string): boolean;
}

/** One `if … endif`: whether its open branch is read, and whether it or one before it surely holds. */
interface Condition {
  read: boolean;
  wasRead: boolean;
}

/** The conditions of a Makefile that compare nothing but texts: `ifeq (0,1)` is never read, its `else` always is. */
export function makeConditions(): Conditions {
  const open: Condition[] = [];
  const isRead = (): boolean => open.at(-1)?.read ?? true;
  return {
    isRead,
    take(line) {
      const found = /^\s*(else\b\s*)?(?:(ifn?eq|ifn?def)\b(.*)|(endif)\b.*)?/.exec(line);
      const [, isElse, kind, rest = "", end] = found ?? [];
      if (!isElse && !kind && !end) return false;
      if (end) {
        open.pop();
        return true;
      }
      const holds = kind ? outcomeOf(kind, rest) : true;
      const before = isElse ? open.pop() : undefined;
      const wasRead = before?.wasRead ?? false;
      open.push({ read: isRead() && !wasRead && holds !== false, wasRead: wasRead || holds === true });
      return true;
    },
  };
}

/** Whether a condition surely holds or surely does not; undefined where it depends on what is not known here. */
function outcomeOf(kind: string, text: string): boolean | undefined {
  if (!kind.endsWith("eq") || text.includes("$")) return undefined;
  const found = /^\s*\(([^,]*),([^)]*)\)\s*$/.exec(text) ?? /^\s*["']([^"']*)["']\s*["']([^"']*)["']\s*$/.exec(text);
  if (!found) return undefined;
  const isSame = (found[1] ?? "").trim() === (found[2] ?? "").trim();
  return kind === "ifeq" ? isSame : !isSame;
}
