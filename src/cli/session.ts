import { readdir } from "node:fs/promises";
import { resolve } from "node:path";
import {
  type Answers,
  type AskedQuestion,
  type Change,
  type Findings,
  loadProcesses,
  openWorkspace,
  type Plan,
  type PlanContext,
  type Ports,
  type Problem,
  type Process,
  type ReadResult,
  type Refusal,
  type SignResult,
  type Snapshot,
  searchKey,
  type Workspace,
} from "../core/index.ts";
import { nodePorts } from "../host/node/ports.ts";
import { readProcesses } from "../host/node/processes.ts";
import { codeOf, reasonOf } from "../host/node/reason.ts";
import type { Signer } from "../host/node/signing/sign.ts";
import { UsageError } from "./usageError.ts";

/** A folder that a command works on, read and judged once. */
export interface Session {
  /** Absolute. */
  root: string;
  ports: Ports;
  processes: Process[];
  workspace: Workspace;
  snapshot: Snapshot;
}

export interface SessionOptions {
  /** A fixed clock, ISO 8601. */
  now?: string | undefined;
}

/** Opens and judges a folder. An unreadable one is bad usage. */
export async function openSession(folder: string, { now }: SessionOptions = {}): Promise<Session> {
  const root = await readableFolder(folder);
  const ports = nodePorts(root, now === undefined ? {} : { now: clock(now) });
  const { processes, problems } = await processesIn(root);
  const workspace = openWorkspace(ports, processes, problems);
  const snapshot = await workspace.refresh();
  return { root, ports, processes, workspace, snapshot };
}

/** The processes known in a folder, and what is wrong with those that are not. */
export async function processesIn(root: string): Promise<{ processes: Process[]; problems: Problem[] }> {
  const { sources, problems } = await readProcesses(root);
  const loaded = loadProcesses(sources);
  return { processes: loaded.processes, problems: [...problems, ...loaded.problems] };
}

export async function readableFolder(folder: string): Promise<string> {
  const root = resolve(folder);
  try {
    await readdir(root);
    return root;
  } catch (error) {
    const why = codeOf(error) === "ENOTDIR" ? "it is no folder" : reasonOf(error);
    throw new UsageError(`The folder ${folder} cannot be read: ${why}.`);
  }
}

/** The time that a command is given instead of the clock's. */
export function clock(now: string): string {
  const time = /^\d{4}-\d\d-\d\d/.test(now) ? new Date(now) : new Date(Number.NaN);
  if (Number.isNaN(time.getTime())) {
    throw new UsageError(`--now ${now} is no time; write it as 2026-01-31T12:00:00Z.`);
  }
  return time.toISOString();
}

/** Answers a plan's question in the terminal; throws bad usage, or gives a refusal, where there is no answer. */
export type Asking = (question: AskedQuestion) => Promise<string | Refusal>;

/** What signs a decision. Until the person has confirmed it, the plan only hears how it will be signed. */
export interface Signed {
  signer: Signer;
  confirmed: boolean;
}

/** Asks for a plan, and again with the texts it wants and the answers it asks for, until it is a change or a refusal. */
export async function planned(
  session: Session,
  make: (context: PlanContext, answers: Answers) => Plan,
  asking: Asking = ({ label }) => Promise.reject(new Error(`Nobody is there to be asked: ${label}`)),
  signed?: Signed,
): Promise<Change | Refusal> {
  const texts: Record<string, ReadResult> = {};
  const searches: Record<string, Findings> = {};
  const answers: Record<string, string> = {};
  const signatures: Record<string, SignResult> = {};
  // A plan is made several times, and a decision has one time: what was signed holds it.
  const now = session.ports.now();
  for (;;) {
    const { workspace, ports } = session;
    const given = { texts: { ...texts }, searches: { ...searches } };
    const context: PlanContext = {
      workspace,
      ...given,
      now,
      sha256: ports.sha256,
      ...(signed && { signing: signed.signer.setup }),
      ...(signed?.confirmed && { signatures: { ...signatures } }),
    };
    const plan = make(context, { ...answers });
    if (plan.kind === "ask") {
      const { id, label } = plan.question;
      if (id in answers) {
        return refusal("internal", `The plan asks again for what was answered: ${label} Please report this.`);
      }
      const answer = await asking(plan.question);
      if (typeof answer !== "string") {
        return answer;
      }
      answers[id] = answer;
      continue;
    }
    if (plan.kind !== "wants") {
      return plan;
    }
    const missing = plan.texts.filter((path) => !(path in texts));
    const open = (plan.searches ?? []).filter((search) => !(searchKey(search) in searches));
    const unsigned = (plan.sign ?? []).filter(({ payload }) => !(payload in signatures));
    if (missing.length + open.length + unsigned.length === 0) {
      return refusal("internal", `The plan asks again for ${plan.texts.join(", ")}. Please report this.`);
    }
    if (signed && unsigned.length > 0) {
      Object.assign(signatures, await signed.signer.sign(unsigned));
    }
    for (const search of open) {
      searches[searchKey(search)] = await session.ports.search(search);
    }
    await Promise.all(
      missing.map(async (path) => {
        texts[path] = await session.ports.read(path);
      }),
    );
  }
}

/** A refusal that comes from the terminal's side, not from a gate. */
export const refusal = (code: string, message: string): Refusal => ({ kind: "refusal", code, message, unmet: [] });
