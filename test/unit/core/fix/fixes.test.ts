import { deepEqual, equal, notEqual, ok } from "node:assert/strict";
import { bundleFile, languages, readJson } from "../../../../scripts/l10n/files.ts";
import { type Fix, type FixName, fixesAt, planFix, speak, type Workspace } from "../../../../src/core/index.ts";
import { type Files, openMemory, sha256 } from "../../support/memory.ts";
import { applied, planned, textAfter } from "../plan/play.ts";

const log = "docs/implementation-log.md";
const stage = (n: number, text: string): string => `### Stage ${n} — Part ${n}\n\n${text}\n`;
const inLog = (...stages: string[]): Files => ({
  "docs/evidence/run 1.txt": "ok\n",
  "docs/notes.txt": "notes\n",
  [log]: `# Log\n\n## Phase 2 — UI\n\n${[...stages, stage(9, "- Status: not-started\n")].join("\n")}`,
});

const problem = "docs/plans/scans_stage0_problem.md";
const inProblem = (text: string): Files => ({ [problem]: `# Stage 0\n\n${text}` });

const plan = "tasks/scan/plan.md";
const inPlan = (text: string): Files => ({
  [plan]: `# Scan\n\n## Task Overview\n\nScans get lost.\n\n${text}\n## User Stories\n\n### Story S-1: Keep scans\n\n#### Tasks Checklist\n\n- [ ] Write \`a.ts\`\n\n## Definition of Done\n\n- All is tested\n\n## Tests to Run\n\n\`npm test\`\n`,
});

const offered = (workspace: Workspace, file: string, name: FixName): Fix[] =>
  fixesAt(workspace, file, 1, Number.MAX_SAFE_INTEGER).filter((fix) => fix.name === name);

/** The text of a file once the fix of this name whose title has these words is carried out. */
async function fixed(files: Files, file: string, name: FixName, title: string, given = ""): Promise<string> {
  const workspace = await openMemory(files);
  const all = offered(workspace, file, name);
  const fix = all.find((each) => each.title.includes(title));
  ok(fix, `none of: ${all.map((each) => each.title).join(" | ")}`);
  const made = await planned(workspace, files, (context, answers) =>
    planFix(fix, given === "" ? answers : { answer: given, file: given }, context),
  );
  return textAfter(files, made, file);
}

/** What the fix takes away and puts there: everything around it is the same in both texts. */
function difference(before: string, after: string): [removed: string, added: string] {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < Math.min(before.length, after.length) - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return [before.slice(start, before.length - tail), after.slice(start, after.length - tail)];
}

interface Case {
  files: Files;
  file: string;
  title: string;
  given?: string;
  removed?: string;
  added: string;
}

function check(name: FixName, cases: Record<string, Case>): void {
  describe(name, () => {
    for (const [row, { files, file, title, given, removed = "", added }] of Object.entries(cases))
      it(row, async () => {
        const before = files[file] as string;
        deepEqual(difference(before, await fixed(files, file, name, title, given)), [removed, added]);
      });
  });
}

/** Every fix of some documents: its title, and the text that it leaves. */
async function everyFix(): Promise<{ title: string; text: string }[]> {
  const documents: [file: string, files: Files][] = [
    [log, inLog(stage(0, "- Status: not-started / in-progress / done\n- Evidence links: <files>\n\n- [ ] Write it\n"))],
    [problem, inProblem("## Problem Statement\n\nLost.\n")],
    [plan, inPlan("## Clarification Questions\n\n- [Critical] Which scans?\n")],
  ];
  const fixes: { title: string; text: string }[] = [];
  for (const [file, files] of documents) {
    const workspace = await openMemory(files);
    for (const fix of fixesAt(workspace, file, 1, Number.MAX_SAFE_INTEGER)) {
      const answers = { answer: "All", file: "docs/notes.txt" };
      const made = await planned(workspace, files, (context) => planFix(fix, answers, context));
      fixes.push({ title: fix.title, text: textAfter(files, made, file) });
    }
  }
  return fixes;
}

