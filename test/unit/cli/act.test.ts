import { deepEqual, equal, match } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { folderWith } from "../host/folder.ts";
import { mini, parsed, plangate, problem } from "./cli.ts";

const read = (root: string, path: string): string => readFileSync(join(root, path), "utf8");

describe("plangate's actions", function () {
  this.timeout(30_000);

  it("start scaffolds, and overwrites nothing", async () => {
    const root = folderWith(mini);
    const dry = await plangate(["start", root, "--process", "mini", "--title", "Instance Sync", "--dry-run"]);
    equal(dry.code, 0);
    match(dry.out, /^--- \/dev\/null\n\+\+\+ b\/.*work\/instance_sync_mini0\.md\n@@/ms);
    equal(existsSync(join(root, "work")), false);
    const ran = await plangate([
      "start",
      root,
      "--process",
      "mini",
      "--title",
      "Instance Sync",
      "--set",
      "size=big",
      "--json",
    ]);
    equal(ran.code, 0);
    equal(parsed(ran).done, true);
    equal(
      parsed(ran).edits.some(({ file }: { file: string }) => file === "work/instance_sync_mini0.md"),
      true,
    );
    equal(read(root, "work/instance_sync_mini0.md"), "# Instance Sync\n\n<What hurts, and whom>\n");
    const again = await plangate(["start", root, "--process", "mini", "--title", "Instance Sync", "--json"]);
    equal(again.code, 1);
    equal(parsed(again).done, false);
    equal(read(root, "work/instance_sync_mini0.md"), "# Instance Sync\n\n<What hurts, and whom>\n");
    const none = await plangate(["start", root, "--process", "mini", "--title", "日本"]);
    deepEqual([none.code, none.out], [1, ""]);
    match(none.err, /^Refused: /);
  });

  it("a dry run is a patch that git applies", async () => {
    const root = folderWith({ ...mini, "work/sync_mini1.md": "\ufeff# B\r\n\r\n- [ ] One\r\n- [ ] Two" });
    const dry = await plangate(["tick", root, "--file", "work/sync_mini1.md", "--line", "4", "--dry-run"]);
    execFileSync("git", ["apply", "-"], { cwd: root, input: dry.out, stdio: ["pipe", "ignore", "ignore"] });
    equal(read(root, "work/sync_mini1.md"), "\ufeff# B\r\n\r\n- [ ] One\r\n- [x] Two");
  });

  it("tick ticks and unticks, and nothing else changes", async () => {
    const before = "\ufeff# B\r\n\r\n- [ ] One\r\n- [x] Two";
    const root = folderWith({ ...mini, "work/sync_mini1.md": before });
    const ran = await plangate(["tick", root, "--file", "work/sync_mini1.md", "--line", "3", "--json"]);
    deepEqual([ran.code, parsed(ran).done], [0, true]);
    equal(read(root, "work/sync_mini1.md"), before.replace("[ ] One", "[x] One"));
    equal((await plangate(["tick", root, "--file", "./work/sync_mini1.md", "--line", "3"])).code, 0);
    equal(read(root, "work/sync_mini1.md"), before);
    const refused = await plangate(["tick", root, "--file", "work/sync_mini1.md", "--line", "1", "--json"]);
    equal(refused.code, 1);
    equal(parsed(refused).refusal.message.includes("work/sync_mini1.md:1"), true);
    deepEqual(parsed(refused).edits, []);
    deepEqual(readdirSync(join(root, "work")), ["sync_mini1.md"]);
  });

  it("advance is refused with the unmet criteria", async () => {
    const root = folderWith({ ...mini, "work/sync_mini0.md": "# Sync\n\n<What hurts, and whom>\n" });
    const ran = await plangate(["advance", root]);
    deepEqual([ran.code, ran.out], [1, ""]);
    match(ran.err, /Refused: .*\n {2}unmet {2}work\/sync_mini0\.md:\d+ {2}Filled in/);
    const { refusal } = parsed(await plangate(["advance", root, "--feature", "work/sync", "--stage", "0", "--json"]));
    equal(refusal.code, "unmet");
    equal(
      refusal.unmet.some(
        ({ verdict, rule }: { verdict: string; rule: string }) => verdict === "unmet" && rule === "mini/MI-1",
      ),
      true,
    );
  });

  it("approve and adopt are refused wherever no person sits at a terminal", async () => {
    const root = folderWith({ ...mini, "work/sync_mini0.md": problem, "work/sync_mini1.md": "- [x] One\n" });
    for (const env of [{}, { CI: "true" }, { CI: "1" }]) {
      for (const args of [
        ["approve", root],
        ["approve", root, "--feature", "work/sync", "--stage", "0"],
        ["approve", root, "--dry-run"],
        ["adopt", root],
      ]) {
        const ran = await plangate(args, { env, input: "Problem\nadopt\n" });
        deepEqual([ran.code, ran.out], [1, ""], args.join(" "));
        match(ran.err, "CI" in env ? /CI is set, and only a person decides/ : /standard input is no terminal/);
        const asJson = await plangate([...args, "--json"], { env, input: "Problem\nadopt\n" });
        equal(asJson.code, 1);
        equal(parsed(asJson).refusal.code, "not-interactive");
      }
    }
    equal(existsSync(join(root, ".plangate/approvals")), false);
  });
});
