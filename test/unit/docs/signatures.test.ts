import { deepEqual, equal } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../scripts/root.ts";
import { readRecord } from "../../../src/core/readers/record.ts";
import { nodePorts } from "../../../src/host/node/ports.ts";
import { put } from "../host/folder.ts";
import { sha256 } from "../support/memory.ts";
import { adasRepository, git } from "../support/ssh.ts";

/** The first block of a kind behind a sentence. */
function block(text: string, behind: string, kind: string): string {
  const from = text.indexOf(behind);
  const [, found = ""] = new RegExp(`\`\`\`${kind}\n([\\s\\S]*?)\`\`\``).exec(text.slice(from)) ?? [];
  if (from < 0 || found === "") throw new Error(`docs/APPROVALS.md has no ${kind} behind "${behind}"`);
  return found;
}

describe("P-7 the test vector of docs/APPROVALS.md", () => {
  const text = readFileSync(join(root, "docs/APPROVALS.md"), "utf8");
  const record = block(text, "A decision:", "yaml");
  const payload = block(text, "What is signed (its", "json");

  it("the payload is that of the decision, and its hash is the one that is told", () => {
    const { decisions, entries, problems } = readRecord("record.yaml", record);
    deepEqual(problems, []);
    deepEqual([decisions.length, [...entries.values()][0]?.payload], [1, payload]);
    equal(text.includes(`SHA-256 is \`${sha256(payload)}\``), true);
  });

  it("its signature is valid for the key that is told", async () => {
    const folder = adasRepository();
    put(folder, "signers", block(text, "as allowed signers have it", "text"));
    git(folder, "config", "gpg.ssh.allowedSignersFile", "signers");
    const [{ signature = "", by, at } = { by: { email: "" }, at: "" }] = readRecord("record.yaml", record).decisions;
    const found = await nodePorts(folder).verify({ payload, signature, email: by.email, at });
    deepEqual([found.verdict, found.principal], ["valid", "ada@example.org"]);
  });
});
