import type { Link } from "../protocol.ts";

/** `name:` at the beginning of an address, as browsers read it. */
const scheme = /^[a-z][a-z0-9+.-]*:/i;

/**
 * Where a link in a document leads; undefined for whatever this page does not follow (`javascript:`, `command:`,
 * `file:`, `data:`, addresses of another host without a scheme, paths out of the folder): such a link stays as written.
 * @param base the document's own path
 */
export function linkOf(base: string, href: string): Link | undefined {
  const address = href.trim();
  if (address.startsWith("#") || address === "") return { kind: "none" };
  const [named] = scheme.exec(address) ?? [];
  if (named !== undefined) return webLink(address) ?? (/^mailto:/i.test(named) ? { kind: "none" } : undefined);
  if (/^[\\/]{2}|\\/.test(address)) return undefined;
  const path = decoded(address.replace(/[?#].*$/s, ""));
  // A path that is taken apart after decoding: `%2e%2e` leads out like `..`, and `%5c` is a separator on some systems.
  if (path === undefined || /[\\\0]|^[a-z]:/i.test(path)) return undefined;
  const file = inside(base, path);
  return file === undefined || file === "" ? undefined : { kind: "file", file };
}

/** A link to the web that a person may be led to; undefined for every other address. */
export function webLink(href: string): { kind: "web"; href: string } | undefined {
  if (!URL.canParse(href)) return undefined;
  const { protocol, username, password, href: whole } = new URL(href);
  const isWeb = protocol === "https:" || protocol === "http:";
  // What stands before an @ is made to be taken for the host.
  return isWeb && username === "" && password === "" ? { kind: "web", href: whole } : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The path, from the workspace folder on; undefined where it leads out of it. */
function inside(base: string, path: string): string | undefined {
  const parts = path.startsWith("/") ? [] : base.split("/").slice(0, -1);
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}
