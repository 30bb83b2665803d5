import { deepEqual, equal, match, ok } from "node:assert/strict";
import { readdirSync } from "node:fs";
import { languages as spoken } from "../../../../scripts/l10n/files.ts";
import { type JudgedFeature, leavesOf, type Snapshot, speak, t } from "../../../../src/core/index.ts";
import { goesOn } from "../../../../src/core/judge/goesOn.ts";
import { both, either } from "../../../../src/core/listing.ts";
import { writeDecision } from "../../../../src/core/readers/record.ts";
import { decision } from "../../support/judged.ts";
import { bracketed, bundleOf } from "../../support/languages.ts";
import { type Files, openMemory, sha256, textsIn } from "../../support/memory.ts";
import { approvalAsked, doc, made } from "./made.ts";
import { onlyFeature, openUnder, stageAt } from "./process.ts";

const workspaces = new URL("../../../workspaces/", import.meta.url);

/** What people read; all else has to be the same in every language. */
const said = new Set("message reason flaw subjectFlaw why noWaivers unwaivable label description".split(" "));

const factsOf = ({ features, problems }: Snapshot): string =>
  JSON.stringify({ features, problems }, (key, value: unknown) => (said.has(key) ? undefined : value));

afterEach(() => speak(undefined));

describe("verdicts in another language", () => {
  for (const name of readdirSync(workspaces)) {
    it(`are the same, in the same order: ${name}`, async () => {
      const files = textsIn(new URL(`${name}/`, workspaces));
      const english = factsOf((await openMemory(files)).snapshot);
      speak(bracketed());
      equal(factsOf((await openMemory(files)).snapshot), english);
    });
  }

  const process = made([doc("1", { ...approvalAsked, done: { exists: {} } }), doc("2")]);
  const record = ".plangate/approvals/made/x/1.yaml";
  const one = async (files: Files): Promise<JudgedFeature> =>
    onlyFeature(
      await openUnder([process], { "x_doc1.md": "# One\n\nText.\n", ".plangate/config.yaml": "{}", ...files }),
    );

  it("give whole sentences: a mark that an approval is missing for", async () => {
    speak(bracketed());
    const feature = await one({});
    equal(stageAt(feature, "1").reason, "⟦Criteria met; the approval is missing⟧");
    match(feature.findings[0]?.message ?? "", /^⟦.* — but the approval is missing⟧$/s);
  });

  it("give whole sentences: an approval that has gone stale, and work beyond it", async () => {
    const subject = [{ path: "x_doc1.md", sha256: "a", digest: "a" }];
    const files = { [record]: writeDecision(decision({ subject }), sha256), "x_doc2.md": "# Two\n\nMore.\n" };
    speak(bracketed());
    const { findings, stages } = await one(files);
    equal(stages[0]?.reason, "⟦The approved text has changed since⟧");
    equal(stages[1]?.reason, "⟦A gate before this one does not hold⟧");
    deepEqual(
      findings.map(({ message }) => message),
      ["⟦Stage 1: the approved text has changed since⟧"],
    );
  });

  it("name a decision that does not count, and why, in one sentence", async () => {
    const skip = decision({ decision: "skipped", comment: "No", by: { name: "Ben", email: "ben@example.org" } });
    speak(bracketed());
    const { findings } = await one({ [record]: writeDecision(skip, sha256) });
    ok(
      findings.some(
        ({ message }) =>
          message === "⟦Stage 1: a skip is recorded by Ben, but this stage is for every feature; it does not count⟧",
      ),
    );
  });

  for (const language of spoken) {
    it(`leave no sentence of the judge in English: ${language}`, async () => {
      const tampered = decision({ decision: "waived", comment: "", until: "2027-01-01", signature: "AAAA" });
      const files = { [record]: writeDecision(tampered, sha256), ".plangate/config.yaml": "approvals: {needed: 2}" };
      speak(bundleOf(language));
      const { findings, stages, problems } = await one({ ...files, "x_doc2.md": "# Two\n\nMore.\n" });
      const texts = [...findings, ...problems].map(({ message }) => message);
      texts.push(...leavesOf(stages).map(({ reason }) => reason));
      ok(texts.length > 2);
      for (const text of texts) ok(!/\b(the|does|recorded|but|approval|gate before)\b/i.test(text), text);
    });
  }
});

describe("a sentence behind a colon", () => {
  const rows: [sentence: string, goingOn: string][] = [
    ["The section is empty", "the section is empty"],
    ["There is no report", "there is no report"],
    ["No task is found", "no task is found"],
    ["Makefile is missing", "Makefile is missing"],
    ["Dockerfile has no stage", "Dockerfile has no stage"],
    ["Ada did not sign", "Ada did not sign"],
    ["RED is missing", "RED is missing"],
    ["A seção está vazia", "a seção está vazia"],
    ["Não há relatório", "não há relatório"],
    ["Já foi feito o commit", "já foi feito o commit"],
    ["Marcadas: 3 de 4", "marcadas: 3 de 4"],
    ["Erro de validação em aberto", "erro de validação em aberto"],
    ["Maria não assinou", "Maria não assinou"],
    ["Status: blocked", "Status: blocked"],
    ["该节为空", "该节为空"],
    ["", ""],
  ];
  for (const [sentence, goingOn] of rows) {
    it(`begins small, but for names: ${sentence || "nothing"}`, () => equal(goesOn(sentence), goingOn));
  }
});

describe("lists for people", () => {
  it("are joined in the person's language", () => {
    deepEqual([both([]), both([3]), both([3, 7, 9])], ["", "3", "3 and 7 and 9"]);
    deepEqual([either([]), either(["a"]), either(["a", "b"])], ["", "a", "a or b"]);
    speak({ "{0} and {1}": "{0} e {1}", "{0} or {1}": "{0} ou {1}" });
    deepEqual([both(["a", "b", "c"]), either(["a", "b"])], ["a e b e c", "a ou b"]);
    equal(t`${"a"} or ${"b"}`, "a ou b");
  });
});
