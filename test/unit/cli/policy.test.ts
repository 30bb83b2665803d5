import { deepEqual, equal, match } from "node:assert/strict";
import { writeDecision } from "../../../src/core/readers/record.ts";
import { folderWith } from "../host/folder.ts";
import { sha256 } from "../support/memory.ts";
import { mini, parsed, plangate, problem } from "./cli.ts";

const file = ".plangate/config.yaml";
const record = ".plangate/approvals/mini/work/sync/0.yaml";
const subject = [{ path: "work/sync_mini0.md", sha256: sha256(problem), digest: sha256(problem) }];

const decided = (name: string, more: object = {}): string =>
  writeDecision(
    {
      decision: "approved",
      process: "mini",
      feature: "work/sync",
      gate: "0",
      by: { name, email: `${name.toLowerCase()}@example.org` },
      at: "2026-10-04T10:00:00Z",
      through: "terminal",
      comment: "Read",
      fingerprint: "of another time",
      subject,
      ...more,
    },
    sha256,
  );

const folder = (policy: string, text: string, more: Record<string, string> = {}): string =>
  folderWith({
    ...mini,
    "work/sync_mini0.md": problem,
    "work/sync_mini1.md": "# Build Sync\n\n- [x] One\n- [ ] Two\n",
    [file]: policy,
    [record]: text,
    ...more,
  });

const check = async (root: string, ...more: string[]) => {
  const ran = await plangate(["check", root, "--json", ...more]);
  const told = parsed(ran).findings.map(({ kind, code, file: where }: Record<string, string>) => [kind, code, where]);
  return { code: ran.code, told };
};

const status = async (root: string, ...more: string[]) =>
  plangate(["status", root, "--feature", "work/sync", "--now", "2026-10-05T08:00:00Z", ...more]);

describe("the team's policy on the command line", function () {
  this.timeout(60_000);

  it("check passes while the policy is met, and fails by one approval less", async () => {
    const two = "approvals: {needed: 2}\n";
    deepEqual(
      (await check(folder(two, decided("Ada") + decided("Ben")))).told.filter(
        ([kind]: string[]) => kind === "violation",
      ),
      [],
    );
    const { code, told } = await check(folder(two, decided("Ada")));
    equal(code, 1);
    deepEqual(told[0], ["violation", "approval-missing", "work/sync_mini1.md"]);
  });

  it("status names who approved and how many are missing, in both outputs", async () => {
    const root = folder("approvals: {needed: 3}\n", decided("Ada") + decided("Ben"));
    match((await status(root)).out, /^ +Approved by Ada, Ben; 1 of 3 approvals missing\.$/m);
    const { approval } = parsed(await status(root, "--json")).features[0].stages[0];
    deepEqual(
      [approval.needed, approval.given.map(({ by }: { by: { name: string } }) => by.name)],
      [3, ["Ada", "Ben"]],
    );
  });

  it("P-4 status and check tell what has changed since an approval", async () => {
    const root = folder("approvals: {needed: 1}\n", decided("Ada", { policy: "of another time" }));
    match((await status(root)).out, /under other rules of this gate and another policy of the team than now\.$/m);
    const ran = await status(root, "--json");
    const { approval } = parsed(ran).features[0].stages[0];
    deepEqual([approval.otherRules, approval.changedSince], [true, ["rules", "policy"]]);
    const [told] = parsed(ran).problems;
    deepEqual([told.code, told.severity, told.file], ["approval-other-rules", "info", record]);
    deepEqual(await check(root), { code: 0, told: [] });
    deepEqual((await check(root, "--strict")).told, [["problem", "approval-other-rules", record]]);
  });

  it("a waiver by somebody whom the policy does not name is a violation, and status says why", async () => {
    const waived = decided("Ben", { decision: "waived", subject: [] });
    const root = folder("waivers: {by: [ada@example.org]}\n", waived);
    match(
      (await status(root)).out,
      /The waiver by Ben does not count: Ben may not waive here, as the team's policy says\.$/m,
    );
    const { code, told } = await check(root);
    equal(code, 1);
    deepEqual(told[0], ["violation", "decision-not-allowed", record]);
    equal(parsed(await status(root, "--json")).features[0].stages[0].refused.decision.by.name, "Ben");
  });

  it("every fault of a policy is told with its place, and no approval counts", async () => {
    const root = folder("approvals:\n  neded: 2\n  by: [Ada]\n", decided("Ada"));
    const ran = await plangate(["check", root, "--json", "--strict"]);
    const faults = parsed(ran).findings.filter(({ code }: { code: string }) => code === "policy-invalid");
    deepEqual(
      faults.map(({ file: where, line }: { file: string; line: number }) => [where, line]),
      [
        [file, 2],
        [file, 3],
      ],
    );
    match(faults[0].message, /Did you mean "needed"\?/);
    equal(ran.code, 1);
    equal(parsed(await status(root, "--json")).features[0].stages[0].state, "ready");
  });

  it("a policy under a wrong name is told", async () => {
    const root = folder("", decided("Ada"), { ".plangate/config.yml": "approvals: {needed: 2}\n" });
    const told = (await check(root, "--strict")).told.filter(([, code]: string[]) => code === "policy-misnamed");
    deepEqual(told, [["problem", "policy-misnamed", ".plangate/config.yml"]]);
  });

  it("each folder has a policy of its own", async () => {
    const inner = folder("approvals: {needed: 2}\n", decided("Ada"));
    const outer = folder("", decided("Ada"));
    const stateIn = async (root: string) => parsed(await status(root, "--json")).features[0].stages[0].state;
    deepEqual([await stateIn(inner), await stateIn(outer)], ["ready", "passed"]);
  });
});
