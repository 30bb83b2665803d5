import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { folderWith } from "../host/folder.ts";

// The keys, the agent and the settings of whoever runs the tests are none of the tests'.
process.env.GIT_CONFIG_GLOBAL = devNull;
process.env.GIT_CONFIG_NOSYSTEM = "1";
delete process.env.SSH_AUTH_SOCK;

/** A key made for a test. */
export interface Key {
  /** The private key's file. */
  path: string;
  /** `ssh-ed25519 AAAA…` */
  line: string;
  /** `SHA256:…` */
  fingerprint: string;
}

/** Makes a key with ssh-keygen; a test cannot do without it, and fails where it is missing. */
export function newKey(passphrase = ""): Key {
  const path = join(folderWith(), "key");
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", passphrase, "-C", "", "-f", path]);
  const line = readFileSync(`${path}.pub`, "utf8").trim();
  const fingerprint = execFileSync("ssh-keygen", ["-lf", path], { encoding: "utf8" }).split(" ")[1] ?? "";
  return { path, line, fingerprint };
}

/** Signs a text as Plangate does, or for another purpose; gives the signature as a record keeps it. */
export function signedBy({ path }: Key, text: string, namespace = "plangate"): string {
  const args = ["-q", "-Y", "sign", "-n", namespace, "-f", path];
  const armored = execFileSync("ssh-keygen", args, { input: text, encoding: "utf8", stdio: "pipe" });
  return armored.replace(/-----.*-----|\s/g, "");
}

export const git = (root: string, ...args: string[]): string =>
  execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: "pipe" });

/** A repository with these files, in which Ada works. */
export function adasRepository(files: Record<string, string> = {}): string {
  const root = folderWith(files);
  git(root, "init", "--quiet");
  git(root, "config", "user.name", "Ada");
  git(root, "config", "user.email", "ada@example.org");
  return root;
}

/** Has git sign with a key here. */
export function signWith(root: string, key: string): void {
  git(root, "config", "gpg.format", "ssh");
  git(root, "config", "user.signingkey", key);
}

/** Writes the allowed signers, a line each, outside of the folder. */
export function allow(root: string, ...lines: string[]): string {
  const path = `${root}-signers`;
  writeFileSync(path, `${lines.join("\n")}\n`);
  git(root, "config", "gpg.ssh.allowedSignersFile", path);
  return path;
}
