import { equal, match, notEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { bundleFile, languages, readJson } from "../../../../scripts/l10n/files.ts";
import { vagueness } from "../../../../src/core/criteria/vagueness.ts";
import { speak } from "../../../../src/core/index.ts";

/** Gates that somebody else can try with the same result, judged by eye before any rule was written. */
const objective = [
  "API process starts locally and `/healthz` returns ok",
  "Fresh DB bootstrap + migration succeeds from zero",
  "Invalid state transition returns 409",
  "Open escalation prevents stage progression until resolved",
  "Worker processes job and writes result to database",
  "Migrations run up and down without an error. Existing tests pass.",
  "All new tests pass. All existing tests pass.",
  "The page renders. A user gets through the whole order. Other pages unaffected.",
  "End-to-end works. Zero regressions. All acceptance criteria met.",
  "A job runs to its end. Failure handling works. Existing jobs unaffected.",
  "Process starts locally and health check returns ok",
  "Invalid data is rejected",
  "Endpoint tests pass. Existing endpoint tests pass.",
  "`npm test` passes",
  "`pytest -q tests/claims` ends with 0 failures",
  "All unit tests in `src/claims` pass",
  "The integration tests pass against Postgres",
  "CI is green on the main branch",
  "The build passes on a fresh checkout",
  "Can create a parcel and move it through allowed states only",
  "A duplicate delivery is stored once",
  "Duplicates prevented by a unique constraint",
  "System restarts cleanly without state corruption",
  "One real task produces complete evidence",
  "Policy violations are caught and blocked at runtime",
  "Supporting resources enforce their constraints",
  "All tasks complete with full lifecycle artifacts",
  "System runs end-to-end without ad-hoc decisions",
  "A user who is logged out is sent to the sign-in page",
  "Login fails after the fifth wrong password",
  "The export opens in a spreadsheet and has one row for each claim",
  "Response time stays below 300 ms for 95 of 100 requests",
  "No request takes longer than two seconds",
  "The linter reports no warning",
  "`terraform plan` shows no change after `terraform apply`",
  "The old table is gone and the view answers the same query",
  "Rollback restores the previous version within five minutes",
  "Every route of the client has a typed response",
  "A webhook with a wrong signature is refused",
  "The queue is empty after the run",
  "Cache is warm after the second request",
  "Backup is restored on another machine",
  "Documentation lists every environment variable",
  "Two people who were not involved follow the runbook to the end",
  "Each critical finding has a ticket",
  "Feature flag off hides the button; on shows it",
  "The importer skips broken lines and names them in the log",
  "Login works when the cache is down",
  "The service is ready when `/ready` returns 200",
  "Search works: typing a parcel number shows that parcel first",
  "Coverage is at least 80 %",
  "Contracts are recorded in docs/contracts.md and both sides have signed them",
  "Le test de migration passe sur une base vide",
  "Os testes de contrato passam com o backend real",
  "Stack, contracts and policies confirmed; no unresolved architecture decision",
  "The system works correctly: 100 orders in, 100 invoices out",
  "Code looks clean and `npm run lint` reports 0 findings",
  "Tests pass (`npm test -- claims`)",
  "Works offline: with the network unplugged the form is saved",
  "The error page is shown in German for a German browser",
];

/** Gates that say nothing that could come out otherwise, with a word that the rewrite must have. */
const vague: readonly [string, RegExp][] = [
  ["System works correctly", /request, command or action/],
  ["Code looks clean", /linter/],
  ["Tests pass", /command/],
  ["“System works correctly”", /outcome/],
  ["Tests are passing", /which tests/],
  ["Tests are green.", /which tests/],
  ["The tests pass", /which tests/],
  ["Everything works as expected", /outcome/],
  ["The feature works properly.", /outcome/],
  ["It works", /outcome/],
  ["API works", /outcome/],
  ["Login works fine", /outcome/],
  ["The UI looks good", /impression/],
  ["Code is clean and maintainable", /by what it is seen/],
  ["Performance is acceptable", /by what it is seen/],
  ["Good performance", /measure/],
  ["High code quality", /measure/],
  ["The feature is complete", /by what it is seen/],
  ["Implementation is done", /by what it is seen/],
  ["Backend implemented", /finished/],
  ["Ready for production", /by what it is seen|measure/],
  ["The system is stable", /by what it is seen/],
  ["System is production-ready", /by what it is seen/],
  ["No major issues", /who looked/],
  ["No known bugs remain", /who looked/],
  ["Stakeholders are happy", /impression/],
  ["The team is confident with the result", /impression/],
  ["Users like the new page", /impression/],
  ["System works correctly and code looks clean", /outcome/],
  ["Code looks clean. Tests pass.", /linter/],
  ["Application runs smoothly", /outcome/],
  ["Integration functions as intended", /outcome/],
  ["LGTM", /measure/],
  ["Verify that everything works", /outcome/],
];

describe("PH-G2 whether a gate is objective", () => {
  for (const gate of objective)
    it(`has nothing against: ${gate}`, () => {
      equal(vagueness(gate)?.claim, undefined);
    });

  for (const [gate, words] of vague)
    it(`calls vague, with a rewrite: ${gate}`, () => {
      const found = vagueness(gate);
      notEqual(found, undefined);
      match(found?.advice("") ?? "", words);
    });

  for (const name of ["phase-1-backend", "phase-2-ui", "phase-3-integrations"])
    it(`has nothing against the gates of ${name}`, () => {
      const text = readFileSync(new URL(`../../../../templates/phased/${name}.md`, import.meta.url), "utf8");
      const gates = [...text.matchAll(/^- Acceptance gate: (.+)$/gm)].map((found) => found[1] ?? "");
      equal(gates.length, 11);
      for (const gate of gates) equal(vagueness(gate)?.claim, undefined, gate);
    });

  it("has nothing against its own rewrites", () => {
    for (const [gate] of vague) {
      const example = /such as “(.*)”$/.exec(vagueness(gate)?.advice("") ?? "")?.[1] ?? "";
      notEqual(example, "");
      equal(vagueness(example), undefined);
    }
  });

  it("advises in the person's language, and writes the same into a document whatever that is", () => {
    for (const [gate] of vague) {
      const { advice, skeleton } = vagueness(gate) ?? {};
      const english = advice?.("it");
      for (const language of languages) {
        speak(readJson(bundleFile(language)) as Record<string, string>);
        equal(vagueness(gate)?.skeleton, skeleton);
        notEqual(vagueness(gate)?.advice("it"), english);
        speak(undefined);
      }
    }
  });

  it("takes no time over a hostile text", () => {
    equal(vagueness("very ".repeat(50_000)), undefined);
    equal(vagueness(`${"a ".repeat(50_000)}works`), undefined);
    equal(vagueness("-".repeat(100_000)), undefined);
  });
});
