import { deepEqual, ok } from "node:assert/strict";
import { fileLinksIn, type MarkdownDocument } from "../../../src/core/index.ts";
import { openMemory } from "../support/memory.ts";

const path = "docs/implementation-log.md";
const others = { "logs/run.txt": "ok\n", "docs/evidence/a.txt": "ok\n", "src/app.js": "x\n", "../out.txt": "no\n" };

/** What is linked in a text, as it stands there, with where it leads. */
async function linked(text: string): Promise<[string, string][]> {
  const whole = `# Log\n\n## Stage 0 — A\n\n- Status: done\n\n## Stage 1 — B\n\n- Status: done\n\n${text}\n`;
  const workspace = await openMemory({ ...others, [path]: whole });
  const document = workspace.document(path);
  ok(document?.kind === "markdown");
  return fileLinksIn(document as MarkdownDocument, whole, workspace.facts()).map(({ offset, end, path: to, line }) => [
    whole.slice(offset, end),
    line === undefined ? to : `${to}:${line}`,
  ]);
}

const cases: Record<string, [text: string, links: [string, string][]]> = {
  "a path in a code span": ["See `logs/run.txt`.", [["logs/run.txt", "logs/run.txt"]]],
  "a path in running text": ["See logs/run.txt, and more", [["logs/run.txt", "logs/run.txt"]]],
  "a path beside the document": ["- `evidence/a.txt`", [["evidence/a.txt", "docs/evidence/a.txt"]]],
  "a path with a line": ["In `src/app.js:12` it is", [["src/app.js:12", "src/app.js:12"]]],
  "a path in a table": ["| a | b |\n| - | - |\n| `logs/run.txt` | x |", [["logs/run.txt", "logs/run.txt"]]],
  "no path that is not there": ["See `logs/gone.txt` and gone/run.txt", []],
  "no path that leads outside": ["See `../../out.txt`, ../out.txt, /etc/passwd", []],
  "no link proper: the editor follows it": ["See [run](../logs/run.txt)", []],
  "no address, no command": ["See https://example.com/logs/run.txt and `cat x/y.z`", []],
  "nothing in a block of code": ["```\nlogs/run.txt\n```", []],
};

describe("paths in a document", () => {
  for (const [title, [text, links]] of Object.entries(cases))
    it(title, async () => deepEqual(await linked(text), links));
});
