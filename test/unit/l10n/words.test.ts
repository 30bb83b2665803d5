import "../support/editor.ts";
import { equal, notEqual } from "node:assert/strict";
import { bundleFile, languages, readJson } from "../../../scripts/l10n/files.ts";

const { l10n } = (await import("vscode")) as unknown as { l10n: { bundle: Record<string, string> | undefined } };
const { stateWord, verdictWord, severityWord } = await import("../../../src/ui/shared/words/words.ts");
const { itemWord } = await import("../../../src/ui/shared/words/itemWord.ts");
const { eventWord } = await import("../../../src/ui/shared/words/eventWord.ts");
const { outcomeWord, severityWord: issueWord, timeText } = await import("../../../src/ui/shared/words/cycleWords.ts");

const kinds: Record<string, () => string[]> = {
  "states of a gate": () =>
    (["locked", "open", "ready", "passed", "stale", "waived", "skipped", "blocked"] as const).map(stateWord),
  verdicts: () => (["met", "unmet", "unknown", "notApplicable"] as const).map(verdictWord),
  severities: () => (["error", "warning", "info"] as const).map(severityWord),
  "states of a box": () => (["todo", "done", "doing", "skipped", "blocked", "dropped"] as const).map(itemWord),
  events: () => (["started", "decision", "advanced", "entry", "commit"] as const).map(eventWord),
  outcomes: () =>
    (["passed", "failed", "blocked", "running", "pending", "skipped", "unknown"] as const).map(outcomeWord),
  "severities of issues": () => (["critical", "high", "medium", "low", "cosmetic", "other"] as const).map(issueWord),
};

describe("words of the surface", () => {
  afterEach(() => {
    l10n.bundle = undefined;
  });

  for (const language of languages) {
    const bundle = readJson(bundleFile(language)) as Record<string, string>;

    for (const [name, words] of Object.entries(kinds)) {
      it(`are told apart in ${language}: ${name}`, () => {
        const english = words();
        l10n.bundle = bundle;
        const said = words();
        equal(new Set(said).size, said.length, said.join(", "));
        for (const [index, word] of said.entries()) if (word !== "commit") notEqual(word, english[index]);
      });
    }

    it(`never call a waived, skipped or stale gate passed or approved in ${language}`, () => {
      l10n.bundle = bundle;
      for (const state of ["waived", "skipped", "stale"] as const) {
        notEqual(stateWord(state), stateWord("passed"));
        notEqual(stateWord(state), bundle.approved);
      }
    });
  }

  it("say a length of time in the units of the language", () => {
    const measured = { ms: 3_900_000, from: "times", atLeast: true } as const;
    equal(timeText(measured), "at least 1h 5m");
    l10n.bundle = readJson(bundleFile("zh-cn")) as Record<string, string>;
    equal(timeText(measured), "至少 1 小时 5 分钟");
    l10n.bundle = readJson(bundleFile("pt-br")) as Record<string, string>;
    equal(timeText(measured), "no mínimo 1h 5min");
  });
});
