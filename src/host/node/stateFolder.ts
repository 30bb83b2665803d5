import { access, constants, lstat, mkdir, realpath } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { env, getuid, platform } from "node:process";
import { t } from "../../core/index.ts";
import { sha256 } from "./read.ts";
import { KnownFailure } from "./reason.ts";

/** Where the open journal of a workspace folder is kept, its lock beside it. The folder above exists, this one only while
 * something is being written.
 *
 * It lies with the person's own state, not in `.plangate/`: that folder means "adopted", so writing must not create it; a
 * place that depends on whether it exists would give two writers two locks during the very Change that creates it;
 * and a journal in the workspace could be planted by whoever wrote the repository. Temporary folders lose it on reboot. */
export async function stateFolder(root: string, home = stateHome()): Promise<string> {
  const key = sha256(await realpath(root)).slice(0, 32);
  for (const candidate of [home, join(tmpdir(), `plangate-${getuid?.() ?? "user"}`)]) {
    try {
      await mkdir(candidate, { recursive: true, mode: 0o700 });
      await access(candidate, constants.W_OK);
      if (await isOurs(candidate)) {
        return join(candidate, key);
      }
    } catch {
      // Without a home that can be written, the temporary folder has to do.
    }
  }
  throw new KnownFailure(t`neither the state folder of your account nor the temporary folder can be written`);
}

function stateHome(): string {
  if (platform === "win32") {
    return join(env.LOCALAPPDATA || join(homedir(), "AppData", "Local"), "plangate");
  }
  if (platform === "darwin") {
    return join(homedir(), "Library", "Application Support", "plangate");
  }
  return join(env.XDG_STATE_HOME || join(homedir(), ".local", "state"), "plangate");
}

/** Others can write to a shared temporary folder: what they prepared there is not ours to trust. */
async function isOurs(folder: string): Promise<boolean> {
  const found = await lstat(folder);
  return found.isDirectory() && (getuid === undefined || found.uid === getuid());
}
