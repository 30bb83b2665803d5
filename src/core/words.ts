/** Headings and patterns are compared over and over: a pure function of a short text is kept, up to so many texts. */
function remembered(work: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    if (text.length > 200) return work(text);
    let value = known.get(text);
    if (value === undefined) {
      value = work(text);
      if (known.size >= 20_000) known.clear();
      known.set(text, value);
    }
    return value;
  };
}

/** Folds what people write differently without meaning anything by it: case, dashes, quotes, emphasis, spaces. */
export const fold = remembered((text) =>
  text
    .normalize("NFKC")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[\u2018\u2019\u201b]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[*_`~]+/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase(),
);

/** Headings are compared by so many characters at most: a hostile one may be a megabyte. */
const MAX_NAME = 300;

/** A heading's name as people mean it: no numbering in front, no `(suffix)`, no colon or icon around it. */
export const nameOf = remembered((heading) =>
  fold(heading.slice(0, MAX_NAME))
    .replace(/\p{Extended_Pictographic}|\ufe0f|\u200d/gu, "")
    .replace(/^\s*(?:\d+(?:\.\d+)*[.)]|\d+(?:\.\d+)+)\s+/, "")
    .replace(/\s*\([^()]*\)\s*$/, "")
    .replace(/[:.\s]+$/, "")
    .trim(),
);

/** A pattern folded as texts are, its wildcards kept. */
const foldPattern = remembered((pattern) => fold(pattern.replaceAll("*", "\0")).replaceAll("\0", "*"));

/**
 * Whether a text fits a pattern of words and `*`, which stands for any run of characters, none included. Both are
 * folded first. The time is at most the product of both lengths: no pattern of a workspace can hang the editor.
 */
export function like(text: string, pattern: string): boolean {
  return fits(fold(text), foldPattern(pattern));
}

/** `like` for any of several patterns. */
export const likeAny = (text: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => like(text, pattern));

/** Names that headings, fields and columns go by in documents, `*` for any words: the same for readers of any language. */
export type Patterns = readonly string[];

/** Whether a heading is meant by one of the names: its whole name, its text as written, or a `*` pattern. */
export const headingIs = (heading: string, patterns: Patterns): boolean =>
  patterns.some(
    (pattern) =>
      like(heading, pattern) ||
      like(nameOf(heading), pattern) ||
      (!pattern.includes("*") && nameOf(heading) === nameOf(pattern)),
  );

/** Wildcard matching with one place to come back to. */
export function fits(text: string, pattern: string): boolean {
  let t = 0;
  let p = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    if (p < pattern.length && pattern[p] === "*") {
      star = p++;
      mark = t;
    } else if (p < pattern.length && pattern[p] === text[t]) {
      t++;
      p++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}

/**
 * The parts of a text that the variables of a pattern such as `Story [{id}]: {title}` bind; undefined: no fit. A
 * variable ends at the first place from which the rest fits. What failed once is not tried again.
 */
export function bind(text: string, pattern: string): Record<string, string> | undefined {
  const parts = pattern
    .split(/(\{[^}]*\}|\*)/)
    .filter((part) => part !== "")
    .map(plainDashes);
  const shown = plainDashes(text.slice(0, MAX_NAME)).replace(/\s+/g, " ").trim();
  const vars: Record<string, string> = {};
  return bindParts(shown, parts, 0, vars, new Set()) ? vars : undefined;
}

const plainDashes = (text: string): string => text.replace(/[\u2010-\u2015\u2212]/g, "-");

function bindParts(
  text: string,
  parts: string[],
  at: number,
  vars: Record<string, string>,
  failed: Set<number>,
): boolean {
  const part = parts[at];
  if (part === undefined) return text === "";
  const key = at * 1024 + text.length;
  if (failed.has(key)) return false;
  if (bindPart(text, part, parts, at, vars, failed)) return true;
  failed.add(key);
  return false;
}

function bindPart(
  text: string,
  part: string,
  parts: string[],
  at: number,
  vars: Record<string, string>,
  failed: Set<number>,
): boolean {
  if (part !== "*" && !part.startsWith("{")) {
    return (
      text.toLowerCase().startsWith(part.toLowerCase()) &&
      bindParts(text.slice(part.length), parts, at + 1, vars, failed)
    );
  }
  const [name = "", type = ""] = part === "*" ? [] : part.slice(1, -1).split(":");
  for (let end = part === "*" ? 0 : 1; end <= text.length; end++) {
    if (part !== "*" && !accepts(text.slice(0, end), type)) continue;
    if (bindParts(text.slice(end), parts, at + 1, vars, failed)) return keep(vars, name, text.slice(0, end));
  }
  return false;
}

function keep(vars: Record<string, string>, name: string, value: string): true {
  if (name !== "") vars[name] = value.trim();
  return true;
}

/** What a typed variable takes: `int` digits, `id` letters, digits, `.` and `-` with at least one digit, `name` no mere bracket. */
function accepts(value: string, type: string): boolean {
  switch (type) {
    case "int":
      return /^\d+$/.test(value);
    case "id":
      return /^\[?[\p{L}\p{N}.-]*\d[\p{L}\p{N}.-]*\]?$/u.test(value);
    case "name":
      return /^\s*[^\s()[\]]/.test(value);
    case "step":
      return /^\d+[a-z]?$/i.test(value);
    default:
      return value.trim() !== "";
  }
}
