import { significantText } from "../digest.ts";
import type { Document, Heading, OtherDocument, SectionHashes } from "../document.ts";
import { t } from "../l10n.ts";
import { linesOf } from "../lines.ts";
import { policyFile } from "../policy/policy.ts";
import { readPolicy } from "../policy/read.ts";
import type { ReadResult } from "../ports.ts";
import { type ProblemCode, startOf } from "../problem.ts";
import { extentOf, marksWithin } from "../section.ts";
import { headingIs } from "../words.ts";
import { isCiPath, readCi } from "./ci.ts";
import { type Coverage, readCoverageSummary, readLcov } from "./coverage.ts";
import { readCycle } from "./cycle/cycle.ts";
import { readMakefile } from "./makefile.ts";
import { looseMarks, readMarkdown } from "./markdown/markdown.ts";
import { readRecord } from "./record.ts";

/**
 * Reads a file's text into the document that it is. Undefined where there is no file. Of sections whose headings have
 * one of the titles in `sections`, hashes are kept.
 */
export function readDocument(
  path: string,
  result: ReadResult,
  sha256: (text: string) => string,
  sections: readonly string[] = [],
): Document | undefined {
  if (result.kind === "absent") return undefined;
  if (result.kind === "unreadable") return unreadable(path, "", "unreadable", result.reason, result.binary);
  try {
    return readText(path, result, sha256, sections);
  } catch (error) {
    // The parsers recurse: a hostile file can nest deeper than their stack. Anything else is a bug of ours.
    if (!(error instanceof RangeError)) throw error;
    return unreadable(path, result.sha256, "too-deep", t`The file is nested too deeply to be read.`);
  }
}

function unreadable(path: string, sha256: string, code: ProblemCode, reason: string, isBinary = false): Document {
  const message = t`${reason} It is left out; everything else is read.`;
  return {
    kind: "other",
    path,
    sha256,
    digest: "",
    unsaved: false,
    filled: isBinary,
    notes: [],
    problems: [{ ...startOf(path), code, severity: "error", message }],
  };
}

function readText(
  path: string,
  result: Extract<ReadResult, { kind: "text" }>,
  sha256: (text: string) => string,
  sections: readonly string[],
): Document {
  const { text, unsaved } = result;
  const common = { path, sha256: result.sha256, unsaved };
  const digestOf = (boxes: readonly number[]): string => sha256(significantText(text, boxes));
  if (/\.(md|markdown)$/i.test(path)) {
    const extract = readMarkdown(path, text);
    const marks = looseMarks(extract.items);
    const hashes = hashesOf(text, extract.headings, marks, sections, sha256);
    return { kind: "markdown", ...common, digest: digestOf(marks), ...extract, ...(hashes.length > 0 && { hashes }) };
  }
  const digest = digestOf([]);
  const filled = text.trim() !== "";
  const coverage = coverageIn(path, text);
  if (coverage) return { kind: "coverage", ...common, digest, filled, coverage, problems: [] };
  if (/(^|\/)(GNUmakefile|makefile)$|\.(mk|mak)$/i.test(path))
    return { kind: "makefile", ...common, digest, filled, makefile: readMakefile(text), problems: [] };
  if (isCiPath(path)) return { kind: "ci", ...common, digest, filled, ...readCi(path, text) };
  if (/\.json$/i.test(path)) {
    const { cycle, problems } = readCycle(path, text);
    if (cycle) return { kind: "cycle", ...common, digest, cycle, problems };
    return { kind: "other", ...common, digest, filled, notes: [], problems };
  }
  if (/\.approved$/i.test(path) || /(^|\/)\.plangate\/approvals\/.*\.ya?ml$/i.test(path)) {
    return { kind: "approval", ...common, digest, filled, ...readRecord(path, text) };
  }
  if (path === policyFile) return { kind: "policy", ...common, digest, ...readPolicy(path, text) };
  return { kind: "other", ...common, digest, filled, notes: notesIn(text), problems: [] };
}

/** The hashes of the sections with one of these titles. Sections nest no deeper than headings have levels. */
function hashesOf(
  text: string,
  headings: readonly Heading[],
  marks: readonly number[],
  titles: readonly string[],
  sha256: (text: string) => string,
): SectionHashes[] {
  if (titles.length === 0) return [];
  const lines = linesOf(text);
  return headings.flatMap((heading, index): SectionHashes[] => {
    if (!headingIs(heading.text, titles)) return [];
    const extent = extentOf(lines, heading);
    const part = text.slice(extent.from, extent.to);
    const digest = sha256(significantText(part, marksWithin(marks, extent)));
    return [{ heading: index, sha256: sha256(part), digest }];
  });
}

function coverageIn(path: string, text: string): Coverage | undefined {
  if (/(^|\/)(lcov\.info|[^/]+\.lcov)$/i.test(path)) return readLcov(text);
  return /(^|\/)coverage-summary\.json$/i.test(path) ? readCoverageSummary(text) : undefined;
}

/** So many notes are kept of one file. */
const MAX_NOTES = 500;

/** `TODO(review):`, `FIXME(nitpick):` and their like, wherever they stand. */
function notesIn(text: string): OtherDocument["notes"] {
  const notes: OtherDocument["notes"] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const word = /\b((?:TODO|FIXME|XXX|HACK)\([^()\s]{1,40}\)):/.exec(line)?.[1];
    if (word !== undefined) notes.push({ word, line: index + 1 });
    if (notes.length >= MAX_NOTES) break;
  }
  return notes;
}
