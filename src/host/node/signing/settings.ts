import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { gitIn } from "../gitClient.ts";
import { type AllowedSigner, readAllowedSigners } from "./allowedSigners.ts";

/** A file that git's configuration names, as it is now. */
interface NamedFile {
  path: string;
  /** Undefined where it cannot be read. */
  text: string | undefined;
}

/** How git is set up to sign and to verify with SSH. */
export interface SshSettings {
  /** ssh-keygen, or what does its work. */
  program: string;
  /** Whether git signs with SSH at all (`gpg.format`). */
  isSsh: boolean;
  /** A key, or the path of its file; empty where none is set. */
  signingKey: string;
  allowedSigners?: NamedFile & { signers: AllowedSigner[] };
  revocation?: NamedFile;
  /** Stands for all that verifying rests on. */
  state: string;
}

/** Reads git's settings for SSH signatures in a folder; without git there are none. Never throws. */
export async function sshSettings(root: string): Promise<SshSettings> {
  const { values, top } = await configured(root);
  const [allowed, revoked] = await Promise.all(
    ["gpg.ssh.allowedsignersfile", "gpg.ssh.revocationfile"].map((key) => named(values.get(key) ?? "", top)),
  );
  const program = values.get("gpg.ssh.program") ?? "";
  const told = [program, allowed?.path, allowed?.text, revoked?.path, revoked?.text];
  return {
    program: program === "" ? "ssh-keygen" : expanded(program),
    isSsh: values.get("gpg.format") === "ssh",
    signingKey: keyPlace(values.get("user.signingkey") ?? "", top),
    ...(allowed && { allowedSigners: { ...allowed, signers: readAllowedSigners(allowed.text ?? "") } }),
    ...(revoked && { revocation: revoked }),
    state: createHash("sha256")
      .update(JSON.stringify(told.map((each) => each ?? null)))
      .digest("hex"),
  };
}

/** The last value of each setting. A program is taken from the person's own configuration only, never from a repository's. */
async function configured(root: string): Promise<{ values: Map<string, string>; top: string }> {
  const values = new Map<string, string>();
  try {
    const git = await gitIn(root, { hooks: false });
    const out = await git
      .raw("config", "-z", "--show-scope", "--get-regexp", "^(gpg\\.(format|ssh\\..*)|user\\.signingkey)$")
      .catch(() => "");
    const parts = out.split("\0");
    for (let i = 0; i + 1 < parts.length; i += 2) {
      const [scope, entry = ""] = [parts[i], parts[i + 1]];
      const at = entry.indexOf("\n");
      const key = at < 0 ? entry : entry.slice(0, at);
      const isOwn = scope === "global" || scope === "system";
      if (key !== "gpg.ssh.program" || isOwn) values.set(key, at < 0 ? "" : entry.slice(at + 1));
    }
    const isRelative = [...values].some(([key, value]) => /file$|signingkey$/.test(key) && !isAbsolute(value));
    const top = isRelative ? await git.raw("rev-parse", "--show-toplevel").catch(() => "") : "";
    return { values, top: top.replace(/\r?\n$/, "") || root };
  } catch {
    return { values, top: root };
  }
}

/** `~/` is the person's own folder, as git reads it. */
const expanded = (path: string): string => (path.startsWith("~/") ? join(homedir(), path.slice(2)) : path);

async function named(value: string, top: string): Promise<NamedFile | undefined> {
  if (value === "") return undefined;
  const path = resolve(top, expanded(value));
  // A list of keys to revoke may be binary.
  const text = await readFile(path, "latin1").catch(() => undefined);
  return { path, text };
}

/** A key itself (`key::…`, or a public key as it is), or the path of its file. */
function keyPlace(value: string, top: string): string {
  if (value === "" || value.startsWith("key::") || value.startsWith("ssh-")) return value;
  return resolve(top, expanded(value));
}
