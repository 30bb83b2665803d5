import { deepEqual, equal, match } from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { platform } from "node:os";
import { join } from "node:path";
import type { FileEdit } from "../../../src/core/index.ts";
import { type Applied, applyChange, recover } from "../../../src/host/node/apply.ts";
import { putInPlace } from "../../../src/host/node/durable.ts";
import { stateFolder } from "../../../src/host/node/stateFolder.ts";
import { ageLock, change, create, filesIn, inChild, refused, replace, stateHome } from "./changes.ts";
import { folderWith } from "./folder.ts";

/** Applies edits; `then` runs once the n-th file has its new text. */
function interfered(
  root: string,
  edits: FileEdit[],
  n: number,
  then: () => void,
  state = stateHome(),
): Promise<Applied> {
  let calls = 0;
  return applyChange(root, change(edits), {
    stateHome: state,
    place: async (...args) => {
      await putInPlace(...args);
      if (++calls === n) then();
    },
  });
}

describe("applyChange keeps to the folder", () => {
  before(function () {
    if (platform() === "win32") this.skip();
  });

  it("refuses links to files and folders outside, and links to nothing", async () => {
    const outside = folderWith({ "x.md": "a", "sub/y.md": "a" });
    const root = folderWith({ "x.md": "a" });
    symlinkSync(join(outside, "x.md"), join(root, "file.md"));
    symlinkSync(join(outside, "sub"), join(root, "folder"));
    symlinkSync(join(outside, "gone.md"), join(root, "dangling.md"));
    symlinkSync("gone", join(root, "danglingFolder"));
    symlinkSync("round.md", join(root, "round.md"));
    const rows: [edit: FileEdit, why: RegExp][] = [
      [replace("file.md", "a", "a", "b"), /leads outside/],
      [replace("folder/y.md", "a", "a", "b"), /leads outside/],
      [create("folder/new.md", "b"), /leads outside/],
      [create("folder/deep/new.md", "b"), /leads outside/],
      [create("dangling.md", "b"), /does not exist/],
      [create("danglingFolder/new.md", "b"), /does not exist/],
      [create("round.md", "b"), /in a circle/],
    ];
    for (const [edit, why] of rows) {
      const message = await refused(root, [edit, replace("x.md", "a", "a", "b")].slice(0, 1));
      match(message, /^path: /, edit.path);
      match(message, why, edit.path);
    }
    deepEqual(filesIn(outside), { "sub/y.md": "a", "x.md": "a" });
  });

  it("refuses links between records and other files: a plan that may write the one may not write the other", async () => {
    const root = folderWith({ ".plangate/approvals/p/a.yaml": "a", "docs/x.md": "a", "b.approved": "a" });
    symlinkSync(join(root, ".plangate", "approvals"), join(root, "notes"));
    symlinkSync(join(root, "docs", "x.md"), join(root, ".plangate", "approvals", "p", "x.yaml"));
    symlinkSync(join(root, "b.approved"), join(root, "log.md"));
    symlinkSync(join(root, "docs"), join(root, ".plangate", "approved"));
    const before = filesIn(root);
    const edits = [
      create("notes/p/b.yaml", "b"),
      replace("notes/p/a.yaml", "a", "a", "b"),
      replace("log.md", "a", "a", "b"),
      replace(".plangate/approvals/p/x.yaml", "a", "a", "b"),
      create(".plangate/approved/0", "b"),
    ];
    for (const edit of edits) match(await refused(root, [edit]), /^path: .*between decisions/, edit.path);
    match(await refused(root, [], ["notes/q/"]), /^path: .*between decisions/);
    deepEqual(filesIn(root), before);
  });

  it("follows no folder that becomes a link while it writes", async () => {
    const outside = folderWith({ "b.md": "b" });
    for (const last of [replace("docs/b.md", "b", "b", "B"), create("docs/n.md", "n")]) {
      const root = folderWith({ "a.md": "a", "docs/b.md": "b" });
      const applied = await interfered(root, [replace("a.md", "a", "a", "A"), last], 1, () => {
        renameSync(join(root, "docs"), join(root, "moved"));
        symlinkSync(outside, join(root, "docs"));
      });
      equal(applied.done, false);
      match(applied.done ? "" : applied.message, /a folder of docs\/.\.md became a link/);
      equal(readFileSync(join(root, "moved/b.md"), "utf8"), "b");
      deepEqual(filesIn(outside), { "b.md": "b" });
    }
  });

  it("replaces no file that becomes a link while it writes, though the bytes be the same", async () => {
    const outside = folderWith({ "b.md": "b" });
    const root = folderWith({ "a.md": "a", "b.md": "b" });
    const applied = await interfered(root, [replace("a.md", "a", "a", "A"), replace("b.md", "b", "b", "B")], 1, () => {
      rmSync(join(root, "b.md"));
      symlinkSync(join(outside, "b.md"), join(root, "b.md"));
    });
    equal(applied.done ? "done" : applied.code, "conflict");
    equal(readlinkSync(join(root, "b.md")), join(outside, "b.md"));
    deepEqual([readFileSync(join(root, "a.md"), "utf8"), filesIn(outside)], ["a", { "b.md": "b" }]);
  });

  it("finishes nothing through a folder that became a link after a crash", async () => {
    const outside = folderWith({ "b.md": "b" });
    const root = folderWith({ "a.md": "a", "docs/b.md": "b" });
    const state = stateHome();
    const edits = [replace("a.md", "a", "a", "A"), replace("docs/b.md", "b", "b", "B")];
    equal(await inChild(root, state, edits, { before: 2, how: "killed" }), "killed");
    renameSync(join(root, "docs"), join(root, "moved"));
    symlinkSync(outside, join(root, "docs"));
    await ageLock(root, state);
    const settled = await recover(root, { stateHome: state });
    deepEqual([settled?.outcome, settled?.stands], ["open", ["docs/b.md"]]);
    deepEqual([readFileSync(join(root, "a.md"), "utf8"), filesIn(outside)], ["a", { "b.md": "b" }]);
  }).timeout(30_000);

  const reserved = [
    "CON",
    "con.md",
    "nul.txt",
    "a/AUX",
    "com1",
    "Lpt9.log",
    "con .txt",
    "conin$",
    "nul:",
    "x.",
    "x ",
    "a ./b",
  ];
  const absolute = ["/etc/x", "//server/share/x", "\\\\server\\share\\x", "C:\\x", "C:/x", "c:x"];
  const odd = ["a:b.md", "x.md:stream", "a?.md", "a*.md", 'a".md', "a<b.md", "a|b.md", "a\\b.md", "..\\x", "a\tb.md"];
  for (const path of [...reserved, ...absolute, ...odd]) {
    it(`creates nothing called ${JSON.stringify(path)}`, async () => {
      const root = folderWith({ "a/x.md": "a" });
      match(await refused(root, [create(path, "x")]), /^path: /);
      match(await refused(root, [], [path]), /^path: /);
    });
  }

  it("writes below a folder whose name Windows would not have, where it is there already", async () => {
    const root = folderWith({ "docs/ring:dev-cycle/x.md": "a" });
    const applied = await applyChange(root, change([create("docs/ring:dev-cycle/new.md", "b")]), {
      stateHome: stateHome(),
    });
    equal(applied.done, true);
  });

  it("creates no name that differs from another by case or by how an accent is written alone", async () => {
    const root = folderWith({ "Plan.md": "a", "docs/x.md": "a", "caf\u00e9.md": "a" });
    for (const path of ["plan.md", "DOCS/y.md", "cafe\u0301.md"]) {
      match(await refused(root, [create(path, "x")]), /^path: .*is there already, and many systems/, path);
    }
    match(await refused(root, [], ["Docs/sub"]), /^path: docs|^path: Docs.*docs is there already/);
    match(await refused(root, [create("n/a.md", "x"), create("n/A.md", "y")]), /^edit: .*same file/);
  });

  it("edits both of two files whose names differ by case alone, where a disk has both", async function () {
    const root = folderWith({ "Plan.md": "a", "plan.md": "b" });
    if (readdirSync(root).length < 2) this.skip();
    const edits = [replace("Plan.md", "a", "a", "A"), replace("plan.md", "b", "b", "B")];
    equal((await applyChange(root, change(edits), { stateHome: stateHome() })).done, true);
    deepEqual(filesIn(root), { "Plan.md": "A", "plan.md": "B" });
  });

  it("leaves a read-only file alone, also for those who may do everything", async () => {
    const root = folderWith({ "a.md": "a", "b.md": "b" });
    chmodSync(join(root, "b.md"), 0o444);
    const edits = [replace("a.md", "a", "a", "A"), replace("b.md", "b", "b", "B")];
    match(await refused(root, edits), /^path: b\.md is not written: it is read-only/);
    equal(statSync(join(root, "b.md")).mode & 0o777, 0o444);
  });

  it("shows a private file's text to nobody, not for a moment", async () => {
    const root = folderWith({ "a.md": "a" });
    chmodSync(join(root, "a.md"), 0o600);
    const modes: number[] = [];
    await applyChange(root, change([replace("a.md", "a", "a", "A")]), {
      stateHome: stateHome(),
      place: async (temporary, path, isNew) => {
        modes.push(statSync(temporary).mode & 0o777);
        await putInPlace(temporary, path, isNew);
      },
    });
    deepEqual([...modes, statSync(join(root, "a.md")).mode & 0o777], [0o600, 0o600]);
  });
});

