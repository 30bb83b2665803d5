import { l10n } from "vscode";
import { type Document, type JudgedFeature, leavesOf, type MarkdownDocument, startOf } from "../../core/index.ts";
import type { Row, Table } from "../shared/panel/panelProtocol.ts";

/** More evidence than a person looks through at once. */
const mostEvidence = 100;

/** The files of a feature and those that its gates are still to produce, each with the gates it belongs to. */
export function documentTable({ files, stages }: JudgedFeature): Table {
  const gates = new Map<string, { titles: Set<string>; exists: boolean }>();
  for (const path of files) gates.set(path, { titles: new Set(), exists: true });
  for (const { artifacts, title } of leavesOf(stages))
    for (const { path, exists } of artifacts) {
      const known = gates.get(path) ?? { titles: new Set(), exists };
      known.titles.add(title);
      gates.set(path, known);
    }
  return {
    id: "documents",
    title: l10n.t("Documents"),
    columns: [{ title: l10n.t("Document") }, { title: l10n.t("Gates") }, { title: l10n.t("State") }],
    rows: [...gates].map(([path, { titles, exists }]): Row => {
      const named = [...titles];
      return {
        cells: [
          { text: path },
          { text: named.length > 3 ? l10n.t("{0} gates", named.length) : named.join(", ") },
          exists ? { text: l10n.t("there"), tone: "good" } : { text: l10n.t("not there yet"), tone: "waiting" },
        ],
        ...(exists && { place: startOf(path) }),
      };
    }),
  };
}

/** What the feature's documents point to as shown: files of the folder that are none of its documents. */
export function evidenceTable(
  { files }: JudgedFeature,
  documentAt: (path: string) => Document | undefined,
  exists: (path: string) => boolean,
): Table {
  const own = new Set(files);
  const found = new Map<string, Row>();
  for (const document of files.map(documentAt)) {
    if (document?.kind !== "markdown") continue;
    for (const { target, line } of document.links) {
      const path = resolved(document, target, exists);
      if (path === undefined || own.has(path) || found.has(path)) continue;
      const text = `${document.path}:${line}`;
      found.set(path, {
        cells: [{ text: path }, { text, place: { file: document.path, line } }],
        place: startOf(path),
      });
    }
  }
  const rows = [...found.values()];
  return {
    id: "evidence",
    title: l10n.t("Evidence"),
    ...(rows.length > mostEvidence && { note: l10n.t("{0} more are not shown.", rows.length - mostEvidence) }),
    columns: [{ title: l10n.t("File") }, { title: l10n.t("Named in") }],
    rows: rows.slice(0, mostEvidence),
  };
}

/** The file that a link means, from its document's folder or from the top; undefined where there is none in this folder. */
function resolved({ path }: MarkdownDocument, target: string, exists: (path: string) => boolean): string | undefined {
  const bare = target.replace(/[#?].*$/s, "").replace(/^\.\//, "");
  // An address of elsewhere, a command, a path from the root of a disk: none is a file of this folder.
  if (bare === "" || bare.length > 500 || /^[a-z][a-z+.-]*:|^[/\\]/i.test(bare)) return undefined;
  const beside = joined(path.split("/").slice(0, -1), bare);
  return [beside, joined([], bare)].find((one) => one !== undefined && exists(one));
}

/** A path below a folder, without `.` and `..`; undefined where it leads out at the top. */
function joined(folder: readonly string[], path: string): string | undefined {
  const parts = [...folder];
  for (const part of path.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
