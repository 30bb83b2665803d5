import { deepEqual, equal, match } from "node:assert/strict";
import {
  type Decision,
  type JudgedFeature,
  type JudgedStage,
  openWorkspace,
  type Signed,
  type Verified,
} from "../../../../src/core/index.ts";
import { writeDecision } from "../../../../src/core/readers/record.ts";
import { decision } from "../../support/judged.ts";
import { type Files, type MemoryOptions, memoryPorts, sha256 } from "../../support/memory.ts";
import { NOW } from "../plan/play.ts";
import { approvalAsked, doc, made } from "./made.ts";
import { onlyFeature, openUnder, stageAt } from "./process.ts";

const config = ".plangate/config.yaml";
const record = ".plangate/approvals/made/x/1.yaml";
const text = "# Doc\n\nText of its own.\n";
const conditional = { declared: { exists: {} }, reason: "Not for this one" };
const process = made([doc("1", approvalAsked), doc("2", approvalAsked, { conditional }), doc("3")]);

const subject = [{ path: "x_doc1.md", sha256: sha256(text), digest: sha256(text) }];
const decided = (more: Partial<Decision> = {}): string =>
  writeDecision(decision({ at: "2026-10-04T10:00:00Z", subject, ...more }), sha256);

/** A signature in these tests is the verdict that verifying it gives. */
const verify = ({ signature }: Signed): Verified => ({
  verdict: signature as Verified["verdict"],
  fingerprint: "SHA256:abc",
  ...(signature === "valid" ? { principal: "ada@example.org" } : { reason: `it is ${signature}` }),
});

async function judged(recordText: string, policy = "", options: MemoryOptions = {}): Promise<JudgedFeature> {
  const files: Files = { "x_doc1.md": text, [record]: recordText, ...(policy !== "" && { [config]: policy }) };
  return onlyFeature(await openUnder([process], files, { now: NOW, verify, ...options }));
}
const gate = async (...args: Parameters<typeof judged>): Promise<JudgedStage> => stageAt(await judged(...args), "1");

