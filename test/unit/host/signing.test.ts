import { deepEqual, equal, match } from "node:assert/strict";
import { chmodSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { nodePorts } from "../../../src/host/node/ports.ts";
import { isFor, readAllowedSigners, spelled } from "../../../src/host/node/signing/allowedSigners.ts";
import { atMost } from "../../../src/host/node/signing/runTool.ts";
import { signerIn } from "../../../src/host/node/signing/sign.ts";
import { fingerprintOf, readSshSignature } from "../../../src/host/node/signing/sshSignature.ts";
import { adasRepository, allow, git, type Key, newKey, signedBy, signWith } from "../support/ssh.ts";
import { folderWith } from "./folder.ts";

const payload = '{"decision":"approved"}\n';
const at = "2026-10-05T08:15:00Z";
const email = "ada@example.org";

describe("P-7 verifying a signature with ssh-keygen", function () {
  this.timeout(30_000);
  let ada: Key;
  let ben: Key;
  const made: string[] = [];
  before(() => {
    [ada, ben] = [newKey(), newKey()];
  });
  after(() => {
    for (const path of made) rmSync(path, { force: true });
  });
  const verify = async (signers: string[] | undefined, signature: string, over: object = {}, set: string[][] = []) => {
    const root = adasRepository();
    if (signers) made.push(allow(root, ...signers));
    for (const args of set) git(root, "config", ...args);
    return nodePorts(root).verify({ payload, signature, email, at, ...over });
  };
  const adas = (): string => signedBy(ada, payload);

  /** Each row: what it shows, the allowed signers, the signature, what differs, the verdict, the reason. */
  const rows: [
    title: string,
    signers: (() => string[]) | undefined,
    signature: () => string,
    over: object,
    verdict: string,
    reason: RegExp,
  ][] = [
    ["by the person's own key", () => [`${email} ${ada.line}`], adas, {}, "valid", /^$/],
    ["for everybody of a domain", () => [`*@example.org ${ada.line}`], adas, {}, "valid", /^$/],
    ["in another case of letters", () => [`Ada@Example.org ${ada.line}`], adas, {}, "valid", /^$/],
    [
      "by a person with two addresses",
      () => [`ada@home.example ${ada.line}`, `${email} ${ada.line}`],
      adas,
      {},
      "valid",
      /^$/,
    ],
    ["by a key that is not listed", () => [`${email} ${ben.line}`], adas, {}, "unknown-signer", /not among git's/],
    ["with nobody listed", () => ["# nobody yet"], adas, {}, "unknown-signer", /not among git's/],
    [
      "by somebody else's key",
      () => [`ben@example.org ${ben.line}`, `${email} ${ada.line}`],
      () => signedBy(ben, payload),
      {},
      "wrong-key",
      /the key is that of ben@example\.org, not of ada@example\.org/,
    ],
    ["in nobody's name", () => [`${email} ${ada.line}`], adas, { email: "" }, "wrong-key", /names no e-mail address/],
    [
      "over another text",
      () => [`${email} ${ada.line}`],
      adas,
      { payload: payload.replace("approved", "waived") },
      "tampered",
      /changed afterwards/,
    ],
    [
      "over another text, by a key that is not listed",
      () => [],
      adas,
      { payload: `${payload} ` },
      "tampered",
      /changed afterwards/,
    ],
    [
      "made for a commit",
      () => [`${email} ${ada.line}`],
      () => signedBy(ada, payload, "git"),
      {},
      "tampered",
      /something else than a decision/,
    ],
    ["that is none", () => [`${email} ${ada.line}`], () => "bm8gc2lnbmF0dXJl", {}, "tampered", /no SSH signature/],
    ["cut off", () => [`${email} ${ada.line}`], () => adas().slice(0, 200), {}, "tampered", /no SSH signature/],
    [
      "by a key that had expired",
      () => [`${email} valid-before="20250101" ${ada.line}`],
      adas,
      {},
      "unknown-signer",
      /for an earlier time only/,
    ],
    [
      "by a key that has expired since",
      () => [`${email} valid-before="20250101" ${ada.line}`],
      adas,
      { at: "2024-06-01T00:00:00Z" },
      "valid",
      /^$/,
    ],
    [
      "by a key that was not valid yet",
      () => [`${email} valid-after="20300101" ${ada.line}`],
      adas,
      {},
      "unknown-signer",
      /for a later time only/,
    ],
    [
      "by a key that is for commits only",
      () => [`${email} namespaces="git" ${ada.line}`],
      adas,
      {},
      "unknown-signer",
      /add plangate to its namespaces/,
    ],
    [
      "by a key that is for decisions too",
      () => [`${email} namespaces="git,plangate" ${ada.line}`],
      adas,
      {},
      "valid",
      /^$/,
    ],
    ["without an allowed signers file", undefined, adas, {}, "unverified", /gpg\.ssh\.allowedSignersFile/],
    [
      "without an allowed signers file, over another text",
      undefined,
      adas,
      { payload: "{}\n" },
      "tampered",
      /changed afterwards/,
    ],
  ];
  for (const [title, signers, signature, over, verdict, reason] of rows) {
    it(`${title}: ${verdict}`, async () => {
      const found = await verify(signers?.(), signature(), over);
      equal(found.verdict, verdict, found.reason);
      match(found.reason ?? "", reason);
    });
  }

  it("says which key it was, and whose", async () => {
    const found = await verify([`${email} ${ada.line}`], adas());
    deepEqual(found, { verdict: "valid", principal: email, fingerprint: ada.fingerprint });
  });

  it("by a revoked key: as little worth as anybody else's, and unknown where the list cannot be read", async () => {
    const list = join(folderWith({ revoked: `${ada.line}\n`, others: `${ben.line}\n` }));
    const by = (name: string) =>
      verify([`${email} ${ada.line}`], adas(), {}, [["gpg.ssh.revocationFile", join(list, name)]]);
    const revoked = await by("revoked");
    equal(revoked.verdict, "wrong-key");
    match(revoked.reason ?? "", /list of revoked keys/);
    equal((await by("others")).verdict, "valid");
    equal((await by("missing")).verdict, "unverified");
  });

  it("by a revoked key that is not listed, or not any more: it counts no more than one that is", async () => {
    const path = join(folderWith({ revoked: `${ada.line}\n` }), "revoked");
    const set = [["gpg.ssh.revocationFile", path]];
    const listed = [
      undefined,
      [],
      [`${email} ${ben.line}`],
      [`${email} valid-before="20250101" ${ada.line}`],
      [`${email} namespaces="git" ${ada.line}`],
    ];
    for (const signers of listed) {
      const { verdict, reason = "" } = await verify(signers, adas(), {}, set);
      equal(verdict, "wrong-key", JSON.stringify(signers));
      match(reason, /list of revoked keys/);
    }
    equal((await verify([], signedBy(ben, payload), {}, set)).verdict, "unknown-signer");
  });

  it("by a certified key: whoever certified it is listed", async () => {
    const authority = newKey();
    const { execFileSync } = await import("node:child_process");
    execFileSync("ssh-keygen", ["-q", "-s", authority.path, "-I", "ada", "-n", email, `${ada.path}.pub`]);
    const signature = signedBy({ ...ada, path: `${ada.path}-cert.pub` }, payload);
    rmSync(`${ada.path}-cert.pub`);
    equal((await verify([`${email} cert-authority ${authority.line}`], signature)).verdict, "valid");
    equal((await verify([`${email} cert-authority ${ben.line}`], signature)).verdict, "unknown-signer");
  });

  it("runs no program that the repository's own settings name, and nothing at all where git is not to be run", async () => {
    const folder = folderWith({ program: '#!/bin/sh\necho ran > "$(dirname "$0")/ran"\nexit 0\n' });
    chmodSync(join(folder, "program"), 0o755);
    const set = [["gpg.ssh.program", join(folder, "program")]];
    equal((await verify([`${email} ${ben.line}`], adas(), {}, set)).verdict, "unknown-signer");
    equal(existsSync(join(folder, "ran")), false);
    const root = adasRepository();
    const found = await nodePorts(root, { git: false }).verify({ payload, signature: adas(), email, at });
    equal(found.verdict, "unverified");
  });

  it("without ssh-keygen: unverified, with what to do", async () => {
    const settings = folderWith({ config: '[gpg "ssh"]\n\tprogram = /nowhere/ssh-keygen\n' });
    const before = process.env.GIT_CONFIG_GLOBAL;
    process.env.GIT_CONFIG_GLOBAL = join(settings, "config");
    try {
      const found = await verify([`${email} ${ada.line}`], adas());
      equal(found.verdict, "unverified");
      match(found.reason ?? "", /could not be run; install OpenSSH/);
    } finally {
      process.env.GIT_CONFIG_GLOBAL = before;
    }
  });

  it("what it rests on changes with the file and with git's settings, and with nothing else", async () => {
    const root = adasRepository();
    const { signers, verify: look } = nodePorts(root);
    const signed = { payload, signature: adas(), email, at };
    const none = await signers();
    equal((await look(signed)).verdict, "unverified");
    made.push(allow(root, `${email} ${ben.line}`));
    const first = await signers();
    equal(await signers(), first);
    equal((await look(signed)).verdict, "unknown-signer");
    allow(root, `${email} ${ada.line}`);
    const second = await signers();
    equal(new Set([none, first, second]).size, 3);
    equal((await look(signed)).verdict, "valid");
  });

  it("never throws, whatever stands in a record", async () => {
    const signers = [`${email} ${ada.line}`];
    for (const over of [{ email: "a\0b" }, { email: "-f" }, { email: "x".repeat(100_000) }, { signature: "" }])
      equal((await verify(signers, adas(), over)).verdict === "valid", false);
  });
});

describe("P-7 signing with ssh-keygen", function () {
  this.timeout(30_000);
  const wanted = [{ payload, email, at }];
  const signer = (root: string) => signerIn(root, email, false);

  it("signs with the key that git has, by its path, by that of its public half, or without one", async () => {
    const key = newKey();
    for (const path of [key.path, `${key.path}.pub`]) {
      const root = adasRepository();
      signWith(root, path);
      const signers = allow(root, `${email} ${key.line}`);
      const { setup, sign } = await signer(root);
      equal(setup.kind === "key" && setup.expected?.verdict, "valid");
      deepEqual(setup.kind === "key" && setup.key, key.fingerprint);
      const result = (await sign(wanted))[payload];
      equal(result?.kind === "signed" && result.verified.verdict, "valid");
      rmSync(signers);
    }
    rmSync(`${key.path}.pub`);
    const root = adasRepository();
    signWith(root, key.path);
    const { setup, sign } = await signer(root);
    equal(setup.kind === "key" && setup.key, "key");
    equal((await sign(wanted))[payload]?.kind, "signed");
  });

  it("says before whether the signature will count", async () => {
    const [key, other] = [newKey(), newKey()];
    const rows: [signers: string[] | undefined, verdict: string | undefined][] = [
      [undefined, "unverified"],
      [[`${email} ${key.line}`], "valid"],
      [[`${email} ${other.line}`], "unknown-signer"],
      [[`ben@example.org ${key.line}`], "wrong-key"],
      [[`${email} valid-before="20250101" ${key.line}`], undefined],
      [[`*@example.org cert-authority ${other.line}`], undefined],
    ];
    for (const [signers, verdict] of rows) {
      const root = adasRepository();
      signWith(root, key.path);
      const path = signers && allow(root, ...signers);
      const { setup } = await signer(root);
      equal(setup.kind === "key" ? setup.expected?.verdict : "none", verdict, signers?.[0]);
      if (path) rmSync(path);
    }
  });

  it("signs nothing where git does not, and says why", async () => {
    const root = adasRepository();
    const why = async () => {
      const { setup } = await signer(root);
      return setup.kind === "none" ? setup.reason : setup.key;
    };
    match(await why(), /not set up to sign with SSH/);
    git(root, "config", "user.signingkey", "ABCDEF12");
    match(await why(), /not set up to sign with SSH/);
    git(root, "config", "gpg.format", "ssh");
    git(root, "config", "--unset", "user.signingkey");
    git(root, "config", "gpg.ssh.defaultKeyCommand", "touch should-not-run");
    match(await why(), /user\.signingkey/);
  });

  it("fails in time, with what to do, where nobody can be asked for a passphrase", async () => {
    const key = newKey("secret");
    const root = adasRepository();
    signWith(root, key.path);
    const { setup, sign } = await signer(root);
    equal(setup.kind === "key" && setup.key, key.fingerprint);
    const result = (await sign(wanted))[payload];
    match(result?.kind === "failed" ? result.reason : "", /passphrase of .* was not given.*ssh-add/);
  });

  it("fails where the key is gone, or is in no agent", async () => {
    const key = newKey();
    const reason = async (set: string) => {
      const root = adasRepository();
      signWith(root, set);
      const result = (await (await signer(root)).sign(wanted))[payload];
      return result?.kind === "failed" ? result.reason : "signed";
    };
    match(await reason("/nowhere/key"), /No such file/);
    match(await reason(`key::${key.line}`), /agent does not hold the key; add it with ssh-add/);
    match(await reason(key.line), /agent does not hold the key/);
  });

  it("asks for one passphrase only: once it fails, all fail", async () => {
    const root = adasRepository();
    signWith(root, "/nowhere/key");
    const two = [...wanted, { payload: "{}\n", email, at }];
    const results = await (await signer(root)).sign(two);
    deepEqual(results[payload], results["{}\n"]);
  });
});

describe("what SSH signatures and allowed signers say", () => {
  it("a signature is read as far as it is whole, and nothing throws", () => {
    const key = newKey();
    const signature = signedBy(key, "x");
    const read = readSshSignature(signature);
    deepEqual([read?.version, read?.namespace, read && fingerprintOf(read.key)], [1, "plangate", key.fingerprint]);
    for (let end = 0; end < signature.length; end += 3) equal(readSshSignature(signature.slice(0, end)), undefined);
    equal(readSshSignature("§".repeat(90)), undefined);
  });

  it("lines of an allowed signers file", () => {
    const line = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOnYlsED6D2S5sEVRGqhGzLh8DDBDfKyrl+WqaKMuqsL";
    const text = `# who\n\nada@example.org,a@b ${line} a comment\r\n"c d,e" cert-authority,namespaces="git" ${line}\nbroken\n`;
    const [first, second, ...more] = readAllowedSigners(text);
    deepEqual([first?.principals, first?.isAuthority, first?.isBounded], [["ada@example.org", "a@b"], false, false]);
    deepEqual([second?.principals, second?.isAuthority, second?.isBounded], [["c d", "e"], true, true]);
    deepEqual(more, []);
    equal(spelled("ADA@example.org", readAllowedSigners(text)), "ada@example.org");
  });

  it("patterns", () => {
    const rows: [patterns: string[], email: string, fits: boolean][] = [
      [["ada@example.org"], "Ada@Example.org", true],
      [["*@example.org"], "ada@example.org", true],
      [["*@example.org"], "ada@example.com", false],
      [["a?a@*"], "ada@x", true],
      [["*", "!ben@*"], "ben@x", false],
      [["a.a@x"], "ada@x", false],
      [["*a*a*a*a*a*a*a*a*b"], "a".repeat(5000), false],
      [[], "ada@x", false],
    ];
    for (const [patterns, who, fits] of rows) equal(isFor(patterns, who), fits, patterns.join());
  });

  it("however much is asked for, so much runs at once", async () => {
    const inTurn = atMost(3);
    let [running, most] = [0, 0];
    const work = async (): Promise<void> => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
    };
    await Promise.all(Array.from({ length: 50 }, () => inTurn(work)));
    deepEqual([most, running], [3, 0]);
  });
});
