import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import {
  type Signing,
  type SignResult,
  signatureNamespace,
  type ToSign,
  t,
  type Verified,
} from "../../../core/index.ts";
import { isFor } from "./allowedSigners.ts";
import { inTemporary, runTool } from "./runTool.ts";
import { type SshSettings, sshSettings } from "./settings.ts";
import { fingerprintOf, keyIn, unarmored } from "./sshSignature.ts";
import { verifyWith } from "./verify.ts";

/** What signs the decisions of one person in one folder, as git is set up there. */
export interface Signer {
  /** How it will be done, for the person to know before they confirm. */
  setup: Signing;
  /** Signs one text after the other; once one fails, the others fail for the same reason and nobody is asked again. */
  sign(wanted: readonly ToSign[]): Promise<Record<string, SignResult>>;
}

/** A person needs time to type a passphrase or to touch a key; longer than this nobody is waited for. */
const limit = 90_000;

/**
 * Reads how decisions are signed in a folder. Nothing is signed yet. `asks` is true where ssh-keygen may talk to the
 * person at the terminal it runs in.
 */
export async function signerIn(root: string, email: string, asks: boolean): Promise<Signer> {
  const settings = await sshSettings(root);
  const none = (reason: string): Signer => ({ setup: { kind: "none", reason }, sign: async () => ({}) });
  if (!settings.isSsh) return none(t`git is not set up to sign with SSH`);
  if (settings.signingKey === "") return none(t`git names no key to sign with (user.signingkey)`);
  const key = await publicKey(settings.signingKey);
  const setup: Signing = {
    kind: "key",
    key: key === undefined ? basename(settings.signingKey) : fingerprintOf(key),
    ...expectation(settings, key, email),
  };
  const sign = async (wanted: readonly ToSign[]): Promise<Record<string, SignResult>> => {
    const results: Record<string, SignResult> = {};
    let failed: SignResult | undefined;
    for (const each of wanted) {
      const result: SignResult = failed ?? (await signOne(settings, each, asks));
      if (result.kind === "failed") failed = result;
      results[each.payload] = result;
    }
    return results;
  };
  return { setup, sign };
}

/** The public half of the key that is set, where it is written down; a private key without it tells only by signing. */
async function publicKey(place: string): Promise<string | undefined> {
  const literal = literalKey(place);
  if (literal !== undefined) return keyIn(literal);
  for (const path of [`${place}.pub`, place]) {
    const key = keyIn((await readFile(path, "utf8").catch(() => "")).split(/\r?\n/, 1)[0] ?? "");
    if (key !== undefined) return key;
  }
  return undefined;
}

function literalKey(place: string): string | undefined {
  if (place.startsWith("key::")) return place.slice("key::".length);
  return place.startsWith("ssh-") ? place : undefined;
}

/** What a signature by this key would be worth, as far as the allowed signers file tells without one. */
function expectation({ allowedSigners }: SshSettings, key: string | undefined, email: string): { expected?: Verified } {
  if (!allowedSigners)
    return {
      expected: { verdict: "unverified", reason: t`git names no allowed signers here (gpg.ssh.allowedSignersFile)` },
    };
  // A certificate, a time or a purpose: only a signature tells.
  if (key === undefined || allowedSigners.signers.some((each) => each.isAuthority)) return {};
  const lines = allowedSigners.signers.filter((each) => each.key === key);
  const fingerprint = fingerprintOf(key);
  const own = lines.filter(({ principals }) => isFor(principals, email));
  if (own.some(({ isBounded }) => isBounded) || lines.some(({ isBounded }) => isBounded)) return {};
  if (own.length > 0) return { expected: { verdict: "valid", fingerprint } };
  if (lines.length === 0)
    return {
      expected: { verdict: "unknown-signer", fingerprint, reason: t`the key is not among git's allowed signers` },
    };
  const owner = lines.flatMap(({ principals }) => principals).join(", ");
  return {
    expected: {
      verdict: "wrong-key",
      fingerprint,
      principal: owner,
      reason: t`the key is that of ${owner}, not of ${email}`,
    },
  };
}

async function signOne(settings: SshSettings, wanted: ToSign, asks: boolean): Promise<SignResult> {
  try {
    return await inTemporary((folder) => signIn(folder, settings, wanted, asks));
  } catch {
    return { kind: "failed", reason: t`no temporary file could be written` };
  }
}

/** As git does it: the text in a file, the signature beside it. */
async function signIn(folder: string, settings: SshSettings, wanted: ToSign, asks: boolean): Promise<SignResult> {
  const { program, signingKey } = settings;
  const literal = literalKey(signingKey);
  const key = literal === undefined ? signingKey : join(folder, "key.pub");
  if (literal !== undefined) await writeFile(key, `${literal}\n`);
  const text = join(folder, "decision");
  await writeFile(text, wanted.payload);
  const args = ["-Y", "sign", "-n", signatureNamespace, "-f", key, text];
  const ran = await runTool(program, args, { cwd: folder, input: "", limit, asks });
  const failed = (reason: string): SignResult => ({ kind: "failed", reason });
  if (ran.flaw === "missing")
    return failed(t`${program} could not be run; install OpenSSH, or set git's gpg.ssh.program`);
  if (ran.flaw === "late") return failed(t`${program} got no answer in ${limit / 1000} seconds; run ssh-add first`);
  const signature = ran.code === 0 ? unarmored(await readFile(`${text}.sig`, "latin1").catch(() => "")) : undefined;
  if (signature === undefined) return failed(whyNot(ran.stderr, signingKey, literal !== undefined));
  const verified = await verifyWith(settings, { ...wanted, signature });
  return { kind: "signed", signature, verified };
}

/** What ssh-keygen said went wrong, and what to do about it. */
function whyNot(stderr: string, key: string, isLiteral: boolean): string {
  if (/passphrase/i.test(stderr))
    return t`the passphrase of ${key} was not given, or is another one; run ssh-add ${key} first`;
  if (/no private key found|agent/i.test(stderr))
    return isLiteral
      ? t`the SSH agent does not hold the key; add it with ssh-add first`
      : t`the SSH agent does not hold the key of ${key}; add it with ssh-add first`;
  const said = stderr.split(/\r?\n/).find((line) => /\S/.test(line) && !/^(Signing file|Enter )/.test(line));
  return said === undefined ? t`ssh-keygen did not sign and did not say why` : t`ssh-keygen said “${said.trim()}”`;
}
