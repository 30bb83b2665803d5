import { equal, match } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { digestGroups, vectorOf, withVectors } from "../../../scripts/reference/digests.ts";
import { root } from "../../../scripts/root.ts";
import { sha256 } from "../../../src/host/node/read.ts";
import { folderWith } from "../host/folder.ts";

const page = readFileSync(join(root, "docs/APPROVALS.md"), "utf8");

describe("P-2 the test vectors of docs/APPROVALS.md", () => {
  for (const { title, stands, cases } of digestGroups) {
    describe(title, () => {
      const digests = cases.map(([, input]) => vectorOf(input).digest);

      it(stands ? "have one digest" : "have a digest each", () =>
        equal(new Set(digests).size, stands ? 1 : cases.length),
      );

      it("are other bytes each", () =>
        equal(new Set(cases.map(([, input]) => vectorOf(input).sha256)).size, cases.length));

      it("have the digest of the text that is significant", () => {
        for (const [name, input] of cases) {
          const { significant, digest } = vectorOf(input);
          equal(sha256(significant), digest, name);
          // What is significant is the whole of it: made again, it is the same.
          equal(vectorOf(significant).digest, digest, name);
        }
      });
    });
  }

  it("are what the page shows, hash by hash", () => {
    const shown = [...page.matchAll(/^input {7}(.*)\nsha256 {6}(.*)\nsignificant (.*)\ndigest {6}(.*)$/gm)];
    equal(shown.length, digestGroups.flatMap(({ cases }) => cases).length);
    for (const [, input = "", hash, significant = "", digest] of shown) {
      const vector = vectorOf(JSON.parse(input));
      equal(hash, vector.sha256);
      equal(JSON.parse(significant), vector.significant);
      equal(digest, vector.digest);
    }
  });

  it("are put where the page wants them, and nowhere else", () => {
    equal(withVectors(page), page);
    const added = page.replace("# Approvals\n", "# Approvals\n\nA new paragraph.\n");
    equal(withVectors(added.replace(/^sha256 .*\n/gm, "")), added);
  });

  it("come out of the lines of Python that the page gives, where no code or comment holds boxes", function () {
    const [, program = ""] = /python3 -c '\n([\s\S]*?)\n' plan\.md/.exec(page) ?? [];
    match(program, /hashlib/);
    try {
      execFileSync("python3", ["--version"]);
    } catch {
      this.skip();
    }
    const simple = digestGroups.filter(({ title }) => !/code/.test(title)).flatMap(({ cases }) => cases);
    const folder = folderWith(Object.fromEntries(simple.map(([, input], at) => [`${at}.md`, input])));
    const each = "import sys\nprogram, *files = sys.argv[1:]\nfor sys.argv[1] in files: exec(program, {})";
    const paths = simple.map((_, at) => `${at}.md`);
    const printed = execFileSync("python3", ["-c", each, program, ...paths], { cwd: folder, encoding: "utf8" });
    const digests = printed.trim().split("\n");
    for (const [at, [name, input]] of simple.entries()) equal(digests[at], vectorOf(input).digest, name);
  }).timeout(20_000);
});
