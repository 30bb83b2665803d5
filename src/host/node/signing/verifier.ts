import type { Ports } from "../../../core/index.ts";
import { type SshSettings, sshSettings } from "./settings.ts";
import { verifyWith } from "./verify.ts";

/** Verifies signatures in a folder over git's settings as `signers` last found them. Nothing runs before one is asked. */
export function verifierIn(root: string): Pick<Ports, "verify" | "signers"> {
  let settings: Promise<SshSettings> | undefined;
  const look = (): Promise<SshSettings> => {
    settings = sshSettings(root);
    return settings;
  };
  return {
    signers: async () => (await look()).state,
    verify: async (signed) => verifyWith(await (settings ?? look()), signed),
  };
}

/** Where nothing is to be run, no signature is verified. */
export const noVerifier = (reason: string): Pick<Ports, "verify" | "signers"> => ({
  signers: async () => reason,
  verify: async () => ({ verdict: "unverified", reason }),
});
