import { type Ports, t } from "../../core/index.ts";
import { gitReader, showReader } from "./git.ts";
import { defaultNamed, type Named } from "./named.ts";
import { readText, sha256 } from "./read.ts";
import { searchIn } from "./search.ts";
import { secretsIn } from "./secrets.ts";
import { noVerifier, verifierIn } from "./signing/verifier.ts";
import { walk } from "./walk.ts";

export interface NodePortsOptions {
  /** A fixed clock (ISO 8601); without it, the machine's. */
  now?: string;
  /** False where git is not to be run, as in Restricted Mode. */
  git?: boolean;
  /** What is read although ignored. */
  named?: Named;
}

/** What the engine asks of the outside, answered from a folder on disk. */
export function nodePorts(root: string, options: NodePortsOptions = {}): Ports {
  const { now, named = defaultNamed, git = true } = options;
  return {
    walk: () => walk(root, named),
    read: (path) => readText(root, path),
    search: (search) => searchIn(root, search, git),
    git: git ? gitReader(root) : async () => undefined,
    ...(git && { show: showReader(root) }),
    secrets: (path) => secretsIn(root, path),
    ...(git ? verifierIn(root) : noVerifier(t`nothing is run here`)),
    sha256,
    now: () => now ?? new Date().toISOString(),
  };
}
