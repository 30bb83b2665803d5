import { deepEqual, equal, match } from "node:assert/strict";
import { nodePorts } from "../../../src/host/node/ports.ts";
import { folderWith } from "./folder.ts";

describe("nodePorts", () => {
  it("answers from a folder, by a fixed clock and without git where that is wanted", async () => {
    const root = folderWith({ "logs/a.md": "a", ".gitignore": "logs/\nother/\n", "other/b.md": "b" });
    const ports = nodePorts(root, { now: "2026-01-01T00:00:00.000Z", git: false });
    deepEqual(await ports.walk(), { paths: [".gitignore", "logs/a.md"], unreadable: [] });
    equal((await ports.read("logs/a.md")).kind, "text");
    equal(await ports.git(), undefined);
    equal(ports.now(), "2026-01-01T00:00:00.000Z");
    equal(ports.sha256("ü"), "607474ca475a9724d7360aba71a56d5df77e61350e3f724cfa1f46e857e2d85f");
    match(nodePorts(root).now(), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });
});
