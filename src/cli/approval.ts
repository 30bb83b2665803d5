import {
  type JudgedFeature,
  type JudgedStage,
  type Ports,
  plain,
  type Signing,
  type Subject,
  sectionIn,
  subjectName,
  visible,
} from "../core/index.ts";
import { criterionLine } from "./carryOut.ts";
import { signingText } from "./signatures.ts";
import type { Dialogue } from "./terminal.ts";

/** What a person is asked to put their name to. */
export interface Deciding {
  feature: JudgedFeature;
  gate: JudgedStage;
  by: { name: string; email: string };
  /** What the person does, such as "approve". */
  verb: string;
  comment: string | undefined;
  until: string | undefined;
  signing: Signing;
}

/** A part of the subject with its text as it was read. */
export type Shown = Subject & { text: string };

/** Reads the subject's files; of a file that is bound by a section, that section alone is shown. One that cannot be read, or is not what was judged, is a reason not to go on. */
export async function readSubject(
  subject: readonly Subject[],
  { read, sha256 }: Pick<Ports, "read" | "sha256">,
): Promise<Shown[] | { flaw: string }> {
  const shown: Shown[] = [];
  for (const part of subject) {
    const result = await read(part.path);
    if (result.kind !== "text") {
      return { flaw: result.kind === "absent" ? `${part.path} does not exist.` : result.reason };
    }
    const text = part.section === undefined ? result.text : sectionIn(part.path, result.text, part.section)?.text;
    const isAsJudged = part.section === undefined ? result.sha256 === part.sha256 : sha256(text ?? "") === part.sha256;
    if (text === undefined || !isAsJudged) {
      return { flaw: `${subjectName(part)} changed while it was read. Look at it and try again.` };
    }
    shown.push({ ...part, text });
  }
  return shown;
}

/** Shows what is decided on: the text with nothing hidden, each path with its hash, and what the gate still lacks. */
export function show(
  dialogue: Dialogue,
  { feature, gate, by, verb, comment, until, signing }: Deciding,
  shown: readonly Shown[],
): void {
  for (const { text, ...part } of shown) {
    dialogue.say(`──── ${plain(subjectName(part))} ────\n${visible(text)}${text.endsWith("\n") ? "" : "\n"}`);
  }
  dialogue.say(`────\nFeature: ${plain(feature.title)} (${plain(feature.id)})\nGate:    ${plain(gate.title)}\n`);
  dialogue.say(`By:      ${plain(by.name)} <${plain(by.email)}>\n`);
  dialogue.say(`Signed:  ${plain(signingText(signing))}\n`);
  dialogue.say(`To do:   ${verb}\n`);
  if (comment) {
    dialogue.say(`Comment: ${plain(comment)}\n`);
  }
  if (until) {
    dialogue.say(`Until:   ${plain(until)}\n`);
  }
  for (const part of shown) {
    dialogue.say(`sha256 ${part.sha256}  ${plain(subjectName(part))}\n`);
  }
  const unmet = gate.criteria.filter(({ verdict }) => verdict === "unmet" || verdict === "unknown");
  if (unmet.length > 0) {
    dialogue.say(`Not met:\n${unmet.map((criterion) => `  ${criterionLine(criterion)}\n`).join("")}`);
  }
}

/** Asks to type a name, and says whether that is what came. */
export async function typed(dialogue: Dialogue, name: string, verb: string): Promise<boolean> {
  const answer = await dialogue.ask(`Type “${name}” to ${verb}: `);
  return name !== "" && answer !== undefined && answer.trim() === name;
}
