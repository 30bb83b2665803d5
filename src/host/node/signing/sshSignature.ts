import { createHash } from "node:crypto";

/** What an SSH signature says of itself (OpenSSH's PROTOCOL.sshsig), before anything is verified. */
export interface SshSignature {
  version: number;
  /** The public key in base64, as key files and allowed signers write it. */
  key: string;
  namespace: string;
}

const begin = "-----BEGIN SSH SIGNATURE-----";
const end = "-----END SSH SIGNATURE-----";

/** The text of a signature file, for what a record keeps on one line. */
export const armored = (signature: string): string => `${begin}\n${signature.replace(/.{1,70}/g, "$&\n")}${end}\n`;

/** What a signature file holds, on one line; undefined where it is none. */
export function unarmored(text: string): string | undefined {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  const base64 = from < 0 || to < from ? "" : text.slice(from + begin.length, to).replace(/\s/g, "");
  return /^[A-Za-z0-9+/]+=*$/.test(base64) ? base64 : undefined;
}

/** Reads a signature; undefined where it is none. Never throws. */
export function readSshSignature(base64: string): SshSignature | undefined {
  if (base64.length > 100_000 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  const bytes = Buffer.from(base64, "base64");
  if (bytes.toString("base64").replace(/=+$/, "") !== base64.replace(/=+$/, "")) return undefined;
  if (bytes.length < 10 || bytes.subarray(0, 6).toString("latin1") !== "SSHSIG") return undefined;
  const version = bytes.readUInt32BE(6);
  let at = 10;
  const part = (): Buffer | undefined => {
    if (at + 4 > bytes.length) return undefined;
    const to = at + 4 + bytes.readUInt32BE(at);
    if (to > bytes.length) return undefined;
    const found = bytes.subarray(at + 4, to);
    at = to;
    return found;
  };
  const [key, namespace, reserved, hash, signature] = [part(), part(), part(), part(), part()];
  if (!key || !namespace || !reserved || !hash || !signature || signature.length === 0 || at !== bytes.length)
    return undefined;
  return { version, key: key.toString("base64"), namespace: namespace.toString("utf8") };
}

/** A public key's fingerprint, as ssh-keygen writes it. */
export const fingerprintOf = (key: string): string =>
  `SHA256:${createHash("sha256").update(Buffer.from(key, "base64")).digest("base64").replace(/=+$/, "")}`;

/** The key in a line such as `ssh-ed25519 AAAA… comment`; undefined where it has none. */
export function keyIn(line: string): string | undefined {
  const [, type, key] =
    /(?:^|\s)((?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[\w@.-]+)\s+(AAAA[A-Za-z0-9+/]+={0,2})/.exec(line) ?? [];
  if (type === undefined || key === undefined) return undefined;
  return keyType(key) === type ? key : undefined;
}

/** What a public key says it is, such as `ssh-ed25519`; empty where it says nothing. */
export function keyType(key: string): string {
  const bytes = Buffer.from(key, "base64");
  const length = bytes.length < 4 ? 0 : bytes.readUInt32BE(0);
  return bytes.subarray(4, 4 + length).toString("latin1");
}
