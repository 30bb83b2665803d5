import { deepEqual, equal, match } from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { folderWith } from "../host/folder.ts";
import { mini, parsed, plangate, problem } from "./cli.ts";

const workspace = (): string =>
  folderWith({
    ...mini,
    "work/sync_mini0.md": problem,
    "work/sync_mini1.md": "# Build\n\n- [x] Write the journal\n- [ ] Two\n",
  });

describe("plangate", function () {
  this.timeout(120_000);

  it("exits 2 on bad usage, with one line on stderr and nothing on stdout", async () => {
    const root = workspace();
    for (const args of [
      [],
      ["frobnicate"],
      ["waive"],
      ["status", "--frobnicate"],
      ["status", "a", "b"],
      ["status", join(root, "missing")],
      ["status", join(root, "work/sync_mini0.md")],
      ["status", root, "--feature", "nope"],
      ["status", root, "--now", "yesterday"],
      ["inspect"],
      ["inspect", join(root, "missing.md")],
      ["inspect", root],
      ["check", root, "--format", "xml"],
      ["check", root, "--json", "--format", "sarif"],
      ["start", root],
      ["start", root, "--process", "nope", "--title", "X"],
      ["start", root, "--process", "mini", "--title", "X", "--set", "colour=red"],
      ["start", root, "--process", "mini", "--title", "X", "--set", "size=huge"],
      ["advance", root, "--feature", "nope"],
      ["advance", root, "--stage", "nope"],
      ["tick", root, "--file", "missing.md", "--line", "1"],
      ...["check", "processes"].map((command) => [command, root, "--now", "yesterday"]),
      ["inspect", "work/sync_mini1.md", root, "--now", "yesterday"],
      ["tick", root, "--file", "work/sync_mini1.md", "--line", "0"],
      ["approve", root, "--feature", "nope"],
      ["approve", root, "--yes"],
    ]) {
      for (const ran of await Promise.all([plangate(args), plangate([...args, "--json"])])) {
        equal(ran.code, 2, args.join(" "));
        equal(ran.out, "", args.join(" "));
        match(ran.err, /^plangate: .+\n$/, args.join(" "));
        equal(ran.err.trimEnd().includes("\n"), false, ran.err);
      }
    }
  });

  it("has help and a version", async () => {
    const help = await plangate(["--help"]);
    equal(help.code, 0);
    const commands = [
      ...["status", "inspect", "check", "log", "processes", "start", "advance", "record", "send-back", "tick"],
      ...["approve", "request-changes", "revoke", "waive", "skip", "adopt"],
    ];
    for (const command of commands) {
      match(help.out, new RegExp(`^  ${command} `, "m"));
      equal((await plangate([command, "--help"])).code, 0);
    }
    match((await plangate(["--version"])).out, /^\d+\.\d+\.\d+\n$/);
  });

  it("log tells what happened, oldest first; as JSON with its places", async () => {
    const root = workspace();
    const { features } = parsed(await plangate(["status", root, "--json"]));
    const ran = await plangate(["log", root, "--feature", features[0].id, "--json"]);
    equal(ran.code, 0);
    const told = parsed(ran);
    deepEqual([told.version, told.feature, Array.isArray(told.events)], [1, features[0].id, true]);
    equal((await plangate(["log", root, "--feature", features[0].id])).code, 0);
    equal((await plangate(["log", root, "--feature", "gone"])).code, 2);
  });

  describe("status", () => {
    it("says where every feature stands", async () => {
      const root = workspace();
      const ran = await plangate(["status", root, "--json", "--now", "2026-01-01T00:00:00Z"]);
      const { version, features } = parsed(ran);
      equal(ran.code, 0);
      equal(version, 1);
      const [feature] = features;
      deepEqual(Object.keys(feature), [
        "id",
        "process",
        "title",
        "files",
        "archived",
        "done",
        "current",
        "gates",
        "violations",
        "contradictions",
        "problems",
      ]);
      equal(feature.id, "work/sync");
      equal(feature.process, "mini");
      deepEqual(feature.files, ["work/sync_mini0.md", "work/sync_mini1.md"]);
      deepEqual(feature.current, { stage: "0", path: ["0"], title: "Problem", state: "ready", met: 1, total: 2 });
      const { total, ...states } = feature.gates;
      equal(total, 2);
      equal(
        Object.values(states).reduce((sum: number, count) => sum + (count as number), 0),
        total,
      );
    });

    it("gives the stages of one feature", async () => {
      const { features } = parsed(await plangate(["status", workspace(), "--json", "--feature", "work/sync"]));
      equal(features.length, 1);
      const [problemStage, build] = features[0].stages;
      deepEqual([problemStage.id, problemStage.state, problemStage.artifact], ["0", "ready", "work/sync_mini0.md"]);
      equal(problemStage.criteria[0].rule, "mini/MI-1");
      deepEqual(problemStage.approvals, []);
      equal(build.state, "locked");
    });

    it("is short and aligned for people, without colour or steering characters", async () => {
      const root = folderWith({ ...mini, "work/a\x1b[31m_mini0.md": problem });
      const ran = await plangate(["status", root]);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
      equal(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/.test(ran.out), false);
      match(ran.out, /^FEATURE +PROCESS +CURRENT GATE +STATE/);
      match((await plangate(["status", root, "--feature", "work/a\x1b[31m"])).out, /Problem {2}ready {2}1\/2/);
      match((await plangate(["status", folderWith()])).out, /No work found/);
    });

    it("takes the current folder by default and is the same in every run", async () => {
      const root = workspace();
      const runs = await Promise.all([1, 2, 3].map(() => plangate(["status", "--json"], { cwd: root })));
      equal(runs[0]?.out, runs[1]?.out);
      equal(runs[0]?.out, runs[2]?.out);
      equal(parsed(runs[0] as never).features.length, 1);
    });

    it("goes on past what it cannot read", async () => {
      const root = workspace();
      const outside = folderWith({ "x.md": "" });
      symlinkSync(join(outside, "x.md"), join(root, "work/out_mini0.md"));
      mkdirSync(join(root, ".plangate/processes/broken"));
      const { features, problems } = parsed(await plangate(["status", root, "--json"]));
      equal(features.length, 1);
      const files = problems.map(({ file }: { file: string }) => file);
      deepEqual(files, [".plangate/processes/broken/process.yaml", "work/out_mini0.md"]);
    });
  });

  describe("inspect", () => {
    it("gives what was read, boxes only", async () => {
      const text = "# A\n\nStatus: done\n\n- [x] One\n  - [ ] Deep\n- plain\n- `[ ]` no box\n\n<Fill in, please>\n";
      const root = folderWith({ "d/a.md": text });
      const ran = await plangate(["inspect", "d/a.md", "--json"], { cwd: root });
      const { version, file, kind, items, headings, fields, placeholders, problems } = parsed(ran);
      deepEqual([ran.code, version, file, kind, problems], [0, 1, "d/a.md", "markdown", []]);
      const common = { section: "A", source: "list", work: true };
      deepEqual(
        items,
        [
          { line: 5, mark: "x", state: "done", text: "One", depth: 0, ...common },
          { line: 6, mark: " ", state: "todo", text: "Deep", depth: 1, ...common },
        ].map(({ line, mark, state, text: words, section, depth, source, work }) => ({
          line,
          mark,
          state,
          text: words,
          section,
          depth,
          source,
          work,
        })),
      );
      deepEqual(headings, [{ line: 1, level: 1, text: "A" }]);
      deepEqual(fields, [{ line: 3, name: "Status", value: "done" }]);
      deepEqual(placeholders, [{ line: 10, text: "<Fill in, please>" }]);
      deepEqual(parsed(await plangate(["inspect", join(root, "d/a.md"), root, "--json"])).file, "d/a.md");
    });

    it("calls what only gates look into another file", async () => {
      const root = folderWith({
        Makefile: "qa:\n\ttrue\n",
        "lcov.info": "LF:1\nLH:1\n",
        ".github/workflows/a.yml": "jobs: [\n",
      });
      const kinds = ["Makefile", "lcov.info", ".github/workflows/a.yml"].map(async (path) => {
        const { kind, problems } = parsed(await plangate(["inspect", path, root, "--json"]));
        return `${kind} ${(problems as unknown[]).length}`;
      });
      deepEqual(await Promise.all(kinds), ["other 0", "other 0", "other 1"]);
    });

    it("reads a cycle, and says what is broken", async () => {
      const root = folderWith({
        "current-cycle.json":
          '{"version":"1.0.0","cycle_id":"c","current_gate":0,"status":"in_progress","tasks":[{"id":"T-001","title":"One","status":"pending","gate_progress":{"implementation":{"status":"pending"}}}]}',
        "broken/current-cycle.json": '{"version": "1.0.0", "tasks": [',
        "binary.md": "a\0b",
      });
      const { kind, cycle } = parsed(await plangate(["inspect", "current-cycle.json", root, "--json"]));
      equal(kind, "cycle");
      deepEqual(Object.keys(cycle), ["version", "status", "executionMode", "commitTiming", "current", "units"]);
      deepEqual(cycle.units[0].gates, [{ id: "implementation", status: "pending" }]);
      const broken = await plangate(["inspect", "broken/current-cycle.json", root, "--json"]);
      equal(broken.code, 0);
      equal(parsed(broken).problems.length > 0, true);
      const binary = await plangate(["inspect", "binary.md", root, "--json"]);
      equal(binary.code, 0);
      match(parsed(binary).problems[0].message, /binary/);
    });

    it("knows a process, and its mistakes", async () => {
      const root = folderWith({ ...mini, ".plangate/processes/bad/process.yaml": "id: bad\ntitel: Bad\n" });
      const good = parsed(await plangate(["inspect", ".plangate/processes/mini/process.yaml", root, "--json"]));
      deepEqual([good.kind, good.problems], ["process", []]);
      const bad = parsed(await plangate(["inspect", ".plangate/processes/bad/process.yaml", root, "--json"]));
      equal(bad.problems.length > 0, true);
      equal(bad.problems[0].file, ".plangate/processes/bad/process.yaml");
    });
  });

  describe("check", () => {
    it("exits 1 with findings in every format", async () => {
      const root = workspace();
      const ran = await plangate(["check", root, "--json"]);
      equal(ran.code, 1);
      const { findings } = parsed(ran);
      equal(findings.length, 1);
      const { kind, feature, stage, file, line } = findings[0];
      deepEqual([kind, feature, stage, file, line], ["violation", "work/sync", "0", "work/sync_mini1.md", 1]);
      match((await plangate(["check", root])).out, /^work\/sync_mini1\.md:1:1 {2}error violation/);
      match(
        (await plangate(["check", root, "--format", "github"])).out,
        /^::error file=work\/sync_mini1\.md,line=1,col=1,title=.+::.+\n$/,
      );
      const sarif = parsed(await plangate(["check", root, "--format", "sarif"]));
      equal(sarif.version, "2.1.0");
      const [run] = sarif.runs;
      equal(run.results.length, 1);
      equal(run.tool.driver.rules[run.results[0].ruleIndex].id, run.results[0].ruleId);
      equal(run.results[0].locations[0].physicalLocation.artifactLocation.uri, "work/sync_mini1.md");
    });

    it("exits 0 where nothing is found", async () => {
      const root = folderWith({ ...mini, "work/sync_mini0.md": problem });
      deepEqual(await plangate(["check", root]), { code: 0, out: "Nothing found.\n", err: "" });
      deepEqual(parsed(await plangate(["check", root, "--json"])), { version: 1, findings: [] });
      deepEqual(parsed(await plangate(["check", root, "--format", "sarif"])).runs[0].results, []);
    });

    it("counts problems only when strict", async () => {
      const root = folderWith({ ".plangate/processes/x/y.md": "" });
      equal((await plangate(["check", root])).code, 0);
      const strict = await plangate(["check", root, "--strict", "--json"]);
      equal(strict.code, 1);
      deepEqual([parsed(strict).findings[0].kind, parsed(strict).findings[0].feature], ["problem", ""]);
    });
  });

  it("lists the processes", async () => {
    const { processes } = parsed(await plangate(["processes", folderWith(mini), "--json"]));
    const ids = processes.map(({ id }: { id: string }) => id);
    deepEqual(ids, [...ids].sort());
    const own = processes.find(({ id }: { id: string }) => id === "mini");
    deepEqual([own.origin, own.folder], ["workspace", ".plangate/processes/mini"]);
    deepEqual(own.rules, [{ id: "MI-1", text: "The problem is written" }]);
    equal(
      processes.some(({ origin }: { origin: string }) => origin === "built-in"),
      true,
    );
  });
});
