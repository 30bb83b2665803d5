import { deepEqual, equal, match, ok } from "node:assert/strict";
import fc from "fast-check";
import { stringify } from "yaml";
import { policyAt } from "../../../../src/core/policy/policy.ts";
import { readPolicy } from "../../../../src/core/policy/read.ts";

const file = ".plangate/config.yaml";
const read = (text: string) => readPolicy(file, text);

describe("P-5 a config.yaml that cannot be used", () => {
  const rows: [title: string, text: string, line: number, column: number, message: RegExp][] = [
    ["YAML that ends too early", "approvals: {needed: 2", 1, 22, /^Not valid YAML: /],
    ["a key twice", "approvals:\n  needed: 1\n  needed: 2\n", 3, 3, /^Not valid YAML: Map keys must be unique/],
    ["a second document", "approvals: {}\n---\nwaivers: {}\n", 2, 1, /^Not valid YAML: /],
    ["an alias that leads nowhere", "approvals: {by: *team}\n", 1, 1, /^Not valid YAML: .*team/],
    ["a tab", "approvals:\n\tneeded: 2\n", 2, 1, /^Not valid YAML: /],
    ["a text", "yes\n", 1, 1, /^The file is "yes", and has to be a map of keys\./],
    [
      "a key with a slip",
      "aprovals: {}\n",
      1,
      1,
      /^There is no key "aprovals" at the top\. Did you mean "approvals"\?/,
    ],
    ["one of many", "gate: []\n", 1, 1, /Did you mean "gates"\?/],
    ["capital letters", "Approvals: {}\n", 1, 1, /Did you mean "approvals"\?/],
    [
      "a key at another level",
      "needed: 2\n",
      1,
      1,
      /no key "needed" at the top\. It stands under approvals or in an entry of gates\./,
    ],
    ["a key of waivers among approvals", "approvals: {longest: 3}\n", 1, 13, /It stands under waivers\./],
    [
      "a key of its own",
      "approvals: {colour: red}\n",
      1,
      13,
      /What may stand there: needed, by, author, unbound, unsigned\./,
    ],
    [
      "a key in an entry",
      "gates:\n  - {gate: a, neded: 2}\n",
      2,
      15,
      /no key "neded" under gates\[1\]\. Did you mean "needed"\?/,
    ],
    [
      "a key in an entry's waivers",
      "gates:\n  - waivers: {alowed: false}\n",
      2,
      15,
      /under gates\[1\]\.waivers\. Did you mean "allowed"\?/,
    ],
    [
      "a number as a text",
      'approvals: {needed: "2"}\n',
      1,
      21,
      /^approvals\.needed is "2", and has to be a whole number\./,
    ],
    [
      "half a person",
      "approvals: {needed: 1.5}\n",
      1,
      21,
      /^approvals\.needed is 1\.5, and has to be a whole number\./,
    ],
    ["nobody needed", "approvals: {needed: 0}\n", 1, 21, /^approvals\.needed is 0, and has to be 1 or more\./],
    ["a crowd", "approvals: {needed: 21}\n", 1, 21, /^approvals\.needed is 21, and has to be 20 or less\./],
    [
      "a waiver of ages",
      "waivers: {longest: 3651}\n",
      1,
      20,
      /^waivers\.longest is 3651, and has to be 3650 or less\./,
    ],
    [
      "one person without a list",
      "approvals: {by: ada@example.org}\n",
      1,
      17,
      /^approvals\.by is "ada@example\.org", and has to be a list\./,
    ],
    [
      "a name where an address is due",
      "approvals:\n  by: [ada@example.org, Ben]\n",
      2,
      25,
      /^approvals\.by\[2\] is "Ben", which is no e-mail address\..*ada@example\.org/,
    ],
    ["a name and an address", "waivers: {by: [Ada <ada@example.org>]}\n", 1, 16, /no e-mail address/],
    ["nobody at all", "waivers: {by: []}\n", 1, 15, /^waivers\.by names nobody\. .*then everybody may\./],
    [
      "a word for yes",
      "approvals: {author: yes please}\n",
      1,
      21,
      /^approvals\.author is "yes please", and has to be true or false\./,
    ],
    [
      "an unknown choice",
      "approvals: {unbound: maybe}\n",
      1,
      22,
      /^approvals\.unbound is "maybe", and has to be refuse or accept\./,
    ],
    ["a key without a value", "approvals:\n", 1, 11, /^approvals is empty, and has to be a map of keys\./],
    ["entries without dashes", "gates: {gate: a}\n", 1, 8, /^gates is a map of keys, and has to be a list\./],
    [
      "a gate's number without quotes",
      "gates:\n  - {gate: 2, needed: 2}\n",
      2,
      12,
      /^gates\[1\]\.gate is 2, and has to be a text\. Put it in quotes: "2"\./,
    ],
    ["an entry that is a text", "gates: [build]\n", 1, 9, /^gates\[1\] is "build", and has to be a map of keys\./],
  ];
  for (const [title, text, line, column, message] of rows) {
    it(`${title}: says what is wrong, where, and what to do`, () => {
      const { policy, problems } = read(text);
      equal(policy, undefined);
      const [problem] = problems;
      deepEqual([problem?.code, problem?.severity, problem?.file], ["policy-invalid", "error", file]);
      match(problem?.message ?? "", message);
      match(problem?.message ?? "", / Until it is mended no approval, waiver or skip counts\.$/);
      deepEqual([problem?.line, problem?.column], [line, column]);
    });
  }

  it("every fault is told, each at its place", () => {
    const text = "approvals:\n  neded: 2\n  author: 3\n  by: [Ada]\ngates:\n  - {gate: 7}\nwaiver: {}\n";
    deepEqual(
      read(text).problems.map(({ line }) => line),
      [2, 3, 4, 6, 7],
    );
  });

  it("but no flood of them", () => {
    const keys = Array.from({ length: 500 }, (_, at) => `key${at}: 1`).join("\n");
    equal(read(keys).problems.length, 30);
  });

  it("a huge key or value is cut", () => {
    for (const text of [`${"x".repeat(5000)}: 1`, `approvals: {unbound: ${"x".repeat(5000)}}`])
      ok((read(text).problems[0]?.message.length ?? 0) < 300);
  });
});

