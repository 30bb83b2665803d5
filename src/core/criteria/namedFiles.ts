import type { MarkdownDocument } from "../document.ts";
import type { Facts } from "../ports.ts";
import type { Scope } from "./criterion.ts";

/** A file that a text names, and where. */
export interface NamedFile {
  target: string;
  line: number;
  column: number;
}

/** Kinds of files that people name without a folder; a bare `res.json` is more often code than a file. */
const documents = /^(?:md|txt|log|csv|png|jpe?g|gif|svg|pdf|html|xml|lcov|har|webm|mp4|zip|out)$/i;

/**
 * The files that a stretch of lines names: links, and paths in code spans or in running text. A path has a `/` and an
 * ending, or is the name of a document; commands, addresses, requests (`GET /healthz`) and globs are none.
 */
export function filesNamed({ document }: Scope, from: number, to: number): NamedFile[] {
  const links = document.links.filter((link) => link.line >= from && link.line < to);
  const named = links.flatMap((link) => {
    const target = cleaned(link.target);
    const isFile = link.kind === "code" ? isPath(target) : isLocal(target);
    return isFile ? [{ target, line: link.line, column: link.column }] : [];
  });
  for (const block of document.blocks) {
    if (block.kind === "code" || block.line < from || block.line >= to) continue;
    const running = block.text.replace(/`[^`]*`|\[[^\]]*\]\([^)]*\)|<[^>]*>/g, " ");
    for (const [word] of running.matchAll(/[^\s,;()[\]{}"'“”‘’|]+/g)) {
      const target = cleaned(word);
      if (isPath(target)) named.push({ target, line: block.line, column: block.column });
    }
  }
  return named.filter((file, index) => named.findIndex((other) => other.target === file.target) === index);
}

/** A path as it is named: without a place behind it (`#L10`, `:12`) and without the full stop of its sentence. */
export const cleaned = (word: string): string =>
  word
    .trim()
    .replace(/[#?].*$/, "")
    .replace(/(?::\d+(?:[-:]\d+)?)$/, "")
    .replace(/[.:!*_]+$/, "")
    .replace(/^[*_]+|^\.\//, "");

const isLocal = (target: string): boolean =>
  target !== "" && !/^[a-z][a-z\d+.-]*:/i.test(target) && !target.startsWith("//") && !/[*{}<>]/.test(target);

/** Whether a word names a file: a path with an ending, or the name of a document. */
export function isPath(target: string): boolean {
  if (!isLocal(target) || /[\s=$@|&;]/.test(target) || target.startsWith("/")) return false;
  const [first = "", ...rest] = target.split("/");
  const ending = /[^/.]\.([a-z][a-z\d]{0,5})$/i.exec(target)?.[1];
  if (rest.length === 0) return ending !== undefined && documents.test(ending);
  const isAddress = /\.(com|org|net|io|dev|app)$/i.test(first) || /^(localhost|\d+(\.\d+)+)/.test(first);
  return ending !== undefined && !isAddress;
}

/** Where a named file is: beside the document, from the workspace folder, or from any folder below it. */
export function whereIs(target: string, document: MarkdownDocument, facts: Facts): string | undefined {
  let decoded = target;
  try {
    decoded = decodeURIComponent(target);
  } catch {
    // A name with a stray percent sign is meant as it is written.
  }
  const plain = decoded.replace(/\/+$/, "");
  const beside = plain.startsWith("/") ? undefined : resolved(document.path.split("/").slice(0, -1), plain);
  const candidates = [beside, resolved([], plain)];
  const found = candidates.find(
    (path) => path !== undefined && path !== "" && (facts.exists(path) || facts.below(`${path}/`).length > 0),
  );
  // A path may be told from a package's own folder.
  if (found !== undefined || plain.startsWith("/") || plain.includes("..")) return found;
  return facts.below("").find((path) => path.endsWith(`/${plain}`));
}

/** A path put together from folders; undefined where it leads outside. */
function resolved(folders: readonly string[], path: string): string | undefined {
  const parts = [...folders];
  for (const part of path.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}
