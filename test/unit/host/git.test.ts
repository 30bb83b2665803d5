import { deepEqual, equal, match } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { commitPaths } from "../../../src/host/node/commit.ts";
import { runFollowUps } from "../../../src/host/node/followUps.ts";
import { gitReader, parseLog, showReader } from "../../../src/host/node/git.ts";
import { folderWith, put } from "./folder.ts";

const person = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"];

function git(root: string, ...args: string[]): string {
  return execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

function repository(files: Record<string, string> = {}): string {
  const root = folderWith(files);
  git(root, "init", "--quiet", "--initial-branch=main");
  git(root, "config", "user.name", "Ada");
  git(root, "config", "user.email", "ada@example.org");
  return root;
}

function committed(files: Record<string, string>): string {
  const root = repository(files);
  git(root, "add", ".");
  git(root, ...person, "commit", "--quiet", "-m", "First");
  return root;
}

describe("showReader", function () {
  this.timeout(20_000);

  it("gives a file as it was in a commit, from the folder that was opened, and nothing where there was none", async () => {
    const root = committed({ "app/state: x.json": "{}", "other.json": "[]" });
    const head = git(root, "rev-parse", "HEAD").trim();
    put(root, "app/state: x.json", "broken");
    equal(await showReader(root)(head, "app/state: x.json"), "{}");
    equal(await showReader(join(root, "app"))(head, "state: x.json"), "{}");
    equal(await showReader(root)(head, "nothing.json"), undefined);
    equal(await showReader(root)("--output=x", "other.json"), undefined);
    equal(await showReader(folderWith({}))(head, "other.json"), undefined);
  });
});

describe("gitReader", function () {
  this.timeout(20_000);

  it("knows which commits are the branch's own, and what their messages say below the subject", async () => {
    const root = committed({ "a.md": "a" });
    deepEqual((await gitReader(root)())?.branchCommits, []);
    git(root, "checkout", "--quiet", "-b", "feature/offline-scans");
    put(root, "src/scan.ts", "a");
    git(root, "add", ".");
    git(root, ...person, "commit", "--quiet", "-m", "wip", "-m", "For offline scans");
    const facts = await gitReader(root)();
    deepEqual(facts?.branchCommits, [facts?.head]);
    equal(facts?.commits[0]?.body, "For offline scans");
  });

  it("knows head, branch, commits, changes and the person", async () => {
    const root = committed({ "plan.md": "a", "src/x.ts": "a" });
    put(root, "plan.md", "b");
    put(root, "new ü.md", "b");
    put(root, "d/deep.md", "b");
    const facts = await gitReader(root)();
    equal(facts?.head, git(root, "rev-parse", "HEAD").trim());
    equal(facts?.branch, "main");
    equal(facts?.truncated, false);
    deepEqual(facts?.dirty, ["d/deep.md", "new ü.md", "plan.md"]);
    deepEqual(facts?.user, { name: "Ada", email: "ada@example.org" });
    const [commit] = facts?.commits ?? [];
    deepEqual(
      [commit?.author, commit?.email, commit?.subject, commit?.parents, commit?.files],
      ["Ada", "ada@example.org", "First", 0, ["plan.md", "src/x.ts"]],
    );
    match(commit?.at ?? "", /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it("tells paths from the workspace folder where that is below the repository's top", async () => {
    const root = committed({ "top.md": "a", "ws/plan.md": "a", "ws/old.md": "a" });
    git(root, "mv", "ws/old.md", "ws/moved.md");
    put(root, "top.md", "b");
    put(root, "ws/new.md", "b");
    const facts = await gitReader(join(root, "ws"))();
    deepEqual(facts?.commits[0]?.files, ["old.md", "plan.md"]);
    deepEqual(facts?.dirty, ["moved.md", "new.md", "old.md"]);
  });

  it("works before the first commit, and on a detached head", async () => {
    const root = repository({ "a.md": "" });
    const facts = await gitReader(root)();
    deepEqual([facts?.head, facts?.branch, facts?.commits, facts?.dirty], ["", "main", [], ["a.md"]]);
    git(root, "add", ".");
    git(root, "commit", "--quiet", "-m", "x");
    git(root, "checkout", "--quiet", "--detach");
    equal((await gitReader(root)())?.branch, "");
  });

  it("is undefined without a repository and in a missing folder", async () => {
    const root = folderWith();
    equal(await gitReader(root)(), undefined);
    equal(await gitReader(join(root, "gone"))(), undefined);
  });

  it("reads the log again only when HEAD moves", async () => {
    const root = committed({ "a.md": "a" });
    const read = gitReader(root);
    const first = await read();
    equal(await read(), first, "the very same facts");
    put(root, "b.md", "b");
    const second = await read();
    equal(second?.commits, first?.commits, "the same log");
    deepEqual(second?.dirty, ["b.md"]);
    git(root, "add", ".");
    git(root, "commit", "--quiet", "-m", "Second");
    deepEqual(
      (await read())?.commits.map(({ subject }) => subject),
      ["Second", "First"],
    );
  });

  it("tells which files came to be with a commit", async () => {
    const root = committed({ "a.md": "a", "gone.md": "a" });
    put(root, "a.md", "b");
    put(root, "ü b.md", "b");
    git(root, "rm", "--quiet", "gone.md");
    git(root, "add", ".");
    git(root, "commit", "--quiet", "-m", "Second");
    deepEqual(
      (await gitReader(root)())?.commits.map(({ files, added }) => [files, added]),
      [
        [["a.md", "gone.md", "ü b.md"], ["ü b.md"]],
        [
          ["a.md", "gone.md"],
          ["a.md", "gone.md"],
        ],
      ],
    );
  });

  it("says that a shallow log is cut off", async () => {
    const origin = committed({ "a.md": "a" });
    put(origin, "a.md", "b");
    git(origin, "commit", "--quiet", "-am", "Second");
    const root = folderWith();
    git(root, "clone", "--quiet", "--depth", "1", `file://${origin}`, "copy");
    equal((await gitReader(join(root, "copy"))())?.truncated, true);
  });

  it("runs no program that the repository names, and does not touch the index", async () => {
    const root = committed({ "a.md": "a" });
    const trap = join(root, ".git", "trap");
    put(root, ".git/trap.sh", `#!/bin/sh\ntouch "${trap}"\n`);
    chmodSync(join(root, ".git/trap.sh"), 0o755);
    git(root, "config", "core.fsmonitor", join(root, ".git/trap.sh"));
    git(root, "config", "core.hooksPath", join(root, ".git"));
    git(root, "config", "gpg.program", join(root, ".git/trap.sh"));
    git(root, "config", "core.pager", join(root, ".git/trap.sh"));
    equal((await gitReader(root)())?.commits.length, 1);
    equal(existsSync(trap), false);
  });

  it("takes no folder for a repository that a clone brought along, with settings of its own, among its files", async () => {
    const root = repository();
    const trap = `${root}-trap`;
    const inner = join(root, "inner");
    mkdirSync(inner);
    git(inner, "init", "--quiet", "--bare", ".");
    git(inner, "config", "core.bare", "false");
    git(inner, "config", "core.worktree", inner);
    put(inner, "plan.md", "# Plan\n");
    git(inner, "--git-dir=.", "--work-tree=.", "add", "plan.md");
    put(inner, "info/attributes", "*.md filter=trap\n");
    git(inner, "config", "filter.trap.clean", `touch "${trap}"; cat`);
    put(inner, "plan.md", "# Plot\n");
    equal(await gitReader(inner)(), undefined);
    equal(existsSync(trap), false);
  });

  it("does not mind hostile subjects and file names", () => {
    const header = "\0\0Habc\0T0\0N\0E\0P1 2\0S\x1e evil\0B";
    deepEqual(parseLog(`${header}\0\nA\0\nodd.md\0M\0b.md\0`), [
      {
        sha: "abc",
        at: "1970-01-01T00:00:00.000Z",
        author: "",
        email: "",
        subject: "\x1e evil",
        parents: 2,
        files: ["\nodd.md", "b.md"],
        added: ["\nodd.md"],
      },
    ]);
    equal(parseLog(`${header}${header}`).length, 2);
    deepEqual(parseLog(""), []);
  });
});

describe("commitPaths", function () {
  this.timeout(20_000);

  it("takes a hook that refuses without a word for a refusal, and leaves the index as it was", async () => {
    const root = committed({ "a.md": "a" });
    put(root, ".git/hooks/pre-commit", "#!/bin/sh\nexit 1\n");
    chmodSync(join(root, ".git/hooks/pre-commit"), 0o755);
    put(root, "new.md", "new");
    const head = git(root, "rev-parse", "HEAD");
    equal((await commitPaths(root, ["new.md"], "New", { hooks: true })).done, false);
    equal(git(root, "rev-parse", "HEAD"), head);
    equal(git(root, "status", "--short"), "?? new.md\n");
  });

  it("commits exactly the paths it is given and leaves the index alone", async () => {
    const root = committed({ "a.md": "a", "b.md": "b", "c.md": "c" });
    put(root, "a.md", "a2");
    put(root, "b.md", "b2");
    put(root, "c.md", "c2");
    put(root, "d/new.md", "new");
    put(root, "other.md", "other");
    git(root, "add", "b.md");
    const result = await commitPaths(root, ["a.md", "d/new.md"], "Advance");
    equal(result.done && result.created, true);
    equal(result.done && result.sha, git(root, "rev-parse", "HEAD").trim());
    equal(git(root, "show", "--name-only", "--format=%s", "HEAD"), "Advance\n\na.md\nd/new.md\n");
    equal(git(root, "status", "--porcelain"), "M  b.md\n M c.md\n?? other.md\n");
  });

  it("makes the first commit, from a folder below the top too", async () => {
    const root = repository({ "ws/a.md": "a", "ws/b.md": "b" });
    equal((await commitPaths(join(root, "ws"), ["a.md"], "First")).done, true);
    equal(git(root, "status", "--porcelain", "-uall"), "?? ws/b.md\n");
  });

  it("takes paths as names, not as patterns", async () => {
    const root = committed({ "[a].md": "1", "a.md": "1", "docs/ring:x/f.md": "1" });
    put(root, "[a].md", "2");
    put(root, "a.md", "2");
    put(root, "docs/ring:x/f.md", "2");
    equal((await commitPaths(root, ["[a].md", "docs/ring:x/f.md"], "-m --amend")).done, true);
    equal(git(root, "status", "--porcelain"), " M a.md\n");
  });

  it("can be tried again", async () => {
    const root = committed({ "a.md": "a" });
    deepEqual(await commitPaths(root, ["a.md"], "Again"), {
      done: true,
      sha: git(root, "rev-parse", "HEAD").trim(),
      created: false,
    });
  });

  it("says why it could not, and leaves the index as it was", async () => {
    const root = committed({ "a.md": "a", ".gitignore": "logs/\n" });
    put(root, "logs/x.md", "x");
    const message = async (...paths: string[]): Promise<string> => {
      const result = await commitPaths(root, paths, "No");
      return result.done ? "done" : result.message;
    };
    match(await message("logs/x.md"), /^Not committed: git ignores logs\/x\.md; change \.gitignore/);
    match(await message("missing.md"), /^Not committed: .*missing\.md/);
    match(await message("../out.md"), /^Not committed: .*out\.md/);
    match(await message(), /no path/);
    put(root, "new.md", "new");
    put(root, ".git/index.lock", "");
    match(await message("new.md"), /index\.lock/);
    rmSync(join(root, ".git/index.lock"));
    equal(git(root, "status", "--porcelain"), "?? new.md\n");
    match(
      ((await commitPaths(folderWith({ "a.md": "" }), ["a.md"], "No")) as { message: string }).message,
      /not a git repository/,
    );
  });

  it("takes the names out of the index again when the commit fails", async () => {
    const root = committed({ "a.md": "a" });
    put(root, "new.md", "new");
    // A pre-commit hook that refuses.
    mkdirSync(join(root, ".git/hooks"), { recursive: true });
    put(root, ".git/hooks/pre-commit", "#!/bin/sh\necho 'error: not today' >&2\nexit 1\n");
    chmodSync(join(root, ".git/hooks/pre-commit"), 0o755);
    deepEqual(await commitPaths(root, ["new.md"], "No", { hooks: true }), {
      done: false,
      message: "Not committed: not today.",
    });
    equal(git(root, "status", "--porcelain"), "?? new.md\n");
    equal((await commitPaths(root, ["new.md"], "Yes")).done, true, "hooks do not run unless asked for");
  });

  it("is what follows a Change", async () => {
    const root = committed({ "a.md": "a" });
    put(root, "a.md", "b");
    const followed = await runFollowUps(
      root,
      [
        { kind: "open", path: "a.md" },
        { kind: "commit", paths: ["a.md"], message: "Second" },
        { kind: "commit", paths: ["gone.md"], message: "Third" },
      ],
      () => undefined,
    );
    deepEqual(
      followed.map(({ done }) => done),
      [true, false],
    );
    match(followed[0]?.message ?? "", /^Committed as [0-9a-f]{10}: Second$/);
  });
});
