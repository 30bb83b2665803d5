import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { env } from "node:process";
import { createInterface } from "node:readline";
import { atExit } from "../atExit.ts";
import { must } from "../run.ts";
import type { Installed } from "./install.ts";
import { temporary } from "./temporary.ts";

export interface ServerOptions {
  /** Whether folders are trusted; untrusted ones open in Restricted Mode. */
  trusted?: boolean;
  settings?: Record<string, unknown>;
  /** A `.vsix` that is installed before the editor starts. */
  extension?: string | undefined;
  env?: Record<string, string>;
}

/** A running VS Code server; `authority` is its host and port. */
export interface Server {
  authority: string;
  stop(): Promise<void>;
}

/** A quiet editor in which nothing but the extension draws attention. */
const quiet = {
  "telemetry.telemetryLevel": "off",
  "workbench.enableExperiments": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  "chat.commandCenter.enabled": false,
  "extensions.ignoreRecommendations": true,
  "extensions.autoCheckUpdates": false,
  "security.workspace.trust.startupPrompt": "never",
  "git.openRepositoryInParentFolders": "never",
  "git.autofetch": false,
  "files.autoSave": "off",
};

/** Starts the server on a free port with data of its own, which are gone after `stop`. */
export async function startServer(installed: Installed, options: ServerOptions = {}): Promise<Server> {
  const data = temporary("editor");
  const user = join(data.path, "data", "User");
  await mkdir(user, { recursive: true });
  await writeFile(join(user, "settings.json"), JSON.stringify({ ...quiet, ...options.settings }));

  const own = ["--server-data-dir", data.path, "--accept-server-license-terms"];
  if (options.extension !== undefined)
    await must(installed.node, [...installed.args, ...own, "--install-extension", options.extension]);
  const args = [
    ...installed.args,
    ...own,
    ...["--host", "127.0.0.1", "--port", "0", "--without-connection-token"],
    ...["--telemetry-level", "off", "--force-disable-user-env"],
    ...(options.trusted === false ? [] : ["--disable-workspace-trust"]),
  ];
  const child = spawn(installed.node, args, {
    // A group of its own: the extension hosts that the server forks end with it.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    // The sockets of an editor that is ended lie there, and go with the rest.
    env: { ...env, TMPDIR: data.path, ...options.env },
  });
  const kill = atExit(() => killGroup(child));
  const stop = async () => {
    const ended = child.exitCode === null ? once(child, "exit") : undefined;
    kill();
    await ended;
    data.remove();
  };
  try {
    return { authority: `127.0.0.1:${await portOf(child)}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The port that the server reports; the system chose it, so that two editors never meet. */
function portOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      // Read to the end, or the pipe fills and the server halts.
      createInterface({ input: stream as NodeJS.ReadableStream }).on("line", (line) => {
        said.push(line);
        const port = /agent listening on (\d+)/.exec(line)?.[1];
        if (port) {
          resolve(port);
        }
      });
    }
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`The VS Code server ended with ${code}:\n${said.join("\n")}`)));
  });
}

function killGroup(child: ChildProcess): void {
  try {
    process.kill(-(child.pid as number), "SIGKILL");
  } catch {
    // It has ended already.
  }
}
