import { deepEqual, equal, ok } from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bundleFile, languages, readJson } from "../../../scripts/l10n/files.ts";
import { root } from "../../../scripts/root.ts";
import { fixesFor, fixNames, problemGuides, problemPage, speak } from "../../../src/core/index.ts";

/** Where problems and findings are made: refusals of plans and of the disk have codes of their own. */
const sources = globSync(["src/core/**/*.ts", "src/host/node/processes.ts"], { cwd: root })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => !/^src\/core\/(plan|steps|criteria|fix)\/|problemCodes\.ts$/.test(path))
  .map((path) => readFileSync(join(root, path), "utf8"));

describe("the table of problem codes", () => {
  afterEach(() => speak(undefined));

  const codes = problemGuides.map(({ code }) => code);

  it("has every code that is raised", () => {
    const properties = sources.flatMap((text) => [...text.matchAll(/\bcode: "([a-z]+(?:-[a-z]+)*)"/g)]);
    deepEqual(
      properties.map(([, code = ""]) => code).filter((code) => !(codes as string[]).includes(code)),
      [],
    );
  });

  for (const code of codes)
    it(`${code} is raised somewhere`, () =>
      ok(
        sources.some((text) => text.includes(`"${code}"`)),
        code,
      ));

  it("stands in the order of its codes", () => deepEqual(codes, [...codes].sort()));

  for (const { code, means, mend, severity, fixes, noFix } of problemGuides) {
    it(`${code} says what it means, what to do, and how it is fixed or why it is not`, () => {
      for (const text of [means(), mend(), noFix?.() ?? "None."]) ok(/^[A-Z`].*[.]$/.test(text), text);
      ok(severity.length > 0);
      equal((fixes ?? []).length > 0, noFix === undefined);
    });
  }

  for (const language of languages)
    it(`is said in ${language} as soon as that is spoken`, () => {
      const bundle = readJson(bundleFile(language)) as Record<string, string>;
      const english = problemGuides.map(({ means, mend }) => [means(), mend()]);
      speak(bundle);
      for (const [index, guide] of problemGuides.entries()) {
        const page = problemPage(guide);
        for (const text of english[index] ?? []) ok(page.includes(bundle[text] ?? text), text);
        ok(!/Severity|quick fix/i.test(page), page);
      }
    });

  it("has no fix that no code offers", () => {
    const offered = new Set(problemGuides.flatMap(({ fixes = [] }) => [...fixes]));
    deepEqual(
      Object.keys(fixNames).filter((name) => !offered.has(name as keyof typeof fixNames)),
      [],
    );
  });

  it("offers nothing at a code of somebody else's", () => deepEqual(fixesFor("no-unused-vars"), []));
});
