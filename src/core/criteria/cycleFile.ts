import type { CycleDocument } from "../document.ts";
import { t } from "../l10n.ts";
import { type GateContext, type Outcome, unknown } from "./criterion.ts";

/** The state file that a criterion of the feature as a whole is about: the last whole one where it is broken now. */
export interface CycleFile {
  document: CycleDocument;
  cycle: CycleDocument["cycle"];
  path: string;
}

export function cycleFile(role: string, { feature, facts }: GateContext): CycleFile | Outcome {
  const path = feature.files.find((file) => file.role === role)?.path;
  const document = path === undefined ? undefined : facts.document(path);
  if (path === undefined || document?.kind !== "cycle") return unknown(t`The state file cannot be read`);
  return { document, cycle: document.lastGood?.cycle ?? document.cycle, path };
}

export const isMissing = (found: CycleFile | Outcome): found is Outcome => "verdict" in found;