describe("P-7 what a signature changes about a decision", () => {
  const refuse = "approvals: {unsigned: refuse}";
  const waived: Partial<Decision> = { decision: "waived", subject: [], comment: "Later" };
  const ben = { name: "Ben", email: "ben@example.org" };

  /** Each row: what it shows, the record, the state while unsigned ones are accepted, and while they are refused. */
  const rows: [title: string, record: string, accepted: string, refused: string][] = [
    ["an unsigned approval", decided(), "passed", "ready"],
    ["a valid one", decided({ signature: "valid" }), "passed", "passed"],
    [
      "one by an unknown signer counts like an unsigned one",
      decided({ signature: "unknown-signer" }),
      "passed",
      "ready",
    ],
    [
      "one that cannot be verified counts like an unsigned one",
      decided({ signature: "unverified" }),
      "passed",
      "ready",
    ],
    ["one with another's key never counts", decided({ signature: "wrong-key" }), "ready", "ready"],
    ["one that was tampered with never counts", decided({ signature: "tampered" }), "ready", "ready"],
    ["an unsigned waiver", decided(waived), "waived", "ready"],
    ["a valid waiver", decided({ ...waived, signature: "valid" }), "waived", "waived"],
    ["a waiver that was tampered with", decided({ ...waived, signature: "tampered" }), "ready", "ready"],
    ["a waiver with another's key", decided({ ...waived, signature: "wrong-key" }), "ready", "ready"],
    [
      "a valid approval before one that was tampered with",
      decided({ signature: "valid" }) + decided({ by: ben, at: "2026-10-04T11:00:00Z", signature: "tampered" }),
      "passed",
      "passed",
    ],
    [
      "a valid approval before a waiver that does not count",
      decided({ signature: "valid" }) + decided({ ...waived, at: "2026-10-04T11:00:00Z", signature: "tampered" }),
      "passed",
      "passed",
    ],
    [
      "an unsigned waiver does not hide a valid approval where it does not count",
      decided({ signature: "valid" }) + decided({ ...waived, at: "2026-10-04T11:00:00Z" }),
      "waived",
      "passed",
    ],
    ["a file that names no content is not signed", "Reviewer: Ada\n", "ready", "ready"],
  ];
  for (const signature of [undefined, "valid", "unknown-signer", "unverified", "wrong-key", "tampered"]) {
    for (const decision of ["revoked", "changes-requested"] as const) {
      const back = decided({ decision, at: "2026-10-04T11:00:00Z", ...(signature && { signature }) });
      const title = `${decision}, ${signature ?? "unsigned"}: takes back all the same`;
      rows.push([title, decided({ signature: "valid" }) + back, "ready", "ready"]);
    }
  }
  for (const [title, text, accepted, refused] of rows) {
    it(title, async () => {
      deepEqual([(await gate(text)).state, (await gate(text, refuse)).state], [accepted, refused]);
    });
  }

  it("a skip counts by the same rules", async () => {
    const skipped = (signature?: string) =>
      decided({ decision: "skipped", gate: "2", subject: [], comment: "No", ...(signature && { signature }) });
    const state = async (text: string, policy: string): Promise<string> => {
      const files: Files = {
        "x_doc1.md": text,
        "x_doc2.md": text,
        [record.replace("1.yaml", "2.yaml")]: text,
        [config]: policy,
      };
      return stageAt(onlyFeature(await openUnder([process], files, { now: NOW, verify })), "2").state;
    };
    equal(await state(skipped(), ""), "skipped");
    equal(await state(skipped("valid"), refuse), "skipped");
    for (const text of [skipped(), skipped("tampered")]) equal((await state(text, refuse)) === "skipped", false);
  });

  it("a file that names no content is not accepted where signatures are asked for", async () => {
    equal((await gate("Reviewer: Ada\n", "approvals: {unbound: accept}")).state, "passed");
    equal((await gate("Reviewer: Ada\n", "approvals: {unbound: accept, unsigned: refuse}")).state, "ready");
  });

  it("the policy may ask for signatures at some gates", async () => {
    equal((await gate(decided(), "gates: [{gate: '1', unsigned: refuse}]")).state, "ready");
    equal((await gate(decided(), "gates: [{gate: '2', unsigned: refuse}]")).state, "passed");
    equal((await gate(decided(), `${refuse}\ngates: [{gate: '1', unsigned: accept}]`)).state, "passed");
  });

  it("the gate says what is missing", async () => {
    match((await gate(decided(), refuse)).reason, /Ada did not sign, and the policy asks for signatures/);
    match(
      (await gate(decided({ signature: "unknown-signer" }), refuse)).reason,
      /not verified \(it is unknown-signer\)/,
    );
  });

  it("what is wrong is a problem, at its line in the record", async () => {
    const waiver = { ...waived, at: "2026-10-04T12:00:00Z" };
    const all: [Partial<Decision>, string?][] = [
      [{ signature: "valid" }],
      [{ signature: "unverified" }],
      [{}],
      [{ signature: "unknown-signer" }, "info signature-unknown"],
      [{ signature: "tampered" }, "error signature-tampered"],
      [{ signature: "wrong-key" }, "error signature-wrong-key"],
      [{ decision: "revoked", signature: "tampered" }, "error signature-tampered"],
      [waiver],
    ];
    const recordText = all.map(([more]) => decided(more)).join("");
    const starts = recordText.split("\n").flatMap((line, index) => (line.startsWith("---") ? [index + 2] : []));
    const expected = all.flatMap(([, said], index) => (said ? [`${starts[index]} ${said}`] : []));
    const found = async (policy: string) =>
      (await judged(recordText, policy)).problems.map(({ line, severity, code }) => `${line} ${severity} ${code}`);
    deepEqual(await found(""), expected);
    deepEqual(await found(refuse), [...expected, `${starts.at(-1)} warning signature-missing`]);
    const { problems } = await judged(recordText);
    match(problems.find(({ code }) => code === "signature-tampered")?.message ?? "", /^Stage 1: the approval by Ada/);
    match(problems.at(-1)?.message ?? "", /It takes back all the same/);
    equal(problems[0]?.file, record);
  });

  it("what was verified is told with the decision, and a record cannot claim it", async () => {
    const [first, second] = (await gate(decided({ signature: "valid" }) + decided())).approval?.decisions ?? [];
    deepEqual(first?.verified, { verdict: "valid", fingerprint: "SHA256:abc", principal: "ada@example.org" });
    equal(second?.verified, undefined);
    const claimed = decided().replace(/$/, "verified: {verdict: valid}\n");
    const stage = await gate(claimed, refuse);
    deepEqual([stage.state, stage.approval?.decisions.length], ["ready", 1]);
  });

  it("everything that stands in the decision is verified, also what is not known here", async () => {
    const seen: Signed[] = [];
    const look = (signed: Signed): Verified => {
      seen.push(signed);
      return { verdict: "valid" };
    };
    await judged(decided({ signature: "s", comment: "é\n" }).replace(/$/, "extra: [2, {b: 1, a: null}]\n"), "", {
      verify: look,
    });
    const [{ payload, signature, email, at } = { payload: "", signature: "", email: "", at: "" }] = seen;
    deepEqual([signature, email, at], ["s", "ada@example.org", "2026-10-04T10:00:00Z"]);
    equal(
      payload.startsWith(
        '{"at":"2026-10-04T10:00:00Z","by":{"email":"ada@example.org","name":"Ada"},"comment":"é\\n",',
      ),
      true,
    );
    match(payload, /"extra":\[2,\{"a":null,"b":1\}\]/);
    equal(payload.endsWith("}\n"), true);
    equal(payload.includes("signature"), false);
  });

  it("a policy that says nothing of signatures is the same policy as before there were any", async () => {
    const before = sha256('{"author":true,"needed":1,"unbound":"refuse"}');
    equal((await gate(decided({ fingerprint: "f", policy: before }))).approval?.policy.unsigned, "accept");
    const { policyPrint } = await import("../../../../src/core/judge/fingerprint.ts");
    const { policyAt } = await import("../../../../src/core/policy/policy.ts");
    equal(policyPrint(policyAt({}, "made", "1"), { sha256 }), before);
    equal(policyPrint(policyAt({ approvals: { unsigned: "refuse" } }, "made", "1"), { sha256 }) === before, false);
  });
});

