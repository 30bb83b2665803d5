import { deepEqual, equal, match } from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { folderWith, put } from "../host/folder.ts";
import { mini, problem } from "./cli.ts";

const main = fileURLToPath(new URL("../../../src/cli/main.ts", import.meta.url));

/** Gives a program a terminal of its own, and passes on what it says and what is typed. */
const inTerminal = `
import os, pty, sys, select
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
open_in = True
while True:
    ready, _, _ = select.select([fd] + ([0] if open_in else []), [], [])
    if fd in ready:
        try:
            data = os.read(fd, 65536)
        except OSError:
            break
        if not data:
            break
        os.write(1, data)
    if open_in and 0 in ready:
        typed = os.read(0, 65536)
        if typed:
            os.write(fd, typed)
        else:
            open_in = False
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;

/** Runs the command line at a terminal; the answer is typed once the question stands there. */
function atTerminal(
  args: string[],
  answer: string,
  { env = {}, before = () => undefined }: { env?: Record<string, string>; before?: () => void } = {},
): Promise<{ code: number | null; screen: string }> {
  const { CI: _, ...inherited } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn("python3", ["-c", inTerminal, process.execPath, main, ...args], {
      env: { ...inherited, TERM: "xterm", ...env },
    });
    let screen = "";
    let isAsked = false;
    child.stdout.on("data", (data) => {
      screen += data;
      if (!isAsked && /Type “[^”]+” to [^:]*: /.test(screen)) {
        isAsked = true;
        before();
        child.stdin.write(`${answer}\r`);
      }
    });
    child.stderr.on("data", (data) => {
      screen += data;
    });
    child.on("error", reject);
    child.stdin.on("error", () => undefined);
    child.on("close", (code) => resolve({ code, screen }));
  });
}

function repository(): string {
  const root = folderWith({ ...mini, "work/sync_mini0.md": problem });
  const git = (...args: string[]) => execFileSync("git", args, { cwd: root });
  git("init", "--quiet");
  git("config", "user.name", "Ada");
  git("config", "user.email", "ada@example.org");
  return root;
}

const records = (root: string): string[] => {
  const folder = join(root, ".plangate/approvals");
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".yaml")).map((name) => readFileSync(join(folder, name), "utf8"));
};

describe("P-6 at a real terminal", function () {
  this.timeout(60_000);
  before(function () {
    // The pty module knows no Windows, and a bare machine may have no Python.
    if (
      process.platform === "win32" ||
      spawnSync("python3", ["-c", "import pty, os; os.waitstatus_to_exitcode"]).status !== 0
    )
      this.skip();
  });

  it("a person approves by typing the gate's name", async () => {
    const root = repository();
    const { code, screen } = await atTerminal(["approve", root, "--comment", "Read it"], "Problem");
    equal(code, 0, screen);
    match(screen, /Two instances disagree[\s\S]*Type “Problem” to approve: /);
    match(records(root)[0] ?? "", /decision: approved[\s\S]*through: terminal/);
  });

  it("what changed while it was read is refused and shown again, and nothing is recorded", async () => {
    const root = repository();
    const { code, screen } = await atTerminal(["approve", root], "Problem", {
      before: () => put(root, "work/sync_mini0.md", "# Sync\n\nSomething else altogether, and more of it.\n"),
    });
    equal(code, 1, screen);
    match(
      screen,
      /Type “Problem” to approve: [\s\S]*Something else altogether[\s\S]*the text changed while you read it/,
    );
    deepEqual(records(root), []);
  });

  it("another word records nothing", async () => {
    const root = repository();
    const { code, screen } = await atTerminal(["approve", root], "yes");
    equal(code, 1);
    match(screen, /that is not the gate's name/);
    deepEqual(records(root), []);
  });

  it("with CI set nobody is asked, also at a terminal, whatever is decided", async () => {
    const root = repository();
    for (const command of ["approve", "request-changes", "revoke", "waive", "skip", "adopt"]) {
      const { code, screen } = await atTerminal([command, root, "--comment", "Go"], "Problem", { env: { CI: "true" } });
      equal(code, 1, command);
      match(screen, /CI is set, and only a person decides/, command);
    }
    deepEqual(records(root), []);
  });
});
