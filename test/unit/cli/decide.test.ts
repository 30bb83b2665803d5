import { deepEqual, doesNotMatch, equal, match } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../src/cli/program.ts";
import { plain, visible } from "../../../src/core/index.ts";
import { folderWith, put } from "../host/folder.ts";
import { mini, parsed, plangate, problem } from "./cli.ts";
import { person } from "./person.ts";

function repository(files: Record<string, string>): string {
  const root = folderWith(files);
  const git = (...args: string[]) => execFileSync("git", args, { cwd: root });
  git("init", "--quiet");
  git("config", "user.name", "Ada");
  git("config", "user.email", "ada@example.org");
  return root;
}

const records = (root: string): string[] => {
  const folder = join(root, ".plangate/approvals");
  if (!existsSync(folder)) {
    return [];
  }
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml"));
  return files.map((name) => readFileSync(join(folder, name), "utf8"));
};

describe("plangate approve", function () {
  this.timeout(120_000);

  it("shows the subject with its hash, and records what was typed for", async () => {
    const root = repository({ ...mini, "work/sync_mini0.md": problem });
    const { terminal, seen } = person(" Problem ");
    equal(await run(["approve", root, "--comment", "Read it"], terminal), 0);
    match(seen.said, /Two instances disagree about one order/);
    match(seen.said, /^sha256 [0-9a-f]{64} {2}work\/sync_mini0\.md$/m);
    match(seen.said, /^By: {6}Ada <ada@example\.org>$/m);
    match(seen.said, /Type “Problem” to approve: $/);
    const [record = ""] = records(root);
    match(record, /decision: approved/);
    match(record, /through: terminal/);
    match(record, /Read it/);
    const after = person("Problem");
    equal(await run(["status", root, "--json"], after.terminal), 0);
    equal(JSON.parse(after.seen.out).features[0].gates.passed, 1);
    const next = person(undefined);
    equal(await run(["advance", root], next.terminal), 0);
    match(next.seen.out, /^ {2}wrote work\/sync_mini1\.md$/m);
    equal(readFileSync(join(root, "work/sync_mini1.md"), "utf8"), "# Build Sync\n\n- [ ] One\n- [ ] Two\n");
  });

  it("P-2 shows and records the section alone, where the process narrows the subject to it", async () => {
    const narrowed = Object.entries(mini).map(([path, text]) => [
      path,
      text.replace("{required: true}", '{required: true, subject: [{path: "{feature}_mini0.md", sections: [Facts]}]}'),
    ]);
    const text = "# Sync\n\nOutside.\n\n## Facts\n\nTwo\u202e instances.\n\n## Rest\n\nMore.\n";
    const root = repository({ ...Object.fromEntries(narrowed), "work/sync_mini0.md": text });
    const { terminal, seen } = person("Problem", () => put(root, "work/sync_mini0.md", `${text}And more.\n`));
    equal(await run(["approve", root], terminal), 0);
    match(seen.said, /^──── work\/sync_mini0\.md § Facts ────\n## Facts\n\nTwo<U\+202E> instances\.\n\n────$/m);
    match(seen.said, /^sha256 [0-9a-f]{64} {2}work\/sync_mini0\.md § Facts$/m);
    doesNotMatch(seen.said, /Outside|Rest/);
    match(records(root)[0] ?? "", /section: Facts/);
    const edited = person("Problem", () => put(root, "work/sync_mini0.md", text.replace("Two", "Three")));
    equal(await run(["approve", root, "--stage", "0"], edited.terminal), 1);
    const missing = text.replace("## Facts", "## Figures");
    put(root, "work/sync_mini0.md", missing);
    const refused = person("Problem");
    equal(await run(["approve", root, "--stage", "0"], refused.terminal), 1);
    match(refused.seen.err, /Problem cannot be approved: work\/sync_mini0\.md has no section “Facts”/);
    equal(refused.seen.asked, 0);
  });

  it("P-4 an approval under other rules of the gate is shown as such, in both outputs", async () => {
    const root = repository({ ...mini, "work/sync_mini0.md": problem });
    equal(await run(["approve", root], person("Problem").terminal), 0);
    const said = async (...more: string[]): Promise<string> => {
      const { terminal, seen } = person(undefined);
      equal(await run(["status", root, "--feature", "work/sync", ...more], terminal), 0);
      return seen.out;
    };
    const isOther = async (): Promise<unknown> =>
      JSON.parse(await said("--json")).features[0].stages[0].approval.otherRules;
    deepEqual([/other rules/.test(await said()), await isOther()], [false, undefined]);
    const path = ".plangate/processes/mini/process.yaml";
    put(root, path, (mini[path] ?? "").replace("{filled: {}", "{size: {pages: 9}"));
    deepEqual([/other rules/.test(await said()), await isOther()], [true, true]);
  });

  it("records nothing where something else is typed, or nothing", async () => {
    const root = repository({ ...mini, "work/sync_mini0.md": problem });
    for (const answer of ["problem", "yes", "", undefined]) {
      const { terminal, seen } = person(answer);
      equal(await run(["approve", root], terminal), 1);
      match(seen.err, /Nothing was recorded: that is not the gate's name/);
    }
    deepEqual(records(root), []);
  });

  it("records nothing where the text changes while it is read, and shows the new one", async () => {
    const root = repository({ ...mini, "work/sync_mini0.md": problem });
    const { terminal, seen } = person("Problem", () =>
      put(root, "work/sync_mini0.md", "# Sync\n\nSomething else altogether.\n"),
    );
    equal(await run(["approve", root], terminal), 1);
    match(seen.err, /the text changed while you read it/);
    match(seen.said, /Type “Problem” to approve: [\s\S]*Something else altogether\./);
    deepEqual(records(root), []);
  });

  it("hides nothing of the text", async () => {
    const text = "# Sync\n\nWe keep \x1b[8mnothing\x1b[0m \u202esecret\u202c of all orders, as agreed.\n";
    const root = repository({ ...mini, "work/sync_mini0.md": text });
    const { terminal, seen } = person("no");
    await run(["approve", root], terminal);
    match(seen.said, /We keep <U\+001B>\[8mnothing<U\+001B>\[0m <U\+202E>secret<U\+202C>/);
  });

  it("asks for nothing where a criterion is unmet, where no approval is asked for, and where git knows nobody", async () => {
    const unmet = person("Problem");
    const root = repository({ ...mini, "work/sync_mini0.md": "# Sync\n\n<What hurts, and whom>\n" });
    equal(await run(["approve", root], unmet.terminal), 1);
    match(unmet.seen.err, /cannot be approved yet[\s\S]*unmet {2}work\/sync_mini0\.md/);
    const none = person("Build");
    equal(await run(["approve", root, "--stage", "1"], none.terminal), 1);
    match(none.seen.err, /asks for no approval/);
    equal(unmet.seen.asked + none.seen.asked, 0);
  });

  it("asks for nothing where the team's policy would not count the approval", async () => {
    const policy = { ".plangate/config.yaml": "approvals: {by: [ben@example.org]}\n" };
    const root = repository({ ...mini, ...policy, "work/sync_mini0.md": problem });
    const { terminal, seen } = person("Problem");
    equal(await run(["approve", root], terminal), 1);
    match(seen.err, /Ada may not approve here/);
    equal(seen.asked, 0);
    deepEqual(records(root), []);
  });

  it("prints JSON and nothing else on stdout", async () => {
    const root = repository({ ...mini, "work/sync_mini0.md": problem });
    const { terminal, seen } = person("Problem");
    equal(await run(["approve", root, "--json"], terminal), 0);
    equal(JSON.parse(seen.out).done, true);
  });

  it("previews with --dry-run, after the same question", async () => {
    const root = repository({ ...mini, "work/sync_mini0.md": problem });
    const { terminal, seen } = person("Problem");
    equal(await run(["approve", root, "--dry-run"], terminal), 0);
    match(seen.out, /^--- \/dev\/null/m);
    equal(seen.asked, 1);
    deepEqual(records(root), []);
  });
});

describe("plangate request-changes, revoke, waive and skip", function () {
  this.timeout(120_000);
  const open = "# Sync\n\n<What hurts, and whom>\n";

  it("record who, why and until when, once the gate's name is typed", async () => {
    const root = repository({ ...mini, "work/sync_mini0.md": open });
    const { terminal, seen } = person("Problem");
    const until = "2999-01-31";
    equal(await run(["waive", root, "--comment", "Known already", "--until", until], terminal), 0);
    match(seen.said, /^To do: {3}waive$/m);
    match(seen.said, /^Until: {3}2999-01-31$/m);
    match(seen.said, /unmet {2}work\/sync_mini0\.md/);
    match(seen.said, /Type “Problem” to waive: $/);
    match(records(root)[0] ?? "", /decision: waived[\s\S]*comment: Known already #.*\nuntil: 2999-01-31/);
    const back = person("Problem");
    equal(await run(["revoke", root, "--stage", "0", "--comment", "It was not"], back.terminal), 0);
    match(records(root)[0] ?? "", /decision: waived[\s\S]*decision: revoked/);
  });

  it("ask for changes at a gate that would be ready", async () => {
    const root = repository({ ...mini, "work/sync_mini0.md": problem });
    const { terminal } = person("Problem");
    equal(await run(["request-changes", root, "--comment", "Which orders?"], terminal), 0);
    const after = person(undefined);
    equal(await run(["advance", root], after.terminal), 1);
    match(records(root)[0] ?? "", /decision: changes-requested/);
  });

  it("are refused before anything is asked where they do not fit", async () => {
    const root = repository({ ...mini, "work/sync_mini0.md": open });
    const rows: [args: string[], message: RegExp][] = [
      [["waive", root], /A reason is needed/],
      [["skip", root, "--comment", "No"], /only a conditional stage can be skipped/],
      [["revoke", root, "--comment", "No"], /no decision that could be revoked/],
      [["waive", root, "--comment", "No", "--until", "1999-01-01"], /has passed/],
    ];
    for (const [args, message] of rows) {
      const { terminal, seen } = person("Problem");
      equal(await run(args, terminal), 1, args.join(" "));
      match(seen.err, message);
      equal(seen.asked, 0);
    }
    deepEqual(records(root), []);
  });

  it("take no pipe, no CI and no argument for a person", async () => {
    const root = repository({ ...mini, "work/sync_mini0.md": problem });
    for (const command of ["approve", "request-changes", "revoke", "waive", "skip", "adopt"]) {
      for (const env of [{}, { CI: "true" }]) {
        const ran = await plangate([command, root, "--comment", "Go", "--json"], { input: "Problem\nadopt\n", env });
        equal(ran.code, 1, command);
        deepEqual([parsed(ran).done, parsed(ran).refusal.code], [false, "not-interactive"], command);
        match(parsed(ran).refusal.message, "CI" in env ? /CI is set/ : /standard input is no terminal/, command);
      }
    }
    deepEqual(records(root), []);
  });
});

describe("plangate adopt", function () {
  this.timeout(120_000);
  const files = {
    ...mini,
    "work/sync_mini0.md": problem,
    "work/sync_mini1.md": "# Build\n\n- [x] Write the journal\n",
  };

  it("lists what it waives, and records it once “adopt” is typed", async () => {
    const root = repository(files);
    const { terminal, seen } = person("adopt");
    equal(await run(["adopt", root], terminal), 0);
    match(seen.said, /work\/sync {2}Problem {2}ready: /);
    match(records(root)[0] ?? "", /decision: waived/);
    const again = person("adopt");
    equal(await run(["adopt", root], again.terminal), 1);
    match(again.seen.err, /Nothing is left to adopt/);
  });

  it("records nothing for any other word, nor where the work changes meanwhile", async () => {
    const root = repository(files);
    equal(await run(["adopt", root], person("yes").terminal), 1);
    const changed = person("adopt", () =>
      put(root, "work/sync_mini0.md", "# Other\n\nSomething else altogether, and more.\n"),
    );
    equal(await run(["adopt", root], changed.terminal), 1);
    match(changed.seen.err, /the work changed while you read/);
    deepEqual(records(root), []);
  });
});

describe("plain and visible", () => {
  it("take steering characters out, or write them out", () => {
    const text = "a\x1b]0;x\x07b\u202ec\u200bd\r\ne\u{e0041}f\u009b1m";
    equal(plain(text), "a]0;xbcd ef1m");
    equal(visible(text), "a<U+001B>]0;x<U+0007>b<U+202E>c<U+200B>d\ne<U+E0041>f<U+009B>1m");
    equal(visible("x\ry"), "x<U+000D>y");
    equal(plain("日本 é 👩‍💻"), "日本 é 👩‍💻");
  });
});
