import { significantText } from "../../src/core/digest.ts";
import { readDocument } from "../../src/core/index.ts";
import { looseMarks, readMarkdown } from "../../src/core/readers/markdown/markdown.ts";
import { decode, sha256 } from "../../src/host/node/read.ts";

/** Texts of which each stands for a way that a document changes. */
export interface DigestGroup {
  title: string;
  /** What the cases have in common, in a sentence or two. */
  says: string;
  /** Whether an approval of one of these texts stands over each of the others. */
  stands: boolean;
  cases: [name: string, input: string][];
}

const plan = "# Plan\n\n- [ ] One\n";

/** The cases that the documentation shows and the tests hold the code to: one list for both. */
export const digestGroups: readonly DigestGroup[] = [
  {
    title: "Line ends, blanks and the byte order mark",
    says: "All of these are the same text to an approval.",
    stands: true,
    cases: [
      ["as written", plan],
      ["byte order mark", `\ufeff${plan}`],
      ["CRLF", plan.replaceAll("\n", "\r\n")],
      ["CR", plan.replaceAll("\n", "\r")],
      ["mixed line ends", "# Plan\r\n\r- [ ] One\n"],
      ["blanks and tabs at line ends", "# Plan \t\n  \n- [ ] One\t\n"],
      ["no final line feed", "# Plan\n\n- [ ] One"],
      ["many final line feeds", `${plan}\n\n\n`],
      ["blanks on lines behind the end", `${plan} \t\n \n`],
    ],
  },
  {
    title: "Boxes of task lists",
    says: "A mark that is blank, `x` or `X` does not count, wherever a task list stands.",
    stands: true,
    cases: [
      ["blank", "- [ ] One\n  - [ ] Two\n\n1. [ ] Three\n\n> * [ ] Four\n"],
      ["x", "- [x] One\n  - [x] Two\n\n1. [x] Three\n\n> * [x] Four\n"],
      ["X, and some", "- [X] One\n  - [ ] Two\n\n1. [X] Three\n\n> * [ ] Four\n"],
    ],
  },
  {
    title: "Marks that count",
    says: "Other marks, and brackets that are no box to GitHub, are text.",
    stands: false,
    cases: [
      ["ticked", "- [x] One\n"],
      ["a dash", "- [-] One\n"],
      ["a tilde", "- [~] One\n"],
      ["no mark at all", "- [] One\n"],
      ["no list", "[x] One\n"],
      ["no list, blank", "[ ] One\n"],
      ["no blank behind the bracket", "- [x]One\n"],
      ["no blank behind the bracket, blank mark", "- [ ]One\n"],
      ["no text behind it", "- [x]\n"],
      ["no text behind it, blank", "- [ ]\n"],
    ],
  },
  {
    title: "What looks like a box in code and comments",
    says: "It is text there, so each of these is another one.",
    stands: false,
    cases: [
      ["in a fence", "```\n- [ ] One\n```\n"],
      ["in a fence, ticked", "```\n- [x] One\n```\n"],
      ["indented code", "    - [ ] One\n"],
      ["indented code, ticked", "    - [x] One\n"],
      ["in a comment", "<!--\n- [ ] One\n-->\n"],
      ["in a comment, ticked", "<!--\n- [x] One\n-->\n"],
      ["in a code span", "`- [ ] One`\n"],
      ["in a code span, ticked", "`- [x] One`\n"],
    ],
  },
  {
    title: "Words and blanks that count",
    says: "Each of these is another text.",
    stands: false,
    cases: [
      ["as written", "# Plan\n\nOne café\n"],
      ["another word", "# Plan\n\nTwo café\n"],
      ["another case", "# plan\n\nOne café\n"],
      ["an empty line more in the middle", "# Plan\n\n\nOne café\n"],
      ["an empty line at the start", "\n# Plan\n\nOne café\n"],
      ["two blanks between words", "# Plan\n\nOne  café\n"],
      ["indented", "# Plan\n\n One café\n"],
      ["no-break space at a line's end", "# Plan\n\nOne café\u00a0\n"],
      ["zero-width space at a line's end", "# Plan\n\nOne café\u200b\n"],
      ["é of two characters (NFD)", "# Plan\n\nOne cafe\u0301\n"],
    ],
  },
  {
    title: "Nothing",
    says: "An empty file and one of blank lines are the same text.",
    stands: true,
    cases: [
      ["empty", ""],
      ["only a byte order mark", "\ufeff"],
      ["blank lines", " \r\n\t\n"],
    ],
  },
];

/** What becomes of one text, given as it lies on disk. */
export interface Vector {
  sha256: string;
  significant: string;
  digest: string;
}

export function vectorOf(input: string): Vector {
  const bytes = new TextEncoder().encode(input);
  const text = decode(bytes);
  if (typeof text !== "string") throw new Error(text.flaw);
  const read = readDocument("plan.md", { kind: "text", text, sha256: sha256(bytes), unsaved: false }, sha256);
  const significant = significantText(text, looseMarks(readMarkdown("plan.md", text).items));
  return { sha256: read?.sha256 ?? "", significant, digest: read?.digest ?? "" };
}

const begin =
  "<!-- From here to the next such line written by `npm run reference`, from scripts/reference/digests.ts. -->";
const end = "<!-- The end of what `npm run reference` writes. -->";

/** A page with the test vectors in it brought up to date. */
export function withVectors(page: string): string {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from)
    throw new Error(`docs/APPROVALS.md lacks the lines that the vectors stand between: ${begin}`);
  return `${page.slice(0, from + begin.length)}\n\n${digestGroups.map(section).join("\n")}\n${page.slice(to)}`;
}

function section({ title, says, stands, cases }: DigestGroup): string {
  const blocks = cases.map(([name, input]) => {
    const { sha256: hash, significant, digest } = vectorOf(input);
    return `# ${name}\ninput       ${quoted(input)}\nsha256      ${hash}\nsignificant ${quoted(significant)}\ndigest      ${digest}\n`;
  });
  const what = stands ? "One digest for all." : "All digests differ.";
  return `#### ${title}\n\n${says} ${what}\n\n\`\`\`text\n${blocks.join("\n")}\`\`\`\n`;
}

/** A text as a JSON string of ASCII characters only. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
