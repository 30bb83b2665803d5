import { equal } from "node:assert/strict";
import { speak } from "../../../src/core/index.ts";
import { instead } from "../core/judge/process.ts";
import { wordless } from "../support/languages.ts";
import { criterionAt, filledFiles, judged } from "./filled.ts";

const files = filledFiles("dev-cycle");
const id = "docs/dev-cycle/current-cycle.json";
const text = String(files[id]);

const recorded = '"reviewers_passed": "3/3"';
const low = '"severity": "LOW", "description": "a bare number"';

const rows: [title: string, gate: string, label: string, change: readonly [string, string], message: string][] = [
  [
    "an open issue, its severity and its place",
    "review",
    "Nothing that blocks is open",
    [low, low.replace("LOW", "HIGH")],
    "⟨⟨⟩ a bare number (internal/label/label.go:4)⟩",
  ],
  [
    "an issue of a severity that is not known",
    "review",
    "Nothing that blocks is open",
    [low, low.replace("LOW", "Major")],
    "⟨a bare number ⟨⟩, ⟨⟩, ⟨⟩⟩",
  ],
  [
    "a comment that is missing",
    "review",
    "What is left is noted in the code",
    [low, low.replace("LOW", "COSMETIC")],
    "⟨internal/label/label.go:9 FIXME(nitpick) ⟨⟩ two returns⟩",
  ],
  [
    "two records that disagree",
    "review",
    "Every reviewer has passed it",
    [recorded, `${recorded}, "code_reviewer": { "verdict": "FAIL" }`],
    "⟨code FAIL PASS⟩",
  ],
  ["a test that is not recorded", "implementation", "RED: a test that fails", ['"test_file": "', '"tests": "'], "⟨⟩"],
];

describe("what a state file's criteria say in another language", () => {
  afterEach(() => speak(undefined));

  for (const [title, gate, label, [from, to], message] of rows) {
    it(`holds no English beside what it fills in: ${title}`, async () => {
      speak(wordless());
      const feature = await judged({ ...files, [id]: instead(text, from, to) });
      equal(criterionAt(feature, `T-001/${gate}`, label).message, message);
    });
  }
});
