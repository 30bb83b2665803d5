import { deepEqual, equal, match } from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { plangate } from "../cli/cli.ts";
import { instead } from "../core/judge/process.ts";
import { folderWith } from "../host/folder.ts";
import { filledFiles } from "./filled.ts";

const files = filledFiles("codex-plan");
const dir = "tasks/tour-export-20261012T090000Z";
const planPath = `${dir}/plan.md`;
const box = "- [x] Evidence captured in Runbook (test reports/screenshots/logs)";
const plan = files[planPath] ?? "";
const second = plan
  .slice(plan.indexOf("### Story [S-1]"), plan.indexOf("## Checklist of Subtasks"))
  .replaceAll("S-1", "S-2")
  .replaceAll("- [x]", "- [ ]");
const two = instead(plan, "## Checklist of Subtasks", `${second}## Checklist of Subtasks`);
const lineOf = (text: string, line: string): number => text.split("\n").indexOf(line) + 1;

describe("codex-plan in the terminal", function () {
  this.timeout(60_000);

  it("CP-A6 the tick that finishes a story names the next one; another one says nothing of it", async () => {
    const left = two.replace(box, box.replace("[x]", "[ ]"));
    const root = folderWith({ ...files, [planPath]: left });
    const line = lineOf(left, box.replace("[x]", "[ ]"));
    const done = await plangate(["tick", root, "--file", planPath, "--line", String(line)]);
    equal(done.code, 0);
    const story = lineOf(left, "### Story [S-2]: Export a tour as CSV");
    match(done.out, new RegExp(`^Go on with S-2/work: .*\\(${planPath}:${story}\\)$`, "m"));
    const writer = lineOf(left.slice(left.indexOf("[S-2]")), "- [ ] Writer for CSV in `src/tours/csv.js`");
    const at = left.slice(0, left.indexOf("[S-2]")).split("\n").length - 1 + writer;
    const other = await plangate(["tick", root, "--file", planPath, "--line", String(at)]);
    deepEqual([other.code, /Go on with/.test(other.out)], [0, false]);
  });
  it("CP-A6 advancing past a story's exit names where the next one stands", async () => {
    const root = folderWith({ ...files, [planPath]: two });
    const ran = await plangate(["advance", root, "--stage", "S-1/exit"]);
    equal(ran.code, 0, ran.err);
    match(ran.out, new RegExp(`^ {2}go on in ${planPath}:\\d+$`, "m"));
  });
  it("CP-A5 record --action runTests runs, shows and keeps", async () => {
    const root = folderWith({
      ...files,
      [planPath]: instead(plan, "`node --test test/csv.test.js`", "`echo two tests pass`"),
    });
    const ran = await plangate([
      ...["record", root, "--feature", dir, "--stage", "S-1", "--action", "runTests"],
      ...["--set", "tests=echo two tests pass"],
    ]);
    equal(ran.code, 0, ran.err);
    match(ran.out, /two tests pass/);
    const run = readdirSync(join(root, dir, "runs/S-1")).find((name) => name !== "20261013T141000Z") ?? "";
    const kept = (name: string): string => readFileSync(join(root, dir, "runs/S-1", run, name), "utf8");
    deepEqual(readdirSync(join(root, dir, "runs/S-1", run)).sort(), [
      "metrics.json",
      "stderr.log",
      "stdout.log",
      "test-report.md",
    ]);
    match(kept("stdout.log"), /^two tests pass\r?\n$/);
    deepEqual(Object.keys(JSON.parse(kept("metrics.json"))), ["command", "startedAt", "seconds", "exitCode"]);
  });
  it("CP-A4 record --action scanExperts writes the scan, and --dry-run nothing", async () => {
    const expertise = `${dir}/referenced-expertise.md`;
    const { [expertise]: _, ...bare } = files;
    const root = folderWith({ ...bare, "experts/api.md": "# API\n\nExport as CSV.\n" });
    const args = ["record", root, "--feature", dir, "--action", "scanExperts", "--set", "code=no"];
    equal((await plangate([...args, "--dry-run"])).code, 0);
    equal(existsSync(join(root, expertise)), false);
    const ran = await plangate(args);
    equal(ran.code, 0, ran.err);
    match(readFileSync(join(root, expertise), "utf8"), /^- experts\/api\.md:3: `Export as CSV\.`$/m);
  });
});