describe("applyChange that fails half-way and cannot take it back", () => {
  it("says exactly what stands, writes nothing more until that is settled, and then goes on", async () => {
    const root = folderWith({ "a.md": "a", "b.md": "b", "c.md": "c" });
    const state = stateHome();
    const kept = await stateFolder(root, state);
    const edits = [replace("a.md", "a", "a", "A"), create("n.md", "n"), replace("b.md", "b", "b", "B")];
    const applied = await interfered(
      root,
      edits,
      2,
      () => {
        // The disk that keeps the old texts is gone, and somebody writes to the third file.
        for (const name of readdirSync(kept)) if (name.startsWith("before-")) rmSync(join(kept, name));
        writeFileSync(join(root, "b.md"), "theirs");
      },
      state,
    );
    deepEqual(applied, {
      done: false,
      code: "conflict",
      message:
        "Only a part was written: b.md changed at the same moment, and a.md could not be taken back. Free the files and repeat the action.",
      stands: ["a.md"],
    });
    const halfway = { "a.md": "A", "b.md": "theirs", "c.md": "c" };
    deepEqual(filesIn(root), halfway);
    const next = await applyChange(root, change([replace("c.md", "c", "c", "C")]), { stateHome: state });
    deepEqual(next.done ? [] : next.stands, ["a.md"]);
    match(next.done ? "" : next.message, /cannot be undone in a\.md.*by hand/);
    deepEqual(filesIn(root), halfway);
    writeFileSync(join(root, "a.md"), "a");
    equal((await applyChange(root, change([replace("c.md", "c", "c", "C")]), { stateHome: state })).done, true);
    deepEqual([filesIn(root), readdirSync(state)], [{ "a.md": "a", "b.md": "theirs", "c.md": "C" }, []]);
  });
});

