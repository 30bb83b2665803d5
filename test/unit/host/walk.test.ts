import { deepEqual, equal, match } from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { walk } from "../../../src/host/node/walk.ts";
import { folderWith } from "./folder.ts";

const named = [".plangate/", "artifacts/", "logs/", "current-cycle.json", "docs/*/current-cycle.json"];

async function paths(files: Record<string, string>): Promise<string[]> {
  return (await walk(folderWith(files), named)).paths;
}

describe("walk", () => {
  it("lists every file, sorted, with /", async () => {
    deepEqual(await paths({ "b.md": "", "a/z.md": "", "a/b/c.md": "", "empty/": "" }), ["a/b/c.md", "a/z.md", "b.md"]);
  });

  it("skips .git and node_modules at every level", async () => {
    deepEqual(
      await paths({ ".git/x": "", "a/.git": "", "node_modules/p/x.md": "", "a/node_modules/x.md": "", "x.md": "" }),
      ["x.md"],
    );
  });

  it("honours ignore files at every level, the deepest first", async () => {
    const files = {
      ".gitignore": "*.log\n/build/\n",
      "a.log": "",
      "build/x.md": "",
      "a/build/x.md": "",
      "a/.gitignore": "!keep.log\n/only-here.md\n",
      "a/keep.log": "",
      "a/other.log": "",
      "a/only-here.md": "",
      "a/b/only-here.md": "",
    };
    deepEqual(await paths(files), [".gitignore", "a/.gitignore", "a/b/only-here.md", "a/build/x.md", "a/keep.log"]);
  });

  it("honours .git/info/exclude", async () => {
    deepEqual(await paths({ ".git/info/exclude": "secret.md\n", "secret.md": "", "x.md": "" }), ["x.md"]);
  });

  it("reads ignored paths that a process names", async () => {
    const files = {
      ".gitignore": "artifacts\nlogs/\n.plangate/\ncurrent-cycle.json\n/docs/dev-cycle/\n/out/\n",
      "artifacts/plan.md": "",
      "artifacts/deep/x.md": "",
      "a/logs/run.txt": "",
      ".plangate/config.yaml": "",
      "state/current-cycle.json": "",
      "docs/dev-cycle/current-cycle.json": "",
      "docs/dev-cycle/other.md": "",
      "out/artifacts/x.md": "",
    };
    deepEqual(await paths(files), [
      ".gitignore",
      ".plangate/config.yaml",
      "a/logs/run.txt",
      "artifacts/deep/x.md",
      "artifacts/plan.md",
      "docs/dev-cycle/current-cycle.json",
      "state/current-cycle.json",
    ]);
  });

  it("reads the folder itself although a folder above ignores it", async () => {
    const root = folderWith({ ".gitignore": "*\n", "ws/plan.md": "" });
    deepEqual((await walk(join(root, "ws"), named)).paths, ["plan.md"]);
  });

  it("follows no folder links, and file links only inside", async () => {
    const outside = folderWith({ "secret.md": "" });
    const root = folderWith({ "a/x.md": "" });
    symlinkSync(root, join(root, "a", "loop"));
    symlinkSync(outside, join(root, "out"));
    symlinkSync(join(root, "a", "x.md"), join(root, "inside.md"));
    symlinkSync(join(outside, "secret.md"), join(root, "secret.md"));
    symlinkSync(join(root, "nothing"), join(root, "dangling.md"));
    const found = await walk(root, named);
    deepEqual(found.paths, ["a/x.md", "inside.md"]);
    equal(found.unreadable.length, 1);
    match(found.unreadable[0]?.reason ?? "", /^secret\.md is a symbolic link that leads outside/);
  });

  it("takes no link for a record, nor a record for another file: what may write the one may not write the other", async () => {
    const root = folderWith({ "notes.md": "", ".plangate/approvals/p/a.yaml": "", "b.approved": "" });
    symlinkSync(join(root, "notes.md"), join(root, ".plangate/approvals/p/link.yaml"));
    symlinkSync(join(root, "notes.md"), join(root, ".plangate/config.yaml"));
    symlinkSync(join(root, "b.approved"), join(root, "log.md"));
    symlinkSync(join(root, "b.approved"), join(root, "c.approved"));
    const found = await walk(root, named);
    deepEqual(found.paths, [
      ".plangate/approvals/p/a.yaml",
      ".plangate/config.yaml",
      "b.approved",
      "c.approved",
      "notes.md",
    ]);
    deepEqual(
      found.unreadable.map(({ path, reason }) => [path, /link between decisions/.test(reason)]),
      [
        [".plangate/approvals/p/link.yaml", true],
        ["log.md", true],
      ],
    );
  });

  it("says what it could not read and goes on", async () => {
    const root = folderWith({ "x.md": "" });
    const found = await walk(join(root, "missing"), named);
    deepEqual(found, {
      paths: [],
      unreadable: [{ path: "", reason: "The folder cannot be read: it does not exist." }],
    });
  });

  it("leaves out patterns that would hang, and says so", async () => {
    const root = folderWith({
      ".gitignore": `${"*a".repeat(20)}b\n*.log\n`,
      "x.log": "",
      [`${"a".repeat(200)}.md`]: "",
    });
    const found = await walk(root, named);
    deepEqual(found.paths, [".gitignore", `${"a".repeat(200)}.md`]);
    match(found.unreadable[0]?.reason ?? "", /too many stars/);
  });

  it("is quick with 20,000 files", async function () {
    this.timeout(20_000);
    const root = folderWith();
    for (let i = 0; i < 100; i++) {
      mkdirSync(join(root, `d${i}`));
    }
    const { writeFileSync } = await import("node:fs");
    for (let i = 0; i < 20_000; i++) {
      writeFileSync(join(root, `d${i % 100}`, `${i}.md`), "");
    }
    writeFileSync(join(root, ".gitignore"), "*.log\nnothing/\n");
    const start = performance.now();
    equal((await walk(root, named)).paths.length, 20_001);
    const took = performance.now() - start;
    equal(took < 2000, true, `took ${Math.round(took)} ms`);
  });
});