describe("P-5 a config.yaml that can be used", () => {
  const fine: [title: string, text: string][] = [
    ["empty", ""],
    ["a comment", "# later\n"],
    [
      "all of it",
      "approvals: {needed: 2, by: [a@b], author: false, unbound: accept}\nwaivers: {allowed: true, longest: 30, by: [a@b]}\ngates: [{process: p, gate: a/b, needed: 1, waivers: {allowed: false}}]\n",
    ],
    ["with a byte order mark and CRLF", "\ufeffapprovals:\r\n  needed: 2\r\n"],
    ["an address of a machine", "approvals: {by: [ada@laptop.(none)]}\n"],
    ["an anchor", "approvals: {by: &team [a@b]}\nwaivers: {by: *team}\n"],
  ];
  for (const [title, text] of fine) {
    it(title, () => {
      const { policy, problems } = read(text);
      deepEqual(problems, []);
      ok(policy);
    });
  }

  it("what is written is what holds at a gate: the general part, then each entry about it, key by key", () => {
    const { policy = {} } = read(
      `approvals: {needed: 2, by: [Ada@Example.org]}
waivers: {longest: 30, by: [ada@example.org]}
gates:
  - {process: p, needed: 3, waivers: {longest: 7}}
  - {gate: a/b, author: false, waivers: {allowed: false}}
`,
    );
    const by = ["ada@example.org"];
    const rest = { by, unbound: "refuse", unsigned: "accept" };
    deepEqual(policyAt(policy, "q", "a"), {
      ...rest,
      needed: 2,
      author: true,
      waivers: { allowed: true, longest: 30, by },
    });
    deepEqual(policyAt(policy, "p", "a"), {
      ...rest,
      needed: 3,
      author: true,
      waivers: { allowed: true, longest: 7, by },
    });
    deepEqual(policyAt(policy, "p", "a/b"), {
      ...rest,
      needed: 3,
      author: false,
      waivers: { allowed: false, longest: 7, by },
    });
  });
});

describe("P-5 reading a policy never throws", () => {
  const isSafe = (text: string): void => {
    const { policy, problems } = read(text);
    // Whatever it is, it is one of the two: a policy, or problems with places in the text.
    equal(policy === undefined, problems.length > 0);
    for (const { line, column } of problems) ok(line >= 1 && column >= 1 && line <= text.split(/\r\n|\r|\n/).length);
  };

  it("on any text", () => fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), isSafe)));

  it("on any YAML", () => {
    const key = fc.constantFrom("approvals", "gates", "waivers", "by", "needed", "__proto__", "constructor", "x");
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<unknown>(null, true, 0, -1, 1.5, Number.NaN, "", "a@b", "refuse"),
        fc.array(tie("tree"), { maxLength: 3 }),
        fc.dictionary(key, tie("tree"), { maxKeys: 4 }),
      ),
    }));
    fc.assert(fc.property(tree, (value) => isSafe(stringify(value))));
  });

  it("on a policy with a piece cut out", () => {
    const whole = "approvals:\n  needed: 2\n  by: [a@b, c@d]\ngates:\n  - {gate: a, waivers: {longest: 3}}\n";
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(whole.length), (from, to) =>
        isSafe(whole.slice(0, from) + whole.slice(to)),
      ),
    );
  });
});
