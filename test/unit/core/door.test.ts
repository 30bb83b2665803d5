import { deepEqual, equal } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const door = new URL("../../../src/core/index.ts", import.meta.url);

/** Every module that can be reached from one: those of the project by path, all others by name. */
function reachable(from: URL): { own: string[]; others: string[] } {
  const own = new Set<string>();
  const others = new Set<string>();
  const queue = [from];
  for (let module = queue.pop(); module; module = queue.pop()) {
    if (own.has(module.href)) continue;
    own.add(module.href);
    const text = readFileSync(module, "utf8").replace(/^\s*(\/\/|\/?\*).*$/gm, "");
    const names = [
      ...text.matchAll(
        /\bfrom\s+"([^"]+)"|\bimport\s*\(\s*["'`]([^"'`]+)|^import\s+"([^"]+)"|\brequire\s*\(\s*["'`]([^"'`]+)/gm,
      ),
    ];
    for (const found of names) {
      const name = found.slice(1).find((each) => each !== undefined) ?? "";
      if (name.startsWith(".")) queue.push(new URL(name, module));
      else others.add(name);
    }
  }
  return { own: [...own].sort(), others: [...others].sort() };
}

describe("the engine's door", () => {
  const { own, others } = reachable(door);
  const core = new URL("./", door).href;

  it("leads to nothing but the engine and four libraries: no node:*, no vscode", () => {
    deepEqual(others, ["jsonc-parser", "markdown-it", "yaml", "zod"]);
    deepEqual(
      own.filter((module) => !module.startsWith(core)),
      [],
    );
    equal(own.length > 30, true);
  });

  it("holds no clock, no randomness and no globals of a process", () => {
    const forbidden =
      /\bDate\.now\(|\bnew Date\(\s*\)|\bMath\.random\(|\bcrypto\.|\bprocess\.(env|cwd|argv|platform|hrtime)|\bsetTimeout\(|\bfetch\(|\bconsole\./;
    const users = own.filter((module) =>
      forbidden.test(readFileSync(new URL(module), "utf8").replace(/^\s*(\/\/|\/?\*).*$/gm, "")),
    );
    deepEqual(users, []);
  });

  it("opens in plain Node, without a flag or a word on stderr", () => {
    const script = `import { openWorkspace, readDocument } from ${JSON.stringify(door.href)}; console.log(typeof openWorkspace, typeof readDocument);`;
    const ran = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
      encoding: "utf8",
      cwd: fileURLToPath(new URL("/", door)),
      env: {},
    });
    deepEqual([ran.stdout, ran.stderr, ran.status], ["function function\n", "", 0]);
  });
});
