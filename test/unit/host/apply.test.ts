import { deepEqual, equal, match } from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { platform } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import type { FileEdit } from "../../../src/core/index.ts";
import { type Applied, applyChange, recover } from "../../../src/host/node/apply.ts";
import { putInPlace } from "../../../src/host/node/durable.ts";
import { stateFolder } from "../../../src/host/node/stateFolder.ts";
import { change, create, digest, type End, filesIn, inChild, refused, replace, stateHome } from "./changes.ts";
import { folderWith } from "./folder.ts";

const killedBefore = (before: number): End => ({ before, how: "killed" });

describe("applyChange", () => {
  it("edits and creates files, parent folders included", async () => {
    const root = folderWith({ "plan.md": "- [ ] a\n" });
    const edits = [replace("plan.md", "- [ ] a\n", "[ ]", "[x]"), create("a/b/new.md", "# New\n")];
    const applied = await applyChange(root, change(edits, ["logs/profiles"]), { stateHome: stateHome() });
    deepEqual(applied, { done: true, written: ["plan.md", "a/b/new.md"] });
    deepEqual(filesIn(root), { "plan.md": "- [x] a\n", "a/b/new.md": "# New\n" });
    equal(statSync(join(root, "logs/profiles")).isDirectory(), true);
  });

  it("leaves every other byte alone, whatever the line endings", async () => {
    const piece = fc.oneof(
      fc.constantFrom("\r\n", "\n", "\r", "- [ ] a", "\ufeff", "  ", "\t", "é", "🎉", "\u2028", "x"),
      fc.string({ unit: "grapheme" }),
    );
    const text = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join("").replaceAll("\0", ""));
    await fc.assert(
      fc.asyncProperty(text, text, text, text, fc.boolean(), async (a, from, b, to, mark) => {
        const bom = mark ? "\ufeff" : "";
        const body = a.replace(/^\ufeff+/, "") + from + b;
        if (body.startsWith("\ufeff")) {
          return;
        }
        const root = folderWith({ "x.md": bom + body });
        const offset = a.replace(/^\ufeff+/, "").length;
        const edit = {
          path: "x.md",
          expect: digest(bom + body),
          changes: [{ offset, end: offset + from.length, text: to }],
        };
        const applied = await applyChange(root, change([edit]), { stateHome: join(root, "state") });
        equal(applied.done, true);
        deepEqual(readFileSync(join(root, "x.md")), Buffer.from(bom + body.slice(0, offset) + to + b));
      }),
      { numRuns: 60 },
    );
  }).timeout(30_000);

  for (const [name, old] of Object.entries({
    CRLF: "# A\r\n- [ ] one\r\n",
    "a byte order mark": "\ufeff# A\n- [ ] one\n",
    "mixed endings": "# A\r\n\n- [ ] one\rtail\n",
    "no final newline": "- [ ] one",
    "trailing blanks": "- [ ] one  \n   \n",
  })) {
    it(`keeps ${name}`, async () => {
      const root = folderWith({ "x.md": old });
      await applyChange(root, change([replace("x.md", old, "[ ]", "[x]")]), { stateHome: stateHome() });
      equal(readFileSync(join(root, "x.md"), "utf8"), old.replace("[ ]", "[x]"));
    });
  }

  it("keeps the mode of a file", async function () {
    if (platform() === "win32") {
      this.skip();
    }
    const root = folderWith({ "run.sh": "a" });
    chmodSync(join(root, "run.sh"), 0o751);
    await applyChange(root, change([replace("run.sh", "a", "a", "b")]), { stateHome: stateHome() });
    equal(statSync(join(root, "run.sh")).mode & 0o777, 0o751);
  });

  it("writes through a link that stays inside, and keeps the link", async () => {
    const root = folderWith({ "real/x.md": "a" });
    symlinkSync(join("real", "x.md"), join(root, "link.md"));
    await applyChange(root, change([replace("link.md", "a", "a", "b")]), { stateHome: stateHome() });
    equal(readFileSync(join(root, "real/x.md"), "utf8"), "b");
    deepEqual(readdirSync(root), ["link.md", "real"]);
  });

  it("is wholly refused where one file is not what was expected", async () => {
    const root = folderWith({ "a.md": "a", "b.md": "changed" });
    const edits = [replace("a.md", "a", "a", "x"), replace("b.md", "b", "b", "x")];
    equal(
      await refused(root, edits),
      "conflict: b.md changed since this was planned; nothing was written. Look at it again and repeat the action.",
    );
    match(await refused(root, [create("a.md", "x")]), /^conflict: a\.md exists already/);
    match(await refused(root, [replace("gone.md", "a", "a", "x")]), /^conflict: gone\.md is gone/);
  });

  it("refuses paths that lead astray", async () => {
    const outside = folderWith({ "x.md": "a" });
    const root = folderWith({ ".git/config": "a", "x.md": "a" });
    symlinkSync(outside, join(root, "out"));
    symlinkSync(join(outside, "x.md"), join(root, "link.md"));
    symlinkSync(join(root, ".git"), join(root, "g"));
    for (const path of [
      "/tmp/x",
      "../x",
      "a/../b",
      "./x",
      "a//b",
      "",
      "C:/x",
      "nul",
      "a/CON.md",
      "com1.txt",
      "lpt¹",
      "a./b",
      "x ",
      "a\0b",
      "a\nb",
      ".git/hooks/pre-commit",
      "sub/.GIT/config",
      ".g\u200cit/config",
      "git~1/config",
      "out/new.md",
      "g/hook",
    ]) {
      match(await refused(root, [create(path, "x")]), /^path: /, JSON.stringify(path));
      if (path !== "a./b" && !path.includes("/new")) {
        match(await refused(root, [], [path]), /^path: /, `folder ${JSON.stringify(path)}`);
      }
    }
    match(await refused(root, [replace("link.md", "a", "a", "b")]), /leads outside/);
    match(await refused(root, [replace("g/config", "a", "a", "b")]), /git's own folder/);
    equal(readFileSync(join(outside, "x.md"), "utf8"), "a");
  });

  it("edits existing files whatever their names", async function () {
    if (platform() === "win32") {
      this.skip();
    }
    const root = folderWith({ "docs/ring:dev-cycle/aux.md": "a" });
    const edit = replace("docs/ring:dev-cycle/aux.md", "a", "a", "b");
    equal((await applyChange(root, change([edit]), { stateHome: stateHome() })).done, true);
  });

  it("refuses edits that make no sense", async () => {
    const root = folderWith({ "x.md": "🎉ab", "bin.md": "a\0" });
    const edit = (changes: FileEdit["changes"]): FileEdit[] => [{ path: "x.md", expect: digest("🎉ab"), changes }];
    match(await refused(root, edit([{ offset: 3, end: 9, text: "" }])), /^edit: .*beyond the text/);
    match(await refused(root, edit([{ offset: 3, end: 2, text: "" }])), /^edit: /);
    match(
      await refused(
        root,
        edit([
          { offset: 3, end: 4, text: "" },
          { offset: 2, end: 3, text: "" },
        ]),
      ),
      /out of order/,
    );
    match(await refused(root, edit([{ offset: 1, end: 2, text: "" }])), /cuts a character in two/);
    match(await refused(root, [create("n.md", "a"), create("n.md", "b")]), /same file/);
    match(await refused(root, [replace("bin.md", "a\0", "a", "b")]), /^path: bin\.md cannot be edited: .*binary/);
    match(await refused(root, [create("x.md/y.md", "a")]), /^disk: |^path: /);
  });

  it("takes everything back when it fails half-way", async () => {
    const root = folderWith({ "a.md": "a", "b.md": "b" });
    const before = filesIn(root);
    const state = stateHome();
    let calls = 0;
    const applied = await applyChange(
      root,
      change([replace("a.md", "a", "a", "A"), create("n/n.md", "n"), replace("b.md", "b", "b", "B")], ["empty/deep"]),
      {
        stateHome: state,
        place: async (...args) => {
          if (++calls === 3) {
            throw Object.assign(new Error("full"), { code: "ENOSPC" });
          }
          await putInPlace(...args);
        },
      },
    );
    deepEqual(applied, {
      done: false,
      code: "disk",
      message: "Nothing was written: b.md cannot be written: the disk is full. Look again and repeat the action.",
      stands: [],
    });
    deepEqual(filesIn(root), before);
    deepEqual(readdirSync(root), ["a.md", "b.md"]);
    equal(await recover(root, { stateHome: state }), undefined);
  });

  it("gives way to a program that writes at the same moment", async () => {
    const root = folderWith({ "a.md": "a", "b.md": "b" });
    const applied = await applyChange(root, change([replace("a.md", "a", "a", "A"), replace("b.md", "b", "b", "B")]), {
      stateHome: stateHome(),
      place: async (temporary, path, isNew) => {
        await putInPlace(temporary, path, isNew);
        writeFileSync(join(root, "b.md"), "theirs");
      },
    });
    equal(applied.done, false);
    deepEqual(filesIn(root), { "a.md": "a", "b.md": "theirs" });
  });

  it("creates nothing in a folder that is not there", async () => {
    const root = folderWith();
    const applied = await applyChange(join(root, "gone"), change([create("x.md", "x")]), { stateHome: stateHome() });
    equal(applied.done, false);
    equal(existsSync(join(root, "gone")), false);
  });
});

