/** Names that are read although an ignore file leaves them out. One that ends in `/` is a folder with all that is in it,
 * any other a file; one with several parts is found in folders that are ignored as a whole. They match at any depth; a
 * star stands for one whole part. */
export type Named = readonly string[];

/** What the built-in processes keep in folders that people commonly ignore. */
export const defaultNamed: Named = [
  "artifacts/",
  "approvals/",
  "logs/",
  "lcov.info",
  "coverage/lcov.info",
  "coverage-summary.json",
  "coverage/coverage-summary.json",
  "current-cycle.json",
  "docs/*/current-cycle.json",
  "dev-team/state/current-cycle.json",
  ".ring/dev-team/current-cycle.json",
];

interface Pattern {
  parts: string[];
  folder: boolean;
}

/** How a path stands to the names: wholly named, on the way to something named, or neither. */
export type Naming = "named" | "onTheWay" | "none";

/** Compiles the names into a question about a path (without a final `/`) that is a folder or a file. */
export function namingOf(named: Named): (path: string, isFolder: boolean) => Naming {
  const patterns = named.map((name): Pattern => {
    const folder = name.endsWith("/");
    return { parts: (folder ? name.slice(0, -1) : name).split("/"), folder };
  });
  return (path, isFolder) => {
    const parts = path.split("/");
    if (patterns.some((p) => p.folder === isFolder && endsWith(parts, p.parts))) {
      return "named";
    }
    const leads =
      isFolder && patterns.some((p) => p.parts.some((_, i) => i > 0 && endsWith(parts, p.parts.slice(0, i))));
    return leads ? "onTheWay" : "none";
  };
}

function endsWith(parts: readonly string[], end: readonly string[]): boolean {
  const from = parts.length - end.length;
  return from >= 0 && end.every((part, i) => part === "*" || part === parts[from + i]);
}
