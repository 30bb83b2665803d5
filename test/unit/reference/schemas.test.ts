import { deepEqual, equal, ok } from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TextDocument } from "vscode-languageserver-textdocument";
import { yamlDocumentsCache } from "yaml-language-server/out/src/languageservice/parser/yaml-documents.js";
import { YAMLSchemaService } from "yaml-language-server/out/src/languageservice/services/yamlSchemaService.js";
import { cycleKeys, gateKeys, unitKeys } from "../../../scripts/reference/cycleKeys.ts";
import { cycleJsonSchema } from "../../../scripts/reference/cycleSchema.ts";
import { type JsonSchema, undescribed } from "../../../scripts/reference/jsonSchema.ts";
import { policyExample } from "../../../scripts/reference/policyPage.ts";
import { policyJsonSchema } from "../../../scripts/reference/policySchema.ts";
import { recordJsonSchema } from "../../../scripts/reference/recordSchema.ts";
import { root } from "../../../scripts/root.ts";
import { unusedIn } from "../../../src/core/policy/unused.ts";
import { readCycle } from "../../../src/core/readers/cycle/cycle.ts";
import { cycleVersions } from "../../../src/core/readers/cycle/versions.ts";
import { readDocument } from "../../../src/core/readers/read.ts";
import { writeDecision } from "../../../src/core/readers/record.ts";
import { builtIn, builtInProcess, sha256 } from "../support/memory.ts";

/** The services keep what they parsed, by address and version. */
let version = 1;

/** What a schema says against a text, by the services that editors use. */
async function against(schema: JsonSchema, text: string): Promise<string[]> {
  const service = new YAMLSchemaService(async () => JSON.stringify(schema));
  service.registerCustomSchemaProvider(async () => "plangate:schema.json");
  const document = TextDocument.create("file:///work/file.yaml", "yaml", version++, text);
  const parsed = yamlDocumentsCache.getYamlDocument(document);
  const problems = await Promise.all(
    parsed.documents.map(async (each) => {
      const found = await service.getSchemaForResource(document.uri, each);
      return found ? each.validate(document, found.schema) : ["no schema"];
    }),
  );
  return problems.flat().map((problem) => String(typeof problem === "string" ? problem : problem.message));
}

describe("the schema of a team's policy", () => {
  const schema = policyJsonSchema();

  it("describes every property", () => deepEqual(undescribed(schema), []));

  it("takes the example of the page, and so does the engine: nothing in it is wrong or without effect", async () => {
    const text = policyExample;
    deepEqual(await against(schema, text), []);
    const read = { kind: "text" as const, text, sha256: sha256(text), unsaved: false };
    const document = readDocument(".plangate/config.yaml", read, sha256);
    equal(document?.kind, "policy");
    deepEqual(document?.problems, []);
    if (document?.kind === "policy") deepEqual(unusedIn(document, builtIn()), []);
  });

  for (const text of ["approvals: {neded: 2}", "approvals: {needed: 0}", "waivers: {by: [Ada]}", "gates: {}"])
    it(`does not take ${text}`, async () => ok((await against(schema, text)).length > 0));
});

describe("the schema of an approval record", () => {
  const schema = recordJsonSchema();
  const decision = {
    decision: "waived" as const,
    process: "a",
    feature: "b",
    gate: "c",
    by: { name: "Ada", email: "ada@example.org" },
    at: "2026-10-04T10:00:00Z",
    through: "editor" as const,
    comment: "Later",
    until: "2026-12-01",
    fingerprint: "f",
    policy: "p",
    subject: [{ path: "x.md", sha256: "0", digest: "0" }],
  };

  it("describes every property", () => deepEqual(undescribed(schema), []));

  it("takes what Plangate writes, decision after decision", async () => {
    const text = writeDecision(decision, sha256) + writeDecision({ ...decision, decision: "revoked" }, sha256);
    deepEqual(await against(schema, text), []);
  });

  it("takes the records of every sample", async () => {
    const files = globSync("test/{workspaces,fixtures}/**/{.plangate/approvals,approvals}/**/*.yaml", { cwd: root });
    for (const file of files)
      deepEqual([file, await against(schema, readFileSync(join(root, file), "utf8"))], [file, []]);
  });

  it("does not take a decision that nobody can make", async () =>
    ok((await against(schema, writeDecision(decision, sha256).replace("waived", "wished"))).length > 0));
});

describe("the schema of a cycle's state file", () => {
  const schema = cycleJsonSchema();
  const { definitions = {} } = schema;

  it("describes every property", () => deepEqual(undescribed(schema), []));

  const states = globSync("test/{fixtures,workspaces}/**/*.json", { cwd: root })
    .filter((path) => !path.endsWith(".expected.json"))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }))
    .filter(({ path, text }) => readCycle(path, text).problems.length === 0);

  for (const { path, text } of states)
    it(`finds nothing wrong in ${path}, as the reader does`, async () => deepEqual(await against(schema, text), []));

  it("has seen state files of most versions", () => ok(states.length > 15));

  for (const version of cycleVersions) {
    it(`knows every gate of ${version.title()}, at its level, and every word`, () => {
      const group = version.units?.key === "epics" ? "epics" : version.known.version ? "numbered" : "tasks";
      for (const { name, level } of version.gates)
        ok(definitions[`${group}-${level}-gates`]?.properties?.[name], `${level} ${name}`);
      const offered = (of: string, key: string): unknown[] => definitions[of]?.properties?.[key]?.examples ?? [];
      const words: [string, string, readonly string[]][] = [
        [group, "status", version.statuses.cycle],
        [group, "execution_mode", version.executionModes],
        [group, "commit_timing", version.commitTimings],
        [`${group}-unit`, "status", version.statuses.unit],
        [`${group}-child`, "status", version.statuses.child],
        ["record", "status", version.statuses.gate],
      ];
      for (const [of, key, list] of words)
        deepEqual(
          list.filter((word) => !offered(of, key).includes(word)),
          [],
        );
    });
  }

  it("speaks of no key that nothing in the engine or the process looks at", () => {
    const sources = globSync("{src/core,templates}/**/*.{ts,yaml}", { cwd: root })
      .filter((path) => !path.includes("schema"))
      .map((path) => readFileSync(join(root, path), "utf8"))
      .join("\n");
    const keys = [cycleKeys, unitKeys, gateKeys].flatMap((each) => Object.keys(each));
    deepEqual(
      keys.filter((key) => !new RegExp(`\\b${key}\\b`).test(sources)),
      [],
    );
  });

  it("is given to the files that the process calls its state", () => {
    const { contributes } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const { definition } = builtInProcess("dev-cycle");
    const names = (definition.feature.where?.file ?? []) as string[];
    deepEqual(contributes.jsonValidation, [
      { fileMatch: names.map((name) => `${name}.json`), url: "./media/cycle.schema.json" },
    ]);
  });
});
