import { l10n } from "vscode";
import {
  type Answers,
  type AskedQuestion,
  type Change,
  type Findings,
  type Plan,
  type PlanContext,
  type ReadResult,
  type Refusal,
  type SignResult,
  searchKey,
} from "../../core/index.ts";
import type { Signer } from "../node/signing/sign.ts";
import type { FolderEngine } from "./folderEngine.ts";

/** Given in place of an answer: the person wants the question before this one again. */
export const back = Symbol("back");

/** Where a question stands among those of its plan. */
export interface Turn {
  /** How many of the plan's questions are answered. */
  answered: number;
  /** What was answered here before the person went back. */
  earlier?: string | undefined;
}

/** Answers a plan's question; undefined where the person turned away. */
export type Asking = (question: AskedQuestion, turn: Turn) => Promise<string | typeof back | undefined>;

/** What signs a decision. Until the person has confirmed it, the plan only hears how it will be signed. */
export interface SigningWith {
  signer: Signer;
  confirmed: boolean;
}

/**
 * Asks for a plan, and again with the texts it wants and the answers it asks for, until it is a change or a refusal.
 * Undefined where the person turned away from a question: nothing is to be done then. `back` where they went back from
 * the first one. `earlier` keeps the answers for when the person comes back.
 */
export async function planWith(
  engine: FolderEngine,
  make: (context: PlanContext, answers: Answers) => Plan,
  asking: Asking,
  earlier: Record<string, string> = {},
  signing?: SigningWith,
): Promise<Change | Refusal | typeof back | undefined> {
  const workspace = engine.workspace;
  if (!workspace) return refusal("not-read", l10n.t("The folder has not been read yet. Try again in a moment."));
  const texts: Record<string, ReadResult> = {};
  const answers: Record<string, string> = {};
  const asked: string[] = [];
  const searches: Record<string, Findings> = {};
  const signatures: Record<string, SignResult> = {};
  // A plan is made several times, and a decision has one time: what was signed holds it.
  const now = engine.ports.now();
  for (;;) {
    const context: PlanContext = {
      workspace,
      texts: { ...texts },
      searches: { ...searches },
      now,
      sha256: (text) => engine.ports.sha256(text),
      ...(signing && { signing: signing.signer.setup }),
      ...(signing?.confirmed && { signatures: { ...signatures } }),
    };
    const plan = make(context, { ...answers });
    if (plan.kind === "ask") {
      const { id } = plan.question;
      if (id in answers) throw new Error(`A plan asks again for what was answered: ${id}`);
      const answer = await asking(plan.question, { answered: asked.length, earlier: earlier[id] });
      if (answer === undefined) return undefined;
      if (answer === back) {
        const last = asked.pop();
        if (last === undefined) return back;
        delete answers[last];
        continue;
      }
      answers[id] = answer;
      earlier[id] = answer;
      asked.push(id);
      continue;
    }
    if (plan.kind !== "wants") return plan;
    const missing = plan.texts.filter((path) => !(path in texts));
    const open = (plan.searches ?? []).filter((search) => !(searchKey(search) in searches));
    const unsigned = (plan.sign ?? []).filter(({ payload }) => !(payload in signatures));
    if (missing.length + open.length + unsigned.length === 0)
      throw new Error(`A plan wants texts that it was given: ${plan.texts.join(", ")}`);
    if (signing && unsigned.length > 0) Object.assign(signatures, await signing.signer.sign(unsigned));
    for (const search of open) searches[searchKey(search)] = await engine.ports.search(search);
    await Promise.all(
      missing.map(async (path) => {
        texts[path] = await engine.ports.read(path);
      }),
    );
  }
}

/** A plan that has nothing to ask. */
export async function planIn(
  engine: FolderEngine,
  make: (context: PlanContext) => Plan,
  signing?: SigningWith,
): Promise<Change | Refusal> {
  const nobody: Asking = ({ id }) => Promise.reject(new Error(`Nobody is there to be asked: ${id}`));
  const plan = await planWith(engine, make, nobody, {}, signing);
  return plan as Change | Refusal;
}

/** A refusal that comes from the editor's side, not from a gate. */
export const refusal = (code: string, message: string): Refusal => ({ kind: "refusal", code, message, unmet: [] });
