import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Order } from "./writer.ts";

const writer = fileURLToPath(new URL("./writer.ts", import.meta.url));

/** Writers for one folder. One more than is needed is always on its way, as starting one takes longer than a Change. */
export class Workers {
  readonly #root: string;
  readonly #state: string;
  #now: Promise<ChildProcessWithoutNullStreams>;
  #next: Promise<ChildProcessWithoutNullStreams>;
  /** How long an order of each kind takes when nobody kills it, in milliseconds. */
  readonly #usual = { change: 30, recover: 10 };

  constructor(root: string, state: string) {
    this.#root = root;
    this.#state = state;
    this.#now = this.#start();
    this.#next = this.#start();
  }

  /** Gives an order. With `kill` the writer is killed at a random moment of it, or shortly after its end. Undefined: killed. */
  async order<T>(order: Order, kill: boolean): Promise<T | undefined> {
    const kind = "change" in order ? "change" : "recover";
    const child = await this.#now;
    const began = performance.now();
    const answered = once(child.stdout, "data").then(([line]) => String(line));
    child.stdin.write(`${JSON.stringify(order)}\n`);
    const deadline = kill ? pause(Math.random() * 1.2 * this.#usual[kind]).then(() => undefined) : answered;
    const answer = await Promise.race([answered, deadline]);
    if (answer !== undefined) {
      // Only from those that nobody was after: what outran a kill was quicker than usual.
      if (!kill) this.#usual[kind] = 0.5 * this.#usual[kind] + 0.5 * Math.min(performance.now() - began, 1000);
      return JSON.parse(answer) as T;
    }
    child.kill("SIGKILL");
    await once(child, "close");
    this.#now = this.#next;
    this.#next = this.#start();
    return undefined;
  }

  async end(): Promise<void> {
    for (const child of await Promise.all([this.#now, this.#next])) child.kill("SIGKILL");
  }

  async #start(): Promise<ChildProcessWithoutNullStreams> {
    const child = spawn(process.execPath, [writer, this.#root, this.#state]);
    child.stdin.on("error", () => undefined);
    child.stderr.pipe(process.stderr);
    await once(child.stdout, "data");
    return child;
  }
}
