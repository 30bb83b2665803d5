import * as z from "zod";
import type { Link, MarkdownDocument } from "../document.ts";
import { t } from "../l10n.ts";
import { matchPath } from "../pattern.ts";
import type { Place } from "../problem.ts";
import { criterion, type GateContext, met, placeIn, unknown, unmet } from "./criterion.ts";
import { nameIn, plain } from "./names.ts";
import { resolvePath } from "./select.ts";

export const links = criterion({
  name: "links",
  description:
    "What the feature's documents show from a folder is there, and nothing lies in it that no document shows.",
  schema: z.strictObject({
    under: z.string().describe("The folder, from the feature's own"),
    not: z.array(z.string()).optional().describe("Names of files in it that need not be shown"),
  }),
  check({ under, not = [] }, context) {
    const folder = `${resolvePath(under, context)}/`;
    const own: MarkdownDocument[] = [];
    for (const { path } of context.feature.files) {
      const document = context.facts.document(path);
      if (document === undefined) return unknown(t`${path} is not read yet`);
      if (document?.kind === "markdown") own.push(document);
    }
    const faults = own.flatMap((document) => deadIn(document, folder, context));
    const kept = context.facts.below(folder).filter((path) => isDiagram(path, not));
    if (kept.length > 0) {
      const documents = siblingDocuments(context);
      if (documents === undefined) return unknown(t`A document beside this one is not read yet`);
      const shown = new Set(
        documents.flatMap((document) => document.links.flatMap((link) => targetsOf(link, document))),
      );
      // A picture and its source are one diagram.
      const stems = new Set([...shown].map(stemOf));
      const left = kept.filter(
        (path) => !stems.has(stemOf(path)) && isOwn(path.slice(folder.length), documents, context),
      );
      faults.push(
        ...left.map((path) => ({
          message: t`No document of the feature shows ${path}: link it from its stage's document, or delete it`,
          place: { file: path, line: 1, column: 1 },
        })),
      );
    }
    const [first, ...also] = faults;
    if (!first) return met(t`Every diagram is there and shown`);
    return { ...unmet(first.message, first.place), ...(also.length > 0 ? { also } : {}) };
  },
});

const isDiagram = (path: string, not: readonly string[]): boolean => {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return !name.startsWith(".") && name.includes(".") && !not.some((pattern) => matchPath(pattern, name));
};

/** A picture's path without its ending. */
const stemOf = (path: string): string => path.replace(/(\.[^./]+)+$/, "");

/** The links of a document that lead into the folder, or are pictures, and lead to nothing. */
function deadIn(
  document: MarkdownDocument,
  folder: string,
  { facts }: GateContext,
): { message: string; place: Place }[] {
  return document.links.flatMap((link) => {
    const [target, fromRoot] = targetsOf(link, document);
    if (target === undefined) return [];
    const concerns = target.startsWith(folder) || fromRoot?.startsWith(folder) || link.kind === "image";
    // In a code span people name files from wherever they think of; a link leads where it leads.
    const isThere = facts.exists(target) || (link.kind === "code" && fromRoot !== undefined && facts.exists(fromRoot));
    if (!concerns || isThere || target.endsWith("/")) return [];
    const message =
      fromRoot !== undefined && facts.exists(fromRoot)
        ? t`There is no ${target}; links count from the document: ${fromRoot} is there`
        : t`There is no ${target}`;
    return [{ message, place: placeIn({ document }, link) }];
  });
}

/**
 * The workspace paths that a link may mean: as it counts from its document, and as it would from the workspace folder.
 * None for what leads elsewhere: an address, a mail, an anchor, a path out of the folder.
 */
function targetsOf({ target, kind }: Link, document: MarkdownDocument): string[] {
  if (/^([a-z][a-z0-9+.-]*:|\/\/|#)/i.test(target)) return [];
  const bare = decoded(kind === "code" ? target : target.replace(/[#?].*$/s, ""));
  if (bare === "") return [];
  const folder = document.path.slice(0, document.path.lastIndexOf("/") + 1);
  const own = normal(bare.startsWith("/") ? bare.slice(1) : folder + bare);
  const fromRoot = normal(bare.replace(/^\//, ""));
  return [own, fromRoot].filter((path) => path !== undefined);
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

/** A path without `.` and `..`; undefined where it leads out of the folder. */
function normal(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/") + (path.endsWith("/") ? "/" : "");
}

/** The documents of all features that live in the feature's folder; undefined while one of them is not read. */
function siblingDocuments(context: GateContext): MarkdownDocument[] | undefined {
  const found: MarkdownDocument[] = [];
  const folder = context.feature.folder === "" ? "" : `${context.feature.folder}/`;
  for (const path of context.facts.below(folder)) {
    if (nameIn(path, context) === undefined) continue;
    const document = context.facts.document(path);
    if (document === undefined) return undefined;
    if (document?.kind === "markdown") found.push(document);
  }
  return found;
}

/** Whether a diagram is this feature's: the one whose name it has; one with nobody's name is the first feature's. */
function isOwn(name: string, documents: readonly MarkdownDocument[], context: GateContext): boolean {
  const features = [...new Set(documents.flatMap(({ path }) => nameIn(path, context) ?? []))].sort();
  const named = features.filter((feature) => plain(name).includes(feature)).sort((a, b) => b.length - a.length);
  return plain(context.vars.feature ?? "") === (named[0] ?? features[0]);
}
