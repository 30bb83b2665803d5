import type { GateContext } from "./criterion.ts";

export type Located = { kind: "found"; path: string } | { kind: "missing" } | { kind: "outside" };

/**
 * Where a path that a state file records lies in this workspace: below the feature's folder or the workspace folder;
 * of an absolute path, which is another machine's, the longest end that is there. No path leads outside.
 */
export function locate(recorded: string, { facts, feature }: Pick<GateContext, "facts" | "feature">): Located {
  const path = recorded.trim().replaceAll("\\", "/");
  const isAbsolute = /^(\/|[a-z]:\/|~\/|file:)/i.test(path);
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..")) return { kind: "outside" };
  // `user_test.go:42` and `user_test.go::TestUser` name a place in a file.
  const last = parts.pop() ?? "";
  const names = [...new Set([last, last.replace(/:.*$/, "")])];
  const inFolder = feature.folder === "" ? "" : `${feature.folder}/`;
  for (let start = 0; start <= parts.length; start++) {
    for (const name of names) {
      const tail = [...parts.slice(start), name].join("/");
      const found = [`${inFolder}${tail}`, tail].find((each) => facts.exists(each));
      if (found !== undefined) return { kind: "found", path: found };
    }
    // A relative path counts as it stands; one end of it by chance somewhere else is another file.
    if (!isAbsolute) return { kind: "missing" };
    if (start === parts.length - 1) break;
  }
  return { kind: "outside" };
}