describe("applyChange among other processes", function () {
  this.timeout(60_000);

  it("lets one of several writers win and tells the others", async () => {
    const root = folderWith({ "a.md": "old a\n", "b.md": "old b\n" });
    const state = stateHome();
    const edits = (who: string): FileEdit[] => [
      replace("a.md", "old a\n", "old a", who),
      replace("b.md", "old b\n", "old b", who),
      create("c.md", `${who}\n`),
    ];
    const names = ["one", "two", "three", "four"];
    const results = await Promise.all(names.map((name) => inChild(root, state, edits(name))));
    const winners = names.filter((_, i) => (results[i] as Applied).done);
    equal(winners.length, 1);
    for (const result of results as Applied[]) {
      equal(result.done || result.code === "conflict" || result.code === "busy", true, JSON.stringify(result));
    }
    const text = `${winners[0]}\n`;
    deepEqual(filesIn(root), { "a.md": text, "b.md": text, "c.md": text });
  });

  it("finishes at the next start what a crash left half-way", async () => {
    const root = folderWith({ "a.md": "a", "b.md": "b" });
    const state = stateHome();
    const edits = [replace("a.md", "a", "a", "A"), create("n.md", "n"), replace("b.md", "b", "b", "B")];
    equal(await inChild(root, state, edits, killedBefore(2)), "killed");
    equal(readFileSync(join(root, "a.md"), "utf8"), "A");
    const settled = await recover(root, { stateHome: state });
    equal(settled?.outcome, "finished");
    match(settled?.message ?? "", /“A change” was interrupted and is now finished/);
    deepEqual(filesIn(root), { "a.md": "A", "b.md": "B", "n.md": "n" });
    equal(await recover(root, { stateHome: state }), undefined);
  });

  it("undoes it where someone changed a file meanwhile", async () => {
    const root = folderWith({ "a.md": "a", "b.md": "b" });
    const state = stateHome();
    const edits = [replace("a.md", "a", "a", "A"), create("new/n.md", "n"), replace("b.md", "b", "b", "B")];
    equal(await inChild(root, state, edits, killedBefore(3)), "killed");
    writeFileSync(join(root, "b.md"), "theirs");
    equal((await recover(root, { stateHome: state }))?.outcome, "undone");
    deepEqual(filesIn(root), { "a.md": "a", "b.md": "theirs" });
    equal(existsSync(join(root, "new")), false);
  });

  it("settles an interrupted change before the next one", async () => {
    const root = folderWith({ "a.md": "a", "b.md": "b" });
    const state = stateHome();
    equal(
      await inChild(root, state, [replace("a.md", "a", "a", "A"), replace("b.md", "b", "b", "B")], killedBefore(2)),
      "killed",
    );
    const applied = await applyChange(root, change([replace("b.md", "B", "B", "C")]), { stateHome: state });
    equal(applied.done, true);
    deepEqual(filesIn(root), { "a.md": "A", "b.md": "C" });
  });

  it("follows no journal that leads outside", async () => {
    const outside = folderWith({ "x.md": "old" });
    const root = folderWith({ "a.md": "a" });
    const state = stateHome();
    await applyChange(root, change([replace("a.md", "a", "a", "b")]), { stateHome: state });
    deepEqual(readdirSync(state), [], "nothing stays behind");
    const folder = await stateFolder(root, state);
    mkdirSync(folder);
    const real = join(outside, "x.md");
    const temporary = join(outside, ".x.md.plangate-000000000000.tmp");
    writeFileSync(temporary, "new");
    const entry = { path: "x.md", real, temporary, before: { sha256: digest("old") }, after: digest("new") };
    const journal = { version: 1, id: "0f", title: "t", phase: "commit", folders: [], files: [entry] };
    writeFileSync(join(folder, "journal.json"), JSON.stringify(journal));
    equal((await recover(root, { stateHome: state }))?.outcome, "setAside");
    equal(readFileSync(real, "utf8"), "old");
  });
});
