import type { Change, Plan, PlanContext, ReadResult, Refusal } from "../../core/index.ts";
import type { FolderEngine } from "./folderEngine.ts";

/** Asks for a plan, and again with the texts it wants, until it is a change or a refusal. */
export async function planIn(engine: FolderEngine, make: (context: PlanContext) => Plan): Promise<Change | Refusal> {
  const workspace = engine.workspace;
  if (!workspace) return refusal("not-read", "The folder has not been read yet. Try again in a moment.");
  const texts: Record<string, ReadResult> = {};
  for (;;) {
    const context: PlanContext = {
      workspace,
      texts: { ...texts },
      now: engine.ports.now(),
      sha256: (text) => engine.ports.sha256(text),
    };
    const plan = make(context);
    if (plan.kind !== "wants") return plan;
    const missing = plan.texts.filter((path) => !(path in texts));
    if (missing.length === 0) throw new Error(`A plan wants texts that it was given: ${plan.texts.join(", ")}`);
    await Promise.all(
      missing.map(async (path) => {
        texts[path] = await engine.ports.read(path);
      }),
    );
  }
}

/** A refusal that comes from the editor's side, not from a gate. */
export const refusal = (code: string, message: string): Refusal => ({ kind: "refusal", code, message, unmet: [] });