describe("P-7 when signatures are verified", () => {
  const open = (recordText: string, options: MemoryOptions) => {
    const files: Files = { "x_doc1.md": text, [record]: recordText };
    const ports = memoryPorts(files, options);
    const calls = { verify: 0, signers: 0 };
    const { verify: look, signers } = ports;
    ports.verify = (signed) => {
      calls.verify++;
      return look(signed);
    };
    ports.signers = () => {
      calls.signers++;
      return signers();
    };
    return { files, calls, workspace: openWorkspace(ports, [process]) };
  };

  it("never where nothing is signed", async () => {
    const { workspace, calls } = open(decided(), { now: NOW, verify });
    await workspace.refresh();
    await workspace.refresh(["x_doc1.md"]);
    await workspace.refresh();
    deepEqual(calls, { verify: 0, signers: 0 });
  });

  it("once, and again only when the text, the signature or what verifying rests on changes", async () => {
    const options: MemoryOptions = { now: NOW, verify, signers: "one" };
    const { workspace, calls, files } = open(decided({ signature: "valid" }), options);
    await workspace.refresh();
    equal(calls.verify, 1);
    await workspace.refresh();
    await workspace.refresh(["x_doc1.md"]);
    await workspace.refresh([]);
    equal(calls.verify, 1);
    options.signers = "two";
    options.verify = () => ({ verdict: "unknown-signer", reason: "gone" });
    await workspace.refresh([]);
    equal(calls.verify, 2);
    const [first] = stageAt(onlyFeature(workspace), "1").approval?.decisions ?? [];
    equal(first?.verified?.verdict, "unknown-signer");
    files[record] = decided({ signature: "valid", comment: "edited" });
    await workspace.refresh([record]);
    equal(calls.verify, 3);
  });

  it("again with each whole reading where it could not be determined", async () => {
    const { workspace, calls } = open(decided({ signature: "unverified" }), { now: NOW, verify });
    await workspace.refresh();
    await workspace.refresh([]);
    equal(calls.verify, 1);
    await workspace.refresh();
    equal(calls.verify, 2);
  });
});