describe("the quick fixes", () => {
  afterEach(() => speak(undefined));

  check("addSection", {
    "stands where the template has it, with the template's text": {
      files: inProblem("## Problem Statement\n\nLost.\n\n## Guardrails\n\n- Two weeks\n"),
      file: problem,
      title: "Success Metrics",
      added:
        "Success Metrics\n\n<!-- Numbers that will be compared in stage 5. Name where each one is measured. -->\n\n- <Metric, its value today → its target, and where it is measured>\n- <Another metric, its value today → its target, and where it is measured>\n\n## ",
    },
    "keeps CRLF": {
      files: inProblem("## Problem Statement\r\n\r\nLost.\r\n\r\n## Success Metrics\r\n\r\n- 3 → 0\r\n"),
      file: problem,
      title: "Guardrails",
      added:
        "## Guardrails\r\n\r\n<!-- Limits that hold whatever the solution turns out to be. -->\r\n\r\n- Time: <latest date, or the number of weeks the team may spend>\r\n- Technology: <what must stay as it is, what may not be added, what has to keep working>\r\n",
    },
    "ends a text that has no last line end": {
      files: inProblem(
        "## Problem Statement\n\nLost.\n\n## Success Metrics\n\n- 3 → 0\n\n## Guardrails\n\n- Two weeks",
      ),
      file: problem,
      title: "Unknowns",
      added:
        '\n\n## Unknowns\n\n<!--\nAn unknown without an answer behind its arrow holds up every later stage. If there are none, write "None" instead of the list.\n-->\n\n- <What is not known yet, and who can find out> → <the answer, once known>\n',
    },
  });

  check("addField", {
    "is written like the fields around it, with the template's text": {
      files: inLog(stage(0, "**Status**: in-progress\n\n**Acceptance gate**: `make` prints 0\n")),
      file: log,
      title: "Docs",
      added: '**Docs**: <which documents changed; or "no behaviour change">\n\n',
    },
    "names the values that the process knows": {
      files: inLog(stage(0, "- Status: done\n- Acceptance gate: `make` prints 0\n")),
      file: log,
      title: "Acceptance gate result",
      added: "- Acceptance gate result: <pass or fail>\n",
    },
  });

  check("rewriteGate", {
    "replaces the vague claim by a skeleton": {
      files: inLog(stage(0, "- Status: in-progress\n- Acceptance gate: System works correctly\n")),
      file: log,
      title: "System works correctly",
      removed: "System works correctly",
      added: "<one request, command or action> gives <its outcome>",
    },
    "finds it in an item below the field": {
      files: inLog(stage(0, "- Status: in-progress\n- Acceptance gate:\n  - Tests pass\n")),
      file: log,
      title: "Tests pass",
      removed: "Tests pas",
      added: "<test command> ends with 0 failure",
    },
    "is offered at an exit item": {
      files: exitItem(),
      file: plan,
      title: "Everything works fine",
      removed: "Everything works fine",
      added: "<one request, command or action> gives <its outcome>",
    },
  });

  check("setStatus", {
    "repairs a slip of the pen, in the file's own words": {
      files: inLog(stage(0, "- Status: Done\n"), stage(1, "- Status: finsihed\n")),
      file: log,
      title: "“Done”",
      removed: "finsihed",
      added: "Done",
    },
    "chooses from an unedited line": {
      files: inLog(stage(0, "- Status: not-started / in-progress / done\n")),
      file: log,
      title: "“in-progress”",
      removed: "not-started / in-progress / done",
      added: "in-progress",
    },
    "takes back a status that claims what is not so": {
      files: inLog(stage(0, "- Status: done\n- Acceptance gate: `make` prints 0\n- Blockers: the key is missing\n")),
      file: log,
      title: "“in-progress”",
      removed: "done",
      added: "in-progress",
    },
  });

  check("addEvidence", {
    "fills the field": {
      files: inLog(stage(0, "- Status: in-progress\n- Evidence links: <files>\n")),
      file: log,
      title: "Evidence links",
      given: "docs/notes.txt",
      removed: "<files>",
      added: "[notes.txt](notes.txt)",
    },
    "keeps to code spans, and adds to what stands there": {
      files: inLog(stage(0, "- Status: in-progress\n- Evidence: `implementation-log.md`\n")),
      file: log,
      title: "Evidence",
      given: "docs/notes.txt",
      added: "; `notes.txt`",
    },
    "escapes what would end the link": {
      files: inLog(stage(0, "- Status: in-progress\n- Evidence links: <files>\n")),
      file: log,
      title: "Evidence links",
      given: "docs/evidence/run 1.txt",
      removed: "<files>",
      added: "[run 1.txt](evidence/run%201.txt)",
    },
    "takes the place of a file that is not there": {
      files: inLog(stage(0, "- Status: in-progress\n- Evidence links: [run](evidence/gone.txt), and more\n")),
      file: log,
      title: "evidence/gone.txt",
      given: "docs/notes.txt",
      removed: "evidence/gone",
      added: "notes",
    },
  });

  check("answer", {
    "stands behind an arrow": {
      files: inPlan("## Clarification Questions\n\n- [Critical] Which scans?\n"),
      file: plan,
      title: "Which scans?",
      given: "All of today",
      added: " → All of today",
    },
    "takes the place of what the template left": {
      files: inPlan("## Clarification Questions\n\n- [Critical] Which scans? → <the answer, once known>\n"),
      file: plan,
      title: "Which scans?",
      given: "All of today",
      removed: "<the answer, once known>",
      added: "All of today",
    },
    "uses the document's own word": {
      files: inPlan("## Clarification Questions\n\n- [Nice] Why? Answer: it hurts\n- [Critical] Which scans?\n"),
      file: plan,
      title: "Which scans?",
      given: "All of today",
      added: " Answer: All of today",
    },
    "goes below a heading": {
      files: inPlan("## Clarification Questions\n\n### [Critical] Which scans?\n"),
      file: plan,
      title: "Which scans?",
      given: "All of today",
      added: "Answer: All of today\n\n",
    },
  });

  check("tick", {
    "ticks the box": {
      files: inPlan(""),
      file: plan,
      title: "Tick “Write",
      removed: " ",
      added: "x",
    },
  });

  it("mends what it was offered for", async () => {
    const files = inPlan("## Clarification Questions\n\n- [Critical] Which scans?\n");
    const after = { ...files, [plan]: await fixed(files, plan, "answer", "Which", "All") };
    deepEqual(offered(await openMemory(after), plan, "answer"), []);
  });

  it("writes nothing into another text than it was offered for", async () => {
    const files = inPlan("## Clarification Questions\n\n- [Critical] Which scans?\n");
    const workspace = await openMemory(files);
    const [fix] = offered(workspace, plan, "answer");
    ok(fix);
    const later = { ...files, [plan]: `${files[plan]}\nOne more line.\n` };
    const made = await planned(workspace, later, (context) => planFix(fix, { answer: "All" }, context));
    equal(made.kind === "refusal" && made.code, "changed");
  });

  it("keeps a byte order mark and every byte around the edit", async () => {
    const files = inLog(stage(0, "- Status: not-started / in-progress / done\n"));
    const marked = { ...files, [log]: `\ufeff${String(files[log]).replaceAll("\n", "\r\n")}` };
    const workspace = await openMemory(marked);
    const fix = offered(workspace, log, "setStatus").find(({ title }) => title.includes("in-progress"));
    ok(fix);
    const made = await planned(workspace, marked, (context) => planFix(fix, {}, context));
    equal(applied(marked, made)[log], String(marked[log]).replace("not-started / in-progress / done", "in-progress"));
  });

  it("writes nothing where decisions are kept, whatever it is called with", async () => {
    const record = ".plangate/approvals/x.yaml";
    const files = { ...inPlan(""), [record]: "---\ndecision: approved\n" };
    const fix: Fix = {
      name: "setStatus",
      title: "x",
      feature: "x",
      stage: [],
      file: record,
      line: 1,
      endLine: 1,
      sha256: sha256(files[record] as string),
      target: { kind: "replace", offset: 0, end: 0, text: "decision: approved\n" },
    };
    const made = await planned(await openMemory(files), files, (context) => planFix(fix, {}, context));
    equal(made.kind === "refusal" && made.code, "decisions-only");
  });

  it("leaves one of a state file's choices", async () => {
    const state = "docs/dev-cycle/current-cycle.json";
    const text =
      '{\n  "version": "1.0.0",\n  "cycle_id": "c",\n  "status": "in_progress|completed|failed",\n  "current_gate": 0,\n  "tasks": []\n}\n';
    const files = { [state]: text };
    const workspace = await openMemory(files);
    const [fix] = offered(workspace, state, "setStatus");
    ok(fix);
    const plan = (choice: string) => planned(workspace, files, (context) => planFix(fix, { choice }, context));
    equal(textAfter(files, await plan("completed"), state), text.replace("in_progress|completed|failed", "completed"));
    equal((await plan("approved")).kind, "refusal");
  });

  for (const language of languages)
    it(`are named in ${language} and write what they write in English`, async () => {
      const english = await everyFix();
      speak(readJson(bundleFile(language)) as Record<string, string>);
      const translated = await everyFix();
      ok(english.length > 10);
      deepEqual(
        translated.map(({ text }) => text),
        english.map(({ text }) => text),
      );
      for (const [index, { title }] of translated.entries()) notEqual(title, english[index]?.title);
    });

  it("takes no file from outside of the workspace", async () => {
    const files = inLog(stage(0, "- Status: in-progress\n- Evidence links: <files>\n"));
    const workspace = await openMemory(files);
    const [fix] = offered(workspace, log, "addEvidence");
    ok(fix);
    const made = await planned(workspace, files, (context) => planFix(fix, { file: "../secret.txt" }, context));
    equal(made.kind === "refusal" && made.code, "answer-missing");
  });
});

function exitItem(): Files {
  const text = inPlan("")[plan] as string;
  return {
    [plan]: text.replace(
      "## Definition of Done",
      "#### Exit Checklist\n\n- [ ] Everything works fine\n\n## Definition of Done",
    ),
  };
}
