import { deepEqual, equal, match } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { symlinkSync, truncateSync } from "node:fs";
import { platform } from "node:os";
import { join } from "node:path";
import { maxBytes, readText } from "../../../src/host/node/read.ts";
import { folderWith } from "./folder.ts";

const digest = (bytes: string | Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

async function reason(root: string, path: string): Promise<string> {
  const read = await readText(root, path);
  return read.kind === "unreadable" ? read.reason : read.kind;
}

describe("readText", () => {
  it("gives the text as it is, line endings and all", async () => {
    const text = "# Plan\r\n\nmixed\rlast ü 🎉";
    const root = folderWith({ "a/plan.md": text });
    deepEqual(await readText(root, "a/plan.md"), { kind: "text", text, sha256: digest(text), unsaved: false });
  });

  it("takes the byte order mark off the text, not off the digest", async () => {
    const root = folderWith({ "x.md": "\ufeff# X" });
    deepEqual(await readText(root, "x.md"), { kind: "text", text: "# X", sha256: digest("\ufeff# X"), unsaved: false });
  });

  it("knows an absent file from an unreadable one", async () => {
    const root = folderWith({ "a/x.md": "", f: "" });
    equal(await reason(root, "a/y.md"), "absent");
    equal(await reason(root, "b/c/y.md"), "absent");
    equal(await reason(root, "f/y.md"), "absent");
    equal(await reason(root, "a"), "a cannot be read: it is a folder, not a file.");
  });

  it("refuses binary, other encodings and huge files", async () => {
    const root = folderWith({
      "nul.md": "a\0b",
      "latin.md": new Uint8Array([0x41, 0xfc, 0x42]),
      "wide.md": new Uint8Array([0xff, 0xfe, 0x41, 0x00]),
      "huge.md": "",
    });
    truncateSync(join(root, "huge.md"), maxBytes + 1);
    match(await reason(root, "nul.md"), /^nul\.md cannot be read: .*binary/);
    match(await reason(root, "latin.md"), /no valid UTF-8; save it as UTF-8/);
    match(await reason(root, "wide.md"), /UTF-16/);
    match(await reason(root, "huge.md"), /larger than 50 MB/);
  });

  it("reads nothing outside the folder", async () => {
    const outside = folderWith({ "secret.md": "s", "d/x.md": "" });
    const root = folderWith({ "x.md": "x" });
    symlinkSync(join(outside, "secret.md"), join(root, "link.md"));
    symlinkSync(join(outside, "d"), join(root, "d"));
    symlinkSync(join(root, "x.md"), join(root, "good.md"));
    symlinkSync(join(root, "loop"), join(root, "loop"));
    symlinkSync("nowhere", join(root, "dangling.md"));
    match(await reason(root, "link.md"), /leads outside the folder/);
    match(await reason(root, "d/x.md"), /leads outside the folder/);
    match(await reason(root, "d/new.md"), /leads outside the folder/);
    match(await reason(root, "loop"), /circle/);
    match(await reason(root, "dangling.md"), /does not exist/);
    equal(await reason(root, "good.md"), "text");
    for (const path of ["../x.md", "/etc/passwd", "a/../../x", "", "a//b", "C:/x", "a\0b"]) {
      match(await reason(root, path), /cannot be read: it/, path);
    }
  });

  it("does not wait for a named pipe", async function () {
    if (platform() === "win32") {
      this.skip();
    }
    const root = folderWith();
    execFileSync("mkfifo", [join(root, "pipe.md")]);
    match(await reason(root, "pipe.md"), /a pipe or a device/);
  });
});
