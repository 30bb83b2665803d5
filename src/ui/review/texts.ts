import { l10n } from "vscode";
import {
  type Approval,
  approvedPath,
  type JudgedStage,
  type ReadResult,
  type Subject,
  sectionIn,
  subjectName,
} from "../../core/index.ts";
import type { Note, TextView } from "./protocol.ts";
import { changesSince, isSamePart, lastApproval } from "./since.ts";
import { renderMarkdown } from "./text/blocks.ts";
import { sourceOf } from "./text/source.ts";

/** As many texts as a page shows. */
export const MOST_TEXTS = 12;

/** One of the texts that a gate is about, a file or a section of one, as it is at this moment. */
export interface Text {
  subject: Subject;
  read: ReadResult;
  /** The line of the file (from 1) that it begins at. */
  line: number;
}

/** The part of a file that a gate is about. A section that is not there is as absent as a file. */
export function partOf(subject: Subject, read: ReadResult, sha256: (text: string) => string): Text {
  const { path, section } = subject;
  if (section === undefined || read.kind !== "text") return { subject, read, line: 1 };
  const found = sectionIn(path, read.text, section);
  if (!found) return { subject, read: { kind: "absent" }, line: 1 };
  return { subject, read: { ...read, text: found.text, sha256: sha256(found.text) }, line: found.heading.line };
}

/** The texts that a gate is about: what an approval binds to, else the documents that the stage has. */
export const subjectOf = ({ approval, artifacts }: JudgedStage): Subject[] =>
  approval && approval.subject.length > 0
    ? approval.subject
    : artifacts.filter(({ exists }) => exists).map(({ path }) => ({ path, sha256: "", digest: "" }));

/** How much of what a page can show each of so many texts may take: many texts are rarely long ones. */
const shareOf = (texts: number): number => 1 / Math.sqrt(Math.max(1, texts));

type Drawn = Pick<TextView, "blocks" | "source" | "blocksLeft" | "sourceLeft" | "notes"> & { words: number };

/** Draws texts, each once as long as it stays the same: most readings of the folder change none of them. */
export class TextDrawer {
  readonly #drawn = new Map<string, { key: string; drawn: Drawn }>();
  readonly #changes = new Map<string, { key: string; changes: TextView["changes"] }>();

  /** @param texts how many there are */
  async view(
    { subject, read, line }: Text,
    texts: number,
    approval: Approval | undefined,
    readKept: (path: string) => Promise<ReadResult>,
  ): Promise<TextView> {
    const name = subjectName(subject);
    const place = { file: subject.path, line };
    if (read.kind !== "text") {
      const why = read.kind === "absent" ? l10n.t("{0} is not there.", name) : read.reason;
      return { path: name, facts: "", sha256: "", place, notes: [{ text: why, place }], source: [] };
    }
    const changes = await this.#changesOf(subject, read, approval, readKept);
    const { words, ...drawn } = this.#draw(subject, read, line, shareOf(texts));
    return {
      path: name,
      facts: l10n.t("{0} words · sha256 {1}", words, read.sha256.slice(0, 12)),
      sha256: read.sha256,
      place,
      ...drawn,
      notes: [
        ...(read.unsaved
          ? [
              {
                text: l10n.t("This is text of an editor that is not saved yet. Only saved text can be approved."),
                place,
              },
            ]
          : []),
        ...drawn.notes,
      ],
      ...(changes && { changes }),
    };
  }

  #draw(subject: Subject, { text, sha256 }: Extract<ReadResult, { kind: "text" }>, line: number, share: number): Drawn {
    const { path } = subject;
    const name = subjectName(subject);
    const key = `${sha256} ${line} ${share}`;
    const before = this.#drawn.get(name);
    if (before?.key === key) return before.drawn;
    const drawn: Drawn = {
      words: text.split(/\s+/).filter((word) => word !== "").length,
      notes: [],
      ...sourceIn(path, text, line, share),
      ...(isMarkdown(path) ? renderedIn(path, text, line, share) : {}),
    };
    this.#drawn.set(name, { key, drawn });
    return drawn;
  }

  async #changesOf(
    subject: Subject,
    { text, sha256 }: Extract<ReadResult, { kind: "text" }>,
    approval: Approval | undefined,
    readKept: (path: string) => Promise<ReadResult>,
  ): Promise<TextView["changes"]> {
    const approved = lastApproval(approval);
    if (!approval || !approved) return undefined;
    const then = approved.subject.find((each) => isSamePart(each, subject));
    const key = JSON.stringify([sha256, subject.digest, approved.at, then?.sha256, approval.latest?.at]);
    const before = this.#changes.get(subjectName(subject));
    // What is kept may be altered at any time: that is looked at anew, and only the comparison is not made twice.
    const kept = then && (await readKept(approvedPath(then.sha256)));
    const whole = `${key} ${kept?.kind === "text" ? kept.sha256 : kept?.kind}`;
    if (before?.key === whole) return before.changes;
    const changes = await changesSince(approved, approval, subject, text, readKept);
    this.#changes.set(subjectName(subject), { key: whole, changes });
    return changes;
  }
}

const isMarkdown = (path: string): boolean => /\.(md|markdown|mdx)$/i.test(path);

function sourceIn(path: string, text: string, from: number, share: number): Pick<Drawn, "source" | "sourceLeft"> {
  const { lines, cutAt } = sourceOf(text, share);
  const source = lines.map((each) => ({ ...each, line: each.line + from - 1 }));
  return { source, ...(cutAt !== undefined && { sourceLeft: leftFrom(path, cutAt + from - 1) }) };
}

function renderedIn(
  path: string,
  text: string,
  from: number,
  share: number,
): Pick<Drawn, "blocks" | "blocksLeft" | "notes"> {
  const { blocks, cutAt, definitions, left, tooDeep } = renderMarkdown(path, text, share);
  const place = { file: path, line: from };
  const notes: Note[] = [
    ...(tooDeep
      ? [{ text: l10n.t("The document is nested too deeply to be rendered. Its source is shown."), place }]
      : []),
    ...(left > 0
      ? [{ text: l10n.t("Very long paragraphs are cut: {0} characters of them are in the file only.", left), place }]
      : []),
    ...(definitions > 0
      ? [{ text: l10n.t("Definitions of links stand in the source only: {0}.", definitions), place }]
      : []),
  ];
  if (tooDeep) return { notes };
  return { blocks, notes, ...(cutAt !== undefined && { blocksLeft: leftFrom(path, cutAt + from - 1) }) };
}

const leftFrom = (path: string, line: number): Note => ({
  text: l10n.t("The text is longer than what is shown here. It goes on in the file from line {0}.", line),
  place: { file: path, line },
});
