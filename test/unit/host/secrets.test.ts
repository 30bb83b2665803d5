import { deepEqual, doesNotMatch, equal, match } from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { nodePorts } from "../../../src/host/node/ports.ts";
import { secretsIn, secretsInText } from "../../../src/host/node/secrets.ts";
import { folderWith, put } from "./folder.ts";

// Put together here, so that no scanner takes this file for a leak.
const token = ["xoxb", "123456789012", "1234567890123", "abcdefghijklmnopqrstuvwx"].join("-");
const key = ["-----BEGIN RSA", "PRIVATE KEY-----\n"].join(" ");

describe("secrets in files", () => {
  it("are found with their place and their rule, and never come along themselves", async () => {
    const root = folderWith({ "logs/a.log": `one\nlogin ${token}\n`, "logs/b.log": "token=none\n" });
    const scan = await secretsIn(root, "logs/a.log");
    deepEqual(scan, { kind: "scanned", found: [{ line: 2, column: 7, rule: "slack" }] });
    doesNotMatch(JSON.stringify(scan), /123456789012/);
    deepEqual(await secretsIn(root, "logs/b.log"), { kind: "scanned", found: [] });
  });

  it("are seen again after a change", async () => {
    const root = folderWith({ "logs/a.log": "clean\n" });
    const scan = nodePorts(root).secrets;
    deepEqual(await scan("logs/a.log"), { kind: "scanned", found: [] });
    put(root, "logs/a.log", `${token} and more\n`);
    const after = await scan("logs/a.log");
    equal(after.kind === "scanned" && after.found.length, 1);
    put(root, "logs/a.log", "clean again\n");
    deepEqual(await scan("logs/a.log"), { kind: "scanned", found: [] });
  });

  it("are found in what is no text", async () => {
    const root = folderWith({
      "logs/core": Buffer.concat([Buffer.from([0, 255, 10]), Buffer.from(`${token}\n`), Buffer.from([0, 1])]),
    });
    const scan = await secretsIn(root, "logs/core");
    equal(scan.kind === "scanned" && scan.found.length, 1);
  });

  it("several kinds are known", async () => {
    const scan = await secretsInText(
      "a",
      `postgres://ada:${"hunter2xyz"}@db/x\n${key}${"MIIEowIBAAKCAQEA".repeat(20)}\n-----END RSA PRIVATE KEY-----\n`,
    );
    equal(scan.kind === "scanned" && scan.found.length >= 1, true);
  });

  it("a file that is too large, or cannot be read, is not said to be clean", async () => {
    const root = folderWith({ "logs/big.log": "x".repeat(21 * 1024 * 1024), "outside.txt": "" });
    const big = await secretsIn(root, "logs/big.log");
    match(big.kind === "unscanned" ? big.reason : "", /larger than 20 MB/);
    symlinkSync("/etc", join(root, "logs/out"));
    equal((await secretsIn(root, "logs/out/hostname")).kind, "unscanned");
    deepEqual(await secretsIn(root, "logs/none.log"), { kind: "scanned", found: [] });
  });
});
