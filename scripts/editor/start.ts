import type { Browser } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { install } from "./install.ts";
import type { Release } from "./release.ts";
import { type Server, type ServerOptions, startServer } from "./server.ts";

/** A server and a browser to look at it with. */
export interface Editor {
  server: Server;
  browser: Browser;
  stop(): Promise<void>;
}

export async function startEditor(release: Release, options: ServerOptions): Promise<Editor> {
  const installed = await install(release);
  const browser = await launchBrowser();
  try {
    const server = await startServer(installed, options);
    return { server, browser, stop: async () => void (await Promise.all([browser.close(), server.stop()])) };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
