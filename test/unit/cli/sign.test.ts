import { deepEqual, equal, match } from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../src/cli/program.ts";
import { put } from "../host/folder.ts";
import { adasRepository, allow, git, type Key, newKey, signedBy, signWith } from "../support/ssh.ts";
import { mini, problem } from "./cli.ts";
import { person } from "./person.ts";

const record = ".plangate/approvals/mini/work/sync/0.yaml";
const config = ".plangate/config.yaml";
const files = { ...mini, "work/sync_mini0.md": problem };
const email = "ada@example.org";

describe("P-7 decisions that are signed, through the terminal", function () {
  this.timeout(60_000);
  let ada: Key;
  let ben: Key;
  before(() => {
    [ada, ben] = [newKey(), newKey()];
  });
  const made: string[] = [];
  afterEach(() => {
    for (const path of made.splice(0)) rmSync(path, { force: true });
  });

  /** A repository where Ada signs, with these allowed signers. */
  function signing(key: Key, signers: string[] | undefined, more: Record<string, string> = {}): string {
    const root = adasRepository({ ...files, ...more });
    signWith(root, key.path);
    if (signers) made.push(allow(root, ...signers));
    return root;
  }
  const says = async (args: string[], answer?: string) => {
    const { terminal, seen } = person(answer);
    const code = await run(args, terminal);
    return { code, ...seen };
  };
  const approve = (root: string, ...more: string[]) => says(["approve", root, ...more], "Problem");
  const gate = async (root: string) => {
    const { out } = await says(["status", root, "--feature", "work/sync", "--json"]);
    return JSON.parse(out);
  };
  const problemsOf = async (root: string): Promise<string[]> =>
    (await gate(root)).problems.map(({ code, line }: { code: string; line: number }) => `${line} ${code}`);
  const read = (root: string): string => readFileSync(join(root, record), "utf8");

  it("says how it will be signed, signs, and shows it verified everywhere", async () => {
    const root = signing(ada, [`${email} ${ada.line}`]);
    const { code, said } = await approve(root, "--comment", "Read it: “é” \\ # yes");
    equal(code, 0);
    equal(said.includes(`\nSigned:  with ${ada.fingerprint}\n`), true, said);
    match(read(root), /^signature: [A-Za-z0-9+/=]{200,}( # [0-9a-f]{8})?$/m);
    const text = (await says(["status", root, "--feature", "work/sync"])).out;
    match(text, /approved by Ada, \d{4}-\d\d-\d\d: signed by ada@example\.org, verified/);
    match(
      (await says(["log", root, "--feature", "work/sync"])).out,
      /Approved Problem.*signed by ada@example\.org, verified/,
    );
    const [decision] = (await gate(root)).features[0].stages[0].approvals;
    deepEqual(decision.verified, { verdict: "valid", principal: email, fingerprint: ada.fingerprint });
    const log = JSON.parse((await says(["log", root, "--feature", "work/sync", "--json"])).out);
    const event = log.events.find(({ kind }: { kind: string }) => kind === "decision");
    equal(event.verified.verdict, "valid");
    deepEqual(await problemsOf(root), []);
  });

  it("unsigned: says so before and after", async () => {
    const root = adasRepository(files);
    match((await approve(root)).said, /^Signed: {2}not signed: git is not set up to sign with SSH$/m);
    equal(read(root).includes("signature"), false);
    match((await says(["status", root, "--feature", "work/sync"])).out, /approved by Ada, .*: not signed/);
    match((await says(["log", root, "--feature", "work/sync"])).out, /Approved Problem.*\(not signed\)/);
    const log = JSON.parse((await says(["log", root, "--feature", "work/sync", "--json"])).out);
    equal(log.events.find(({ kind }: { kind: string }) => kind === "decision").verified, null);
  });

  describe("what was edited by hand afterwards does not fit its signature", () => {
    const edits: [title: string, from: RegExp, to: string][] = [
      ["the comment", /Read it/, "Read all of it"],
      ["the person", /name: Ada/, "name: Adele"],
      ["the time", /at: 20(\d\d)/, "at: 19$1"],
      ["the kind of decision", /decision: approved/, "decision: waived"],
      ["a digest", /digest: [0-9a-f]{4}/, "digest: 0000"],
      ["a hash", /sha256: [0-9a-f]{4}/, "sha256: 0000"],
      ["what was added", /comment:/, "until: 2999-01-01\ncomment:"],
      ["what is not even known", /comment:/, "reviewed: twice\ncomment:"],
      ["the signature", /signature: (.{150})./, "signature: $1"],
    ];
    for (const [title, from, to] of edits) {
      it(title, async () => {
        const root = signing(ada, [`${email} ${ada.line}`]);
        equal((await approve(root, "--comment", "Read it")).code, 0);
        const before = read(root);
        match(before, from);
        put(root, record, before.replace(from, to));
        const { features, problems } = await gate(root);
        equal(features[0].stages[0].state, "ready", features[0].stages[0].reason);
        deepEqual(
          problems.map(({ code, line, file }: { code: string; line: number; file: string }) => [code, line, file]),
          [["signature-tampered", 2, record]],
        );
      });
    }

    it("line ends, blank lines and the order of keys are no text", async () => {
      const root = signing(ada, [`${email} ${ada.line}`]);
      await approve(root, "--comment", "Read it");
      const [separator, kind = "", process = "", ...rest] = read(root).split("\n");
      put(root, record, [separator, process, kind, ...rest].join("\r\n"));
      equal((await gate(root)).features[0].stages[0].state, "passed");
    });
  });

  it("a signature that was copied from another decision does not fit", async () => {
    const root = signing(ada, [`${email} ${ada.line}`]);
    await approve(root, "--comment", "First");
    const signature = /^signature: ([^\s]+)/m.exec(read(root))?.[1] ?? "";
    put(root, record, read(root).replace("First", "Second"));
    const copied = read(root);
    rmSync(join(root, record));
    await approve(root, "--comment", "Third");
    put(root, record, `${read(root).replace(/^signature: [^\s]+/m, `signature: ${signature}`)}`);
    deepEqual(await problemsOf(root), ["2 signature-tampered"]);
    put(root, record, copied);
    deepEqual(await problemsOf(root), ["2 signature-tampered"]);
  });

  it("a signature of the same text for another purpose, or by another person, does not count", async () => {
    const root = signing(ada, [`${email} ${ada.line}`, `ben@example.org ${ben.line}`]);
    await approve(root);
    const { approvals } = (await gate(root)).features[0].stages[0];
    const { signature: _, verified: __, ...rest } = approvals[0];
    const { canonicalJson } = await import("../../../src/core/canonical.ts");
    const payload = `${canonicalJson(rest)}\n`;
    const own = read(root);
    const withSignature = (signature: string) =>
      put(root, record, own.replace(/^signature: [^\s]+/m, `signature: ${signature}`));
    withSignature(signedBy(ada, payload));
    deepEqual(await problemsOf(root), []);
    withSignature(signedBy(ada, payload, "git"));
    deepEqual(await problemsOf(root), ["2 signature-tampered"]);
    withSignature(signedBy(ben, payload));
    deepEqual(await problemsOf(root), ["2 signature-wrong-key"]);
    equal((await gate(root)).features[0].stages[0].state, "ready");
    withSignature(signedBy(newKey(), payload));
    deepEqual(await problemsOf(root), ["2 signature-unknown"]);
    equal((await gate(root)).features[0].stages[0].state, "passed");
  });

  it("the same record counts or not as the allowed signers change; the next look sees it", async () => {
    const root = signing(ada, [`${email} ${ada.line}`], { [config]: "approvals: {unsigned: refuse}\n" });
    equal((await approve(root)).code, 0);
    const states: string[] = [];
    for (const line of [
      `${email} ${ada.line}`,
      `${email} ${ben.line}`,
      `${email} valid-before="20200101" ${ada.line}`,
    ]) {
      allow(root, line);
      states.push((await gate(root)).features[0].stages[0].state);
    }
    deepEqual(states, ["passed", "ready", "ready"]);
  });

  describe("where the policy asks for signatures", () => {
    const refuse = { [config]: "approvals: {unsigned: refuse}\n" };
    const none = (root: string): boolean => !existsSync(join(root, ".plangate/approvals"));

    it("nobody is asked whose decision would not count, and the reason is said", async () => {
      const rows: [root: string, reason: RegExp][] = [
        [adasRepository({ ...files, ...refuse }), /not set up to sign with SSH.*Set git's gpg\.format/],
        [signing(ada, undefined, refuse), /gpg\.ssh\.allowedSignersFile/],
        [signing(ada, [`${email} ${ben.line}`], refuse), /not among git's allowed signers/],
        [signing(ada, [`ben@example.org ${ada.line}`], refuse), /the key is that of ben@example\.org/],
      ];
      for (const [root, reason] of rows) {
        for (const args of [
          ["approve", root],
          ["waive", root, "--comment", "Later"],
        ]) {
          const { code, err, asked } = await says(args, "Problem");
          deepEqual([code, asked, none(root)], [1, 0, true], args[0]);
          match(err, reason);
        }
      }
    });

    it("what fails to be signed is not recorded", async () => {
      const locked = newKey("secret");
      const root = signing(locked, [`${email} ${locked.line}`], refuse);
      const { code, err, asked } = await approve(root);
      deepEqual([code, asked, none(root)], [1, 1, true]);
      match(err, /asks for signatures: the passphrase of .* was not given.*ssh-add/);
    });

    it("what turns out not to be valid is not recorded", async () => {
      const root = signing(ada, [`${email} valid-before="20200101" ${ada.line}`], refuse);
      const { code, err, asked } = await approve(root);
      deepEqual([code, asked, none(root)], [1, 1, true]);
      match(err, /yours would not be: .*earlier time only/);
    });

    it("a decision is taken back without a signature as well", async () => {
      const root = signing(ada, [`${email} ${ada.line}`], refuse);
      equal((await approve(root)).code, 0);
      git(root, "config", "--unset", "gpg.format");
      const { code } = await says(["revoke", root, "--stage", "0", "--comment", "Wrong"], "Problem");
      equal(code, 0);
      equal((await gate(root)).features[0].stages[0].state, "ready");
    });
  });

  it("where the policy does not ask for signatures, what fails to be signed is recorded without, and said so", async () => {
    const locked = newKey("secret");
    const root = signing(locked, undefined);
    const { code, out } = await approve(root);
    equal(code, 0);
    match(out, /Recorded without a signature: the passphrase of .* ssh-add/);
    equal(read(root).includes("signature"), false);
  });

  it("a key that belongs to somebody else here is refused: it would be worse than none", async () => {
    const root = signing(ada, [`ada@home.example ${ada.line}`]);
    const { code, err, asked } = await approve(root);
    deepEqual([code, asked], [1, 0]);
    match(err, /would not count: the key is that of ada@home\.example, not of ada@example\.org/);
  });

  it("nothing is signed before the person has confirmed, nor for a dry run", async () => {
    const root = signing({ ...ada, path: "/nowhere/key" }, undefined, refusing());
    // A trial that signed would fail here, and nobody would be asked.
    const { asked, err } = await approve(root);
    equal(asked, 0, err);
    const dry = signing({ ...ada, path: "/nowhere/key" }, undefined);
    const shown = await approve(dry, "--dry-run");
    deepEqual([shown.code, shown.asked, /without a signature/.test(shown.out + shown.err)], [0, 1, false]);
    const no = await says(["approve", dry], "No");
    deepEqual([no.code, no.asked], [1, 1]);
  });
  const refusing = () => ({ [config]: "approvals: {unsigned: refuse}\n" });

  it("adopting signs each waiver", async () => {
    const root = signing(ada, [`${email} ${ada.line}`], {
      "work/sync_mini1.md": "# Build\n\n- [x] Write the journal\n",
      "work/other_mini0.md": problem,
      "work/other_mini1.md": "# Build\n\n- [x] Write the journal\n",
    });
    const { code, said } = await says(["adopt", root], "adopt");
    equal(code, 0);
    equal(said.includes(`Signed: with ${ada.fingerprint}\n`), true);
    const folder = join(root, ".plangate/approvals");
    const records = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml"));
    equal(records.length, 2);
    for (const name of records) match(readFileSync(join(folder, name), "utf8"), /^signature: /m);
    const { out } = await says(["status", root, "--feature", "work/sync", "--json"]);
    const [stage] = JSON.parse(out).features[0].stages;
    deepEqual([stage.state, stage.approvals[0].verified.verdict], ["waived", "valid"]);
  });
});
