import { deepEqual, equal, match } from "node:assert/strict";
import { existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { builtInFolder, readProcesses } from "../../../src/host/node/processes.ts";
import { folderWith } from "./folder.ts";

describe("readProcesses", () => {
  it("reads the built-in processes and the workspace's own, templates at every depth", async () => {
    const builtIn = folderWith({ "a/process.yaml": "id: a", "a/x/one.md": "1", "unfinished/x.md": "", "loose.md": "" });
    const root = folderWith({ ".plangate/processes/b/process.yaml": "\ufeffid: b", ".plangate/processes/c/x.md": "c" });
    deepEqual(await readProcesses(root, builtIn), {
      sources: [
        { folder: "a", origin: "built-in", files: { "process.yaml": "id: a", "x/one.md": "1" } },
        { folder: ".plangate/processes/b", origin: "workspace", files: { "process.yaml": "id: b" } },
        { folder: ".plangate/processes/c", origin: "workspace", files: { "x.md": "c" } },
      ],
      problems: [],
    });
  });

  it("says what it could not read, and reads nothing outside the folder", async () => {
    const outside = folderWith({ "secret.md": "s" });
    const root = folderWith({ ".plangate/processes/b/process.yaml": "a\0" });
    symlinkSync(join(outside, "secret.md"), join(root, ".plangate/processes/b/x.md"));
    symlinkSync(outside, join(root, ".plangate/processes/linked"));
    const { sources, problems } = await readProcesses(root, folderWith());
    deepEqual(
      sources.map(({ folder, files }) => [folder, files]),
      [[".plangate/processes/b", {}]],
    );
    deepEqual(
      problems.map(({ file }) => file),
      [".plangate/processes/b/process.yaml", ".plangate/processes/b/x.md"],
    );
    match(problems[1]?.message ?? "", /leads outside the folder/);
  });

  it("finds the templates of this package from the sources and from the bundle", () => {
    equal(existsSync(builtInFolder()), true);
    const root = folderWith({ "package.json": '{"name":"plangate"}', "dist/": "", "templates/": "" });
    equal(builtInFolder(join(root, "dist")), join(root, "templates"));
  });

  it("is empty where there is nothing", async () => {
    deepEqual(await readProcesses(folderWith(), join(folderWith(), "gone")), { sources: [], problems: [] });
  });
});
