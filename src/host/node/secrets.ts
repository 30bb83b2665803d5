import { stat } from "node:fs/promises";
import { type SecretScan, t } from "../../core/index.ts";
import { locate } from "./paths.ts";
import { decode, readBytes } from "./read.ts";

/** A file above this many bytes is not looked into. */
const maxBytes = 20 * 1024 * 1024;

/** So many places in one file say enough. */
const maxFound = 50;

/** What was found in a file, as long as the file on disk is the same. */
const known = new Map<string, { size: number; mtime: number; scan: SecretScan }>();

/**
 * Looks for secrets in a workspace file, by secretlint's recommended rules. What is no text is looked through as it
 * lies: a key in a core dump is as readable as one in a log. Never throws.
 */
export async function secretsIn(root: string, path: string): Promise<SecretScan> {
  const place = await locate(root, path);
  const stats = place.kind === "refused" ? undefined : await stat(place.real).catch(() => undefined);
  const key = `${root}\0${path}`;
  const last = known.get(key);
  if (stats && last?.size === stats.size && last.mtime === stats.mtimeMs) return last.scan;
  if (stats && stats.size > maxBytes)
    return { kind: "unscanned", reason: t`${path} is larger than 20 MB and was not looked into for secrets.` };
  const read = await readBytes(root, path);
  if (read.kind === "absent") return { kind: "scanned", found: [] };
  if (read.kind === "unreadable") return { kind: "unscanned", reason: read.reason };
  const text = decode(read.bytes);
  const scan = await secretsInText(path, typeof text === "string" ? text : Buffer.from(read.bytes).toString("latin1"));
  if (stats) known.set(key, { size: stats.size, mtime: stats.mtimeMs, scan });
  return scan;
}

/** Looks for secrets in a text. Of what it finds only the place and the rule leave this function. */
export async function secretsInText(path: string, text: string): Promise<SecretScan> {
  try {
    const [{ lintSource }, { creator }] = await rules();
    const { messages } = await lintSource({
      source: { filePath: path, content: text, contentType: "text" },
      options: {
        config: { rules: [{ id: "@secretlint/secretlint-rule-preset-recommend", rule: creator }] },
        maskSecrets: true,
        noPhysicFilePath: true,
      },
    });
    const found = messages.slice(0, maxFound).map(({ loc, ruleId }) => ({
      line: loc.start.line,
      column: loc.start.column + 1,
      rule: ruleId.replace(/^@secretlint\/secretlint-rule-/, ""),
    }));
    return { kind: "scanned", found };
  } catch {
    return { kind: "unscanned", reason: t`${path} could not be looked into for secrets.` };
  }
}

/** The rules come at their first use: most folders never ask for them. */
const rules = () =>
  Promise.all([import("@secretlint/core"), import("@secretlint/secretlint-rule-preset-recommend")] as const);
