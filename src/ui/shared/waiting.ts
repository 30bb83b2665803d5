import { type GitFacts, type JudgedFeature, type WaitingGate, waitingFor } from "../../core/index.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";

/** Every judged feature is looked at once for each reading of git, whoever asks. */
const known = new WeakMap<JudgedFeature, { git: GitFacts | undefined; gates: readonly WaitingGate[] }>();

/** The gates of a feature that wait for the person whom git knows here. */
export function waitingIn(
  { workspace }: Pick<FolderEngine, "workspace">,
  feature: JudgedFeature,
): readonly WaitingGate[] {
  if (!workspace) return [];
  const facts = workspace.facts();
  const before = known.get(feature);
  if (before && before.git === facts.git) return before.gates;
  const gates = waitingFor(feature, facts.git?.user ?? { name: "", email: "" }, facts);
  known.set(feature, { git: facts.git, gates });
  return gates;
}
