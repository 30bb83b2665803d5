import { deepEqual, equal } from "node:assert/strict";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { env, platform } from "node:process";
import { searchIn } from "../../../src/host/node/search.ts";
import { folderWith } from "./folder.ts";

const paths = ["docs/a.md", "docs/b.md", "docs/bad.md", "docs/-odd name.md", "docs/missing.md"];
const files = {
  "docs/a.md": "one\r\nCaching HERE\r\ntwo\r\n",
  "docs/b.md": "nothing\n",
  "docs/-odd name.md": "a.*b and caching",
};
const search = { terms: ["caching", "a.*b"], paths, context: 1 };

/** A program that stands for ripgrep: it notes how it was called, and names the files that grep finds. */
function withTool<T>(root: string, body: string, run: () => Promise<T>): Promise<T> {
  const bin = join(root, "..", `bin-${Math.abs(body.length)}`);
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, "rg"), `#!/bin/sh\n${body}\n`);
  chmodSync(join(bin, "rg"), 0o755);
  const before = env.PATH;
  env.PATH = `${bin}${delimiter}/usr/bin${delimiter}/bin`;
  return run().finally(() => {
    env.PATH = before;
  });
}

describe("a search in files", () => {
  const make = () => {
    const folder = folderWith(files);
    writeFileSync(join(folder, "docs/bad.md"), Buffer.from([0x63, 0x61, 0x63, 0x68, 0x69, 0x6e, 0x67, 0xff]));
    return folder;
  };
  const expected = [
    { path: "docs/-odd name.md", hits: 1, lines: [{ line: 1, text: "a.*b and caching", isHit: true }] },
    {
      path: "docs/a.md",
      hits: 1,
      lines: [
        { line: 1, text: "one", isHit: false },
        { line: 2, text: "Caching HERE", isHit: true },
        { line: 3, text: "two", isHit: false },
      ],
    },
  ];

  it("finds words as they stand, whatever their case, with the lines around them", async () =>
    deepEqual(await searchIn(make(), search, false), expected));
  it("finds nothing for no words and in no files", async () => {
    const folder = make();
    deepEqual(await searchIn(folder, { ...search, terms: [] }), []);
    deepEqual(await searchIn(folder, { ...search, paths: [] }), []);
  });

  if (platform !== "win32") {
    it("gives the same where ripgrep says which files to read", async () => {
      const folder = make();
      const log = join(folder, "called");
      const body = `printf '%s\\n' "$@" > '${log}'; printf './docs/a.md\\0./docs/-odd name.md\\0'`;
      deepEqual(await withTool(folder, body, () => searchIn(folder, search)), expected);
      const called = readFileSync(log, "utf8").split("\n");
      equal(called.includes("--fixed-strings") && called.includes("--no-config"), true);
      deepEqual(
        called.slice(called.indexOf("--") + 1).filter(Boolean),
        paths.map((path) => `./${path}`),
      );
    });
    it("gives the same where ripgrep fails", async () => {
      const folder = make();
      deepEqual(await withTool(folder, "echo ./docs/b.md; exit 2", () => searchIn(folder, search)), expected);
    });
    it("gives nothing where ripgrep says that there is nothing", async () => {
      const folder = make();
      deepEqual(await withTool(folder, "exit 1 # none", () => searchIn(folder, search)), []);
    });
    it("runs no program where none may be run, and none of the folder itself", async () => {
      const folder = make();
      const ran = join(folder, "ran");
      writeFileSync(join(folder, "rg"), `#!/bin/sh\ntouch '${ran}'\n`);
      chmodSync(join(folder, "rg"), 0o755);
      const before = env.PATH;
      env.PATH = `${folder}${delimiter}.`;
      try {
        deepEqual(await searchIn(folder, search), expected);
      } finally {
        env.PATH = before;
      }
      deepEqual(await withTool(folder, `touch '${ran}'; exit 1`, () => searchIn(folder, search, false)), expected);
      equal(await import("node:fs").then(({ existsSync }) => existsSync(ran)), false);
    });
  }
});
