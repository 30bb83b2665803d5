/**
 * Path patterns: `{name}` binds a part of one segment, `{name:int}` digits, `{name:stamp}` a time such as `20261121T101500Z`, `{name:path}` any number of segments,
 * none included; `*` and `**` match the same without a name. A compiled pattern is a list of segments; matching
 * remembers where it failed, so its time is bounded by segments × segments.
 */
export type Bound = Record<string, string>;

/**
 * What a pattern binds in a path; undefined where it does not fit.
 * @param accepts Whether a `path` variable may have a value; its first value that is accepted wins.
 */
export function matchPath(pattern: string, path: string, accepts: Accepts = () => true): Bound | undefined {
  return matchSegments(pattern.split("/"), path.split("/"), 0, 0, new Set(), accepts);
}

type Accepts = (name: string, value: string) => boolean;

/** Whether a path fits a pattern. */
export const fitsPath = (pattern: string, path: string): boolean => matchPath(pattern, path) !== undefined;

function matchSegments(
  pattern: string[],
  path: string[],
  p: number,
  s: number,
  failed: Set<number>,
  accepts: Accepts,
): Bound | undefined {
  if (p === pattern.length) return s === path.length ? {} : undefined;
  const key = p * 1024 + s;
  if (failed.has(key)) return undefined;
  const segment = pattern[p] ?? "";
  const many = /^\{(\w+):path\}$/.exec(segment)?.[1] ?? (segment === "**" ? "" : undefined);
  if (many !== undefined) {
    for (let end = s; end <= path.length; end++) {
      const value = path.slice(s, end).join("/");
      if (many !== "" && !accepts(many, value)) continue;
      const rest = matchSegments(pattern, path, p + 1, end, failed, accepts);
      if (rest) return many === "" ? rest : { [many]: value, ...rest };
    }
  } else if (s < path.length) {
    const bound = matchName(segment, path[s] ?? "");
    const rest = bound && matchSegments(pattern, path, p + 1, s + 1, failed, accepts);
    if (rest) return { ...bound, ...rest };
  }
  failed.add(key);
  return undefined;
}

/** One segment against one name. Literals match without case, as files are named on Windows and macOS. */
function matchName(segment: string, name: string): Bound | undefined {
  return matchParts(partsOf(segment), 0, name, 0, new Set());
}

const parsed = new Map<string, string[]>();

function partsOf(segment: string): string[] {
  let parts = parsed.get(segment);
  if (!parts) {
    parts = segment.split(/(\{[^}]*\}|\*)/).filter((part) => part !== "");
    parsed.set(segment, parts);
  }
  return parts;
}

function matchParts(parts: string[], p: number, name: string, n: number, failed: Set<number>): Bound | undefined {
  const part = parts[p];
  if (part === undefined) return n === name.length ? {} : undefined;
  const key = p * 1024 + n;
  if (failed.has(key)) return undefined;
  if (part !== "*" && !part.startsWith("{")) {
    const fits = name.slice(n, n + part.length).toLowerCase() === part.toLowerCase();
    const rest = fits ? matchParts(parts, p + 1, name, n + part.length, failed) : undefined;
    if (!rest) failed.add(key);
    return rest;
  }
  const [variable = "", type = ""] = part === "*" ? [] : part.slice(1, -1).split(":");
  const least = part === "*" ? n : n + 1;
  for (let end = least; end <= name.length; end++) {
    if (type === "int" && !/^\d+$/.test(name.slice(n, end))) break;
    if (type === "stamp" && !/^\d{8}T\d{4,6}Z$/i.test(name.slice(n, end))) continue;
    const rest = matchParts(parts, p + 1, name, end, failed);
    // `stage00` is stage 0, written otherwise.
    const value = type === "int" ? name.slice(n, end).replace(/^0+(?=\d)/, "") : name.slice(n, end);
    if (rest) return variable === "" ? rest : { [variable]: value, ...rest };
  }
  failed.add(key);
  return undefined;
}
