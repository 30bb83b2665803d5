import { deepEqual } from "node:assert/strict";
import fc from "fast-check";
import { joined, makeCallsIn } from "../../../../src/core/readers/shell.ts";

const shown = (script: string): string[] =>
  makeCallsIn(script).map(
    ({ targets, dir, retried, ignored }) =>
      `${dir === "" ? "." : dir}: ${targets.join(" ")}${retried ? " ^" : ""}${ignored ? " ?" : ""}`,
  );

describe("calls of make in a script", () => {
  const rows: [script: string, calls: string[]][] = [
    ["make qa", [".: qa"]],
    ["DEBUG=1 make -j 4 -k qa X=1", [".: qa"]],
    ["make -j4 explore qa", [".: explore qa"]],
    ["make -C a/b qa", ["a/b: qa"]],
    ["cd a && make qa; cd ../b && make --directory=c x", ["a: qa", "b/c: x"]],
    ["sudo time make qa", [".: qa"]],
    ["docker compose run app make qa", [".: qa"]],
    ["bash -c 'make qa'", [".: qa"]],
    ["(make qa)", [".: qa"]],
    ["for i in 1 2 3; do make qa && break; done\nmake x", [".: qa ^", ".: x"]],
    ["until make qa; do sleep 1; done", [".: qa ^"]],
    ["retry make qa", [".: qa ^"]],
    ["make qa RETRIES=3", [".: qa ^"]],
    ["make qa || true", [".: qa ?"]],
    ["make qa || make qa", [".: qa", ".: qa ^"]],
    ["make qa || make x", [".: qa", ".: x"]],
    ["echo make qa", []],
    ["# make qa", []],
    ["cmake qa", []],
    ["make -n qa", []],
    ["make \\\n  qa", [".: qa"]],
    [`make \${{matrix.t}}`, [`.: \${{matrix.t}}`]],
  ];
  for (const [script, calls] of rows) {
    it(JSON.stringify(script), () => deepEqual(shown(script), calls));
  }
  it("never throws, and ends", () => {
    fc.assert(fc.property(fc.string(), (text) => void makeCallsIn(text)));
    makeCallsIn("make qa && ".repeat(100_000));
  });
  it("paths are joined without leaving their start", () => {
    deepEqual(
      [joined("a/b", "../c"), joined("", "./x/"), joined("a", "/b"), joined("", "../..")],
      ["a/c", "x", "b", ""],
    );
  });
});
