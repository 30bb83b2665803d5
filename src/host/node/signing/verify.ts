import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Signed, signatureNamespace, t, type Verified } from "../../../core/index.ts";
import { isFor, spelled } from "./allowedSigners.ts";
import { atMost, inTemporary, runTool, type ToolRan } from "./runTool.ts";
import type { SshSettings } from "./settings.ts";
import { armored, fingerprintOf, keyType, readSshSignature } from "./sshSignature.ts";

/** ssh-keygen answers within milliseconds; what takes this long hangs. */
const limit = 10_000;

/** However many decisions are verified, so many programs run at once, for all folders together. */
const inTurn = atMost(4);

/** Verifies a decision's signature with ssh-keygen, as git is set up. Never throws. */
export async function verifyWith(settings: SshSettings, signed: Signed): Promise<Verified> {
  const read = readSshSignature(signed.signature);
  if (!read) return { verdict: "tampered", reason: t`what stands there is no SSH signature` };
  const fingerprint = fingerprintOf(read.key);
  if (read.version !== 1)
    return { verdict: "unverified", fingerprint, reason: t`the signature is of a newer kind than Plangate knows` };
  if (read.namespace !== signatureNamespace)
    return { verdict: "tampered", fingerprint, reason: t`the signature was made for something else than a decision` };
  try {
    const found = await inTurn(() => inTemporary((folder) => inFolder(folder, settings, signed)));
    return { ...found, fingerprint };
  } catch {
    return { verdict: "unverified", fingerprint, reason: t`no temporary file could be written` };
  }
}

async function inFolder(folder: string, settings: SshSettings, signed: Signed): Promise<Verified> {
  const { allowedSigners, revocation, program } = settings;
  const file = join(folder, "signature");
  await writeFile(file, armored(signed.signature));
  const run = (...args: string[]): Promise<ToolRan> =>
    runTool(program, ["-Y", ...args, "-s", file], { cwd: folder, input: signed.payload, limit });
  const fits = await run("check-novalidate", "-n", signatureNamespace);
  if (fits.code !== 0) return misfit(fits, program);
  const { key } = readSshSignature(signed.signature) ?? { key: "" };
  if (revocation && revocation.text === undefined)
    return unverified(t`git's list of revoked keys ${revocation.path} cannot be read`);
  // Whoever loses a key strikes it from the allowed signers as well: it must not become merely unknown by that.
  if (revocation && (await isRevoked(folder, key, revocation.path, run)))
    return { verdict: "wrong-key", reason: t`the key is on the list of revoked keys ${revocation.path}` };
  if (!allowedSigners) return unverified(t`git names no allowed signers here (gpg.ssh.allowedSignersFile)`);
  if (allowedSigners.text === undefined)
    return unverified(t`git's allowed signers file ${allowedSigners.path} cannot be read`);
  const who = spelled(signed.email, allowedSigners.signers);
  const time = `-Overify-time=${timeOf(signed.at)}`;
  const list = ["-f", allowedSigners.path];
  const verify = ["verify", "-n", signatureNamespace, ...list, "-I", who, time];
  const verified = await run(...verify);
  if (verified.code === 0) {
    if (!revocation || (await run(...verify, "-r", revocation.path)).code === 0)
      return { verdict: "valid", principal: who };
    return {
      verdict: "wrong-key",
      principal: who,
      reason: t`the key is on the list of revoked keys ${revocation.path}`,
    };
  }
  if (verified.flaw) return misfit(verified, program);
  const known = await run("find-principals", ...list, time);
  const principals = known.code === 0 ? known.stdout.trim().split(/[\n,]/).filter(Boolean) : [];
  const bound = boundIn(`${verified.stderr}\n${known.stderr}`);
  const isOwn = allowedSigners.signers.some((each) => each.key === key && isFor(each.principals, who));
  if (principals.length === 0 || isOwn || isFor(principals, who))
    return { verdict: "unknown-signer", reason: bound ?? t`the key is not among git's allowed signers` };
  const owner = principals.join(", ");
  const reason =
    signed.email === ""
      ? t`the key is that of ${owner}, not of nobody: the decision names no e-mail address`
      : t`the key is that of ${owner}, not of ${signed.email}`;
  return { verdict: "wrong-key", principal: owner, reason };
}

/** Whether a key is revoked, whoever's it is: asked with a list of signers that has this key alone. */
async function isRevoked(
  folder: string,
  key: string,
  list: string,
  run: (...args: string[]) => Promise<ToolRan>,
): Promise<boolean> {
  const signers = join(folder, "signers");
  await writeFile(signers, `anybody ${keyType(key)} ${key}\n`);
  const verify = ["verify", "-n", signatureNamespace, "-f", signers, "-I", "anybody"];
  // A certificate is no key of such a list: neither answer is yes then, and it is looked at with who certified it.
  return (await run(...verify, "-r", list)).code !== 0 && (await run(...verify)).code === 0;
}

const unverified = (reason: string): Verified => ({ verdict: "unverified", reason });

/** Why the signature alone, without anybody's name, does not hold. */
function misfit({ flaw, stderr }: ToolRan, program: string): Verified {
  if (flaw === "missing")
    return unverified(t`${program} could not be run; install OpenSSH, or set git's gpg.ssh.program`);
  if (flaw === "late") return unverified(t`${program} did not answer in time`);
  if (/incorrect signature/.test(stderr))
    return { verdict: "tampered", reason: t`the text of the decision, or the signature, was changed afterwards` };
  // Paths of temporary files would make two runs differ.
  const said =
    stderr
      .replace(/\S*plangate-sign-\S*/g, "…")
      .split("\n")
      .find((line) => line.trim() !== "") ?? "";
  return unverified(
    said === ""
      ? t`${program} could not verify the signature`
      : t`${program} could not verify the signature (${said.trim()})`,
  );
}

/** What bounds a key that the file has: a time, a purpose. */
function boundIn(stderr: string): string | undefined {
  if (/key has expired/.test(stderr)) return t`git's allowed signers file has the key for an earlier time only`;
  if (/key is not yet valid/.test(stderr)) return t`git's allowed signers file has the key for a later time only`;
  if (/not permitted for use in signature namespace/.test(stderr))
    return t`git's allowed signers file has the key for other purposes only; add ${signatureNamespace} to its namespaces`;
  return undefined;
}

/** A time as ssh-keygen reads it, in the zone of the machine: so does it read the times of the allowed signers file. */
function timeOf(at: string): string {
  const time = new Date(at);
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = `${String(time.getFullYear()).padStart(4, "0")}${two(time.getMonth() + 1)}${two(time.getDate())}`;
  return `${day}${two(time.getHours())}${two(time.getMinutes())}${two(time.getSeconds())}`;
}
