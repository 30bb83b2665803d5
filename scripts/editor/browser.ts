import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { findPackageJSON } from "node:module";
import { delimiter, join } from "node:path";
import { env, getuid, platform } from "node:process";
import { promisify } from "node:util";
import { type Browser, chromium, type LaunchOptions } from "playwright-core";
import { root } from "../root.ts";
import { cached } from "./cache.ts";

/** Without these a closed network slows the browser down: it waits for hosts that it cannot reach. */
const quiet = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A browser without a window: the one of CHROME_PATH, an installed one, else the one inside an npm package. */
export async function launchBrowser(): Promise<Browser> {
  const args = getuid?.() === 0 ? [...quiet, "--no-sandbox"] : quiet;
  const named = env.CHROME_PATH;
  if (named) {
    return chromium.launch({ executablePath: named, args });
  }
  for (const browser of installed()) {
    try {
      return await chromium.launch({ ...browser, args });
    } catch {
      // Not there, or not able to run.
    }
  }
  return chromium.launch({ ...(await packaged()), args });
}

function installed(): LaunchOptions[] {
  if (platform !== "linux") {
    return [{ channel: "chrome" }, { channel: "msedge" }];
  }
  const folders = (env.PATH ?? "").split(delimiter);
  const names = ["google-chrome", "chromium", "chromium-browser", "microsoft-edge"];
  const files = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return files.filter((file) => existsSync(file)).map((executablePath) => ({ executablePath }));
}

/** The Chromium that @sparticuz/chromium carries, unpacked into the cache. */
async function packaged(): Promise<LaunchOptions> {
  const manifest = await readFile(findPackageJSON("@sparticuz/chromium", import.meta.url) as string, "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const folder = await cached(`chromium-${version}`, unpack);
  const executablePath = join(folder, "chromium");
  const fonts = { FONTCONFIG_FILE: join(folder, "fonts.conf") };
  // The libraries that come with it are for machines that lack them; elsewhere the machine's own fit better.
  const runs = await promisify(execFile)(executablePath, ["--version"]).then(
    () => true,
    () => false,
  );
  const libraries = runs ? {} : { LD_LIBRARY_PATH: join(folder, "al2023", "lib") };
  return { executablePath, env: { ...env, ...fonts, ...libraries } };
}

/**
 * The package unpacks into the temporary folder whatever is not there yet, half a file from an interrupted run
 * included, and its libraries only where it believes itself at its cloud vendor: a process of its own is told both.
 */
async function unpack(folder: string): Promise<void> {
  const code = 'import chromium from "@sparticuz/chromium"; await chromium.executablePath();';
  await promisify(execFile)(process.execPath, ["--input-type=module", "-e", code], {
    cwd: root,
    env: { ...env, TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" },
  });
  await writeFile(join(folder, "fonts.conf"), fontsConf);
}

/** The package's own fonts first, so that pictures look alike on every machine, then the machine's for other scripts. */
const fontsConf = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
`;
