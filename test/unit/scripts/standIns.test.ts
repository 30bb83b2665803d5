import { deepEqual, equal, ok } from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Ajv } from "ajv";
import { build } from "esbuild";
import { root } from "../../../scripts/root.ts";
import { standingIn } from "../../../scripts/standIns.ts";
import { yamlLanguage } from "../../../src/ui/yamlFiles/language.ts";

const schemaText = (name: string): string => readFileSync(join(root, `media/${name}.schema.json`), "utf8");

/** A file of each kind, half written: the end of every word in it is asked about. */
const files: Record<string, string> = {
  process: `id: own
title: Own
stages:
  - id: a
    title: A
    gate:
      criteria:
        - {size: {pages: 1}, sev}
        - count:
            of: heading
            li
      done:
        fi
`,
  config: "approvals:\n  unbound: ref\nwaivers: {by: [a@b], lon}\ngates:\n  - gate: a\n    ne\n",
  record: "---\ndecision: approved\npro\n---\ndecision: rev\n",
};

describe("the YAML services as they are shipped", () => {
  const folder = mkdtempSync(join(tmpdir(), "plangate-shipped-"));
  let shipped: typeof yamlLanguage;
  let inputs: string[];

  before(async () => {
    const outfile = join(folder, "language.mjs");
    const { metafile } = await build({
      entryPoints: [join(root, "src/ui/yamlFiles/language.ts")],
      bundle: true,
      platform: "node",
      format: "esm",
      mainFields: ["module", "main"],
      banner: { js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);' },
      outfile,
      metafile: true,
      plugins: [standingIn],
      absWorkingDir: root,
    });
    inputs = Object.keys(metafile.inputs);
    ({ yamlLanguage: shipped } = (await import(pathToFileURL(outfile).href)) as { yamlLanguage: typeof yamlLanguage });
  });
  after(() => rmSync(folder, { recursive: true }));

  it("leave out what they have no use for here", () => {
    ok(inputs.some((path) => path.includes("yaml-language-server/out/src/languageservice/services/yamlCompletion.js")));
    deepEqual(
      inputs.filter((path) => /node_modules\/(ajv|vscode-languageserver|vscode-languageserver-protocol)\//.test(path)),
      [],
    );
  });

  for (const [name, text] of Object.entries(files)) {
    it(`complete and explain as they do with it, in a ${name}`, async () => {
      const [whole, less] = [yamlLanguage(schemaText(name)), shipped(schemaText(name))];
      const uri = `file:///work/.plangate/${name}.yaml`;
      let answers = 0;
      for (const [line, written] of text.split("\n").entries()) {
        for (const { index: character } of `${written} `.matchAll(/(?<=\w)\W|^\W/g)) {
          const expected = [
            await whole.complete(uri, text, line, character),
            (await whole.hover(uri, text, line, character)) ?? null,
          ];
          const given = [
            await less.complete(uri, text, line, character),
            (await less.hover(uri, text, line, character)) ?? null,
          ];
          deepEqual(JSON.parse(JSON.stringify(given)), JSON.parse(JSON.stringify(expected)), `${line}:${character}`);
          if (expected[1] !== null) answers++;
        }
      }
      ok(answers > 0);
    });

    it(`need not be told that the schema of a ${name} is one`, () => {
      const { $schema } = JSON.parse(schemaText(name)) as { $schema: string };
      equal($schema, "http://json-schema.org/draft-07/schema#");
      const ajv = new Ajv();
      ok(ajv.validateSchema(JSON.parse(schemaText(name))), ajv.errorsText(ajv.errors));
    });
  }
});