describe("applyChange on a full disk", () => {
  it("takes back what it wrote, whichever file does not fit", async () => {
    for (const n of [1, 2, 3]) {
      const root = folderWith({ "a.md": "a", "b.md": "b" });
      let calls = 0;
      const edits = [replace("a.md", "a", "a", "A"), create("new/n.md", "n"), replace("b.md", "b", "b", "B")];
      const applied = await applyChange(root, change(edits), {
        stateHome: stateHome(),
        place: async (...args) => {
          if (++calls === n) throw Object.assign(new Error("full"), { code: "ENOSPC" });
          await putInPlace(...args);
        },
      });
      match(applied.done ? "" : applied.message, /^Nothing was written: .* cannot be written: the disk is full/);
      deepEqual([filesIn(root), readdirSync(root)], [{ "a.md": "a", "b.md": "b" }, ["a.md", "b.md"]]);
    }
  });
});

describe("applyChange after another process was stopped", function () {
  this.timeout(60_000);
  before(function () {
    if (platform() === "win32") this.skip();
  });
  const files = { "a.md": "a", "b.md": "b" };
  const edits = [replace("a.md", "a", "a", "A"), create("n.md", "n"), replace("b.md", "b", "b", "B")];
  const whole = { "a.md": "A", "b.md": "B", "n.md": "n" };

  it("finishes a new file whose name was only claimed, on a disk without links", async () => {
    const root = folderWith(files);
    const state = stateHome();
    equal(await inChild(root, state, edits, { before: 2, how: "claimed" }), "killed");
    equal(readFileSync(join(root, "n.md"), "utf8"), "");
    await ageLock(root, state);
    equal((await recover(root, { stateHome: state }))?.outcome, "finished");
    deepEqual([filesIn(root), readdirSync(state)], [whole, []]);
  });

  it("takes such a claim back where the rest cannot be finished", async () => {
    const root = folderWith(files);
    const state = stateHome();
    equal(await inChild(root, state, edits, { before: 2, how: "claimed" }), "killed");
    writeFileSync(join(root, "b.md"), "theirs");
    await ageLock(root, state);
    equal((await recover(root, { stateHome: state }))?.outcome, "undone");
    deepEqual(filesIn(root), { "a.md": "a", "b.md": "theirs" });
  });

  it("a writer that slept finds its Change finished by another, and says that it is done", async () => {
    const root = folderWith(files);
    const state = stateHome();
    const applied = await inChild(root, state, edits, { before: 2, how: "asleep" }, (wake) => {
      void ageLock(root, state)
        .then(() => recover(root, { stateHome: state }))
        .then((settled) => equal(settled?.outcome, "finished"))
        .finally(wake);
    });
    equal((applied as Applied).done, true, JSON.stringify(applied));
    deepEqual([filesIn(root), readdirSync(state)], [whole, []]);
  });

  it("a writer that slept takes nothing back of what others wrote since, and says what stands", async () => {
    for (const before of [1, 2, 3]) {
      const root = folderWith(files);
      const state = stateHome();
      const applied = await inChild(root, state, edits, { before, how: "asleep" }, (wake) => {
        void ageLock(root, state)
          .then(() => recover(root, { stateHome: state }))
          .then(() => applyChange(root, change([replace("b.md", "B", "B", "C")]), { stateHome: state }))
          .finally(wake);
      });
      deepEqual(applied, {
        done: false,
        code: "busy",
        message:
          "Only a part stands: this was held up for too long, and another Plangate took over. a.md, n.md as planned; look at the others before you repeat the action.",
        stands: ["a.md", "n.md"],
      });
      deepEqual([filesIn(root), readdirSync(state)], [{ ...whole, "b.md": "C" }, []]);
    }
  });

  it("leaves nothing in the state folder of what a killed writer kept there", async () => {
    const root = folderWith(files);
    const state = stateHome();
    const own = await stateFolder(root, state);
    mkdirSync(own);
    writeFileSync(join(own, ".journal.json.plangate-0123456789ab.tmp"), "{");
    writeFileSync(join(own, "before-0f-0"), "old");
    equal((await applyChange(root, change([replace("a.md", "a", "a", "A")]), { stateHome: state })).done, true);
    deepEqual(readdirSync(state), []);
  });

  it("says so where no folder can be found for the journal", async () => {
    const root = folderWith(files);
    const nowhere = join(root, "a.md", "no folder");
    const { TMPDIR } = process.env;
    process.env.TMPDIR = nowhere;
    const applied = await applyChange(root, change([create("new.md", "x")]), { stateHome: nowhere }).finally(() => {
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
    });
    equal(
      applied.done === false && applied.message,
      "Nothing was written: neither the state folder of your account nor the temporary folder can be written.",
    );
    deepEqual(filesIn(root), files);
  });

  it("puts a journal that it cannot read aside, with the old texts, and says where", async () => {
    const root = folderWith(files);
    const state = stateHome();
    const own = await stateFolder(root, state);
    mkdirSync(own);
    writeFileSync(join(own, "journal.json"), "{");
    writeFileSync(join(own, "before-0f-0"), "old");
    const settled = await recover(root, { stateHome: state });
    equal(settled?.outcome, "setAside");
    const [aside = ""] = readdirSync(own);
    equal(settled?.message.includes(join(own, aside)), true);
    deepEqual(filesIn(join(own, aside)), { "before-0f-0": "old", "journal.json": "{" });
    equal((await applyChange(root, change([replace("a.md", "a", "a", "A")]), { stateHome: state })).done, true);
    equal(existsSync(join(own, aside)), true);
  });
});
