/**
 * `npm start`: the extension in an editor, on a sample workspace or, with `-- --folder DIR`, on a folder of yours. In a
 * desktop VS Code where there is one, else in VS Code's server, for any browser. Stays until Ctrl-C.
 */
import { existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { env, platform } from "node:process";
import { parseArgs } from "node:util";
import { workbenchAddress } from "./editor/address.ts";
import { install } from "./editor/install.ts";
import { releases } from "./editor/release.ts";
import { startServer } from "./editor/server.ts";
import { copyWorkspace } from "./editor/workspace.ts";
import { root } from "./root.ts";
import { build, must } from "./run.ts";

const { values } = parseArgs({ options: { folder: { type: "string" } } });
// npm runs scripts in the project's folder; INIT_CWD is where the person stands.
const folder = values.folder ? resolve(env.INIT_CWD ?? ".", values.folder) : (await copyWorkspace("sample")).folder;

await build();
if (hasDisplay() && hasDesktopEditor()) {
  console.log(`Opening ${folder} in VS Code.`);
  await must("code", ["--new-window", "--wait", `--extensionDevelopmentPath=${root}`, folder], {
    shell: platform === "win32",
  });
} else {
  const server = await startServer(await install(releases.newest));
  console.log(`\nPlangate on ${folder}:\n\n  ${workbenchAddress(server.authority, { folder })}\n\nCtrl-C ends it.`);
}

function hasDisplay(): boolean {
  return platform !== "linux" || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

function hasDesktopEditor(): boolean {
  const folders = (env.PATH ?? "").split(delimiter);
  return folders.some((path) => existsSync(join(path, platform === "win32" ? "code.cmd" : "code")));
}
