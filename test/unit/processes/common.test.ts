import { deepEqual, equal, match } from "node:assert/strict";
import {
  adoptable,
  type Change,
  gateStates,
  leavesOf,
  planAdopt,
  planAdvance,
  planStart,
  planTick,
  type Workspace,
} from "../../../src/core/index.ts";
import { instead, stageAt } from "../core/judge/process.ts";
import { applied, asChange, planned } from "../core/plan/play.ts";
import { builtInProcess, type Files, openMemory } from "../support/memory.ts";
import { approved, filledFiles, judged, person } from "./filled.ts";

const plan = filledFiles("codex-plan");
const staged = filledFiles("complex-feature");
const both = { ...plan, ...staged };
const dir = "tasks/tour-export-20261012T090000Z";
const planPath = `${dir}/plan.md`;
const id = "docs/plans/offline_scans";
const brief = `${id}_stage0_problem.md`;

const ids = (workspace: Workspace): string[] => workspace.snapshot.features.map((feature) => feature.id);
const featureIn = (workspace: Workspace, wanted: string) => {
  const found = workspace.snapshot.features.find((feature) => feature.id === wanted);
  if (!found) throw new Error(`there is no ${wanted} among ${ids(workspace).join(", ")}`);
  return found;
};
const without = (files: Files, ...paths: string[]): Files =>
  Object.fromEntries(Object.entries(files).filter(([path]) => !paths.includes(path)));

/** The filled files with one of them changed. */
const changed = (path: string, content: Files[string]): Files => ({ ...both, [path]: content });

describe("common to all processes", () => {
  describe("C-1 start", () => {
    for (const process of ["complex-feature", "codex-plan"]) {
      it(`${process}: the preview is what comes to be, and what comes to be is a feature of that process`, async () => {
        const start = async (files: Files): Promise<Change> =>
          asChange(
            await planned(await openMemory(files), files, (context, more) =>
              planStart(builtInProcess(process), { title: "Late “parcels” & returns", ...more }, context),
            ),
          );
        const change = await start({ "README.md": "# R\n" });
        const after = applied({ "README.md": "# R\n" }, change);
        deepEqual(Object.keys(after).sort(), ["README.md", ...change.edits.map(({ path }) => path)].sort());
        const workspace = await openMemory(after);
        deepEqual(
          workspace.snapshot.features.map((feature) => [feature.process, feature.current?.state]),
          [[process, "open"]],
        );
        deepEqual(workspace.snapshot.problems, []);
        equal(
          Object.values(after).some((text) => String(text).includes("Late “parcels” & returns")),
          true,
        );
      });
    }
  });

  describe("C-2 advance shows at once", () => {
    it("the applied change opens the next stage, with no other one touched", async () => {
      const bare = Object.fromEntries(Object.entries(staged).filter(([path]) => path === brief));
      const files = await approved(bare, id, "0");
      const workspace = await openMemory(files);
      const before = featureIn(workspace, id);
      const after = await judged(
        applied(
          files,
          await planned(workspace, files, (context, answers) => planAdvance(id, undefined, answers, context)),
        ),
      );
      deepEqual(
        [
          before.current?.id,
          before.current?.artifacts[0]?.exists,
          after.current?.id,
          after.current?.artifacts[0]?.exists,
        ],
        ["1", false, "1", true],
      );
      deepEqual(stageAt(after, "0"), stageAt(before, "0"));
    });
  });

  describe("C-4 a waiver by adopting", () => {
    it("is recorded, counted, and differs from passed", async () => {
      const workspace = await openMemory(staged);
      const files = applied(
        staged,
        await planned(workspace, staged, (context) =>
          planAdopt(
            { by: person, through: "editor", shown: adoptable(context.workspace.snapshot.features, person) },
            context,
          ),
        ),
      );
      const feature = await judged(files);
      deepEqual(
        leavesOf(feature.stages)
          .map(({ state }) => state)
          .slice(0, 6),
        ["waived", "waived", "waived", "waived", "waived", "ready"],
      );
      equal(
        feature.stages.some(({ approval }) => approval?.state === "approved"),
        false,
      );
      match(stageAt(feature, "0").reason, /^Waived by Ada Roux: /);
    });
  });

  describe("C-5 ticking", () => {
    it("a box shown at a stage is ticked in its file, and the stage follows", async () => {
      const files = {
        ...plan,
        [planPath]: instead(
          plan[planPath] ?? "",
          "- [x] README section and changelog line",
          "- [ ] README section and changelog line",
        ),
      };
      const before = await judged(files);
      const item = stageAt(before, "S-1/work").items.find(({ state }) => state === "todo");
      equal(item?.file, planPath);
      const after = applied(
        files,
        await planned(await openMemory(files), files, (context) =>
          planTick(item?.file ?? "", item?.line ?? 0, context),
        ),
      );
      deepEqual(after, plan);
      deepEqual(
        [stageAt(before, "S-1/work").state, stageAt(await judged(after), "S-1/work").state],
        ["open", "passed"],
      );
    });
  });

  describe("C-6 violations", () => {
    it("an adopted feature that runs ahead shows each gate it passed over, once", async () => {
      const feature = await judged({ ...staged, ".plangate/README.md": "# R\n" });
      deepEqual(
        feature.findings.map(({ kind, code, stage }) => `${kind} ${code} ${stage}`),
        [
          "violation approval-missing 0",
          "violation approval-missing 1",
          "violation approval-missing 2",
          "violation approval-missing 3",
          "violation approval-missing 4",
        ],
      );
      equal(new Set(feature.findings.map(({ place }) => place.file)).size > 1, true);
    });
    it("a filled plan that is in order has none", async () =>
      deepEqual((await judged({ ...plan, ".plangate/README.md": "# R\n" })).findings, []));
  });

  describe("C-7 contradictions", () => {
    it("name both places", async () => {
      const report = `${dir}/runs/S-1/20261013T141000Z/test-report.md`;
      const [found, ...more] = (await judged({ ...plan, [report]: "# Report\n" })).findings.filter(
        ({ kind }) => kind === "contradiction",
      );
      deepEqual(
        [more.length, found?.kind, found?.place.file, found?.related.map(({ file }) => file)],
        [0, "contradiction", planPath, [report]],
      );
    });
  });

  describe("C-9 whatever lies in a file, the rest keeps working", () => {
    const hostile: [title: string, content: Files[string]][] = [
      ["nothing", ""],
      ["only line ends", "\r\n\r\n\n"],
      ["a binary file", { kind: "unreadable", reason: "It is binary." }],
      ["front matter that is no YAML", "---\na: [b\n---\n# A\n"],
      ["front matter that names a tag", "---\na: !!js/function 'x'\n---\n# A\n"],
      ["front matter without an end", "---\na: b\n"],
      ["a fence without an end", "# A\n\n```\n- [ ] x\n"],
      ["nothing but markers", "#\n-\n>\n|\n|-|\n```\n"],
      ["deep nesting", Array.from({ length: 300 }, (_, depth) => `${" ".repeat(depth * 2)}- [ ] x`).join("\n")],
      ["deep quotes", `${">".repeat(5_000)} x\n`],
      ["many brackets", `${"[".repeat(20_000)}\n`],
      ["many stars", `${"*a ".repeat(10_000)}\n`],
      ["one long line", `# A\n\n${"word ".repeat(100_000)}\n`],
      ["a lone surrogate and a null", "# A \ud800 \u0000\n\n- [ ] \u0000\n"],
      ["the same story twice", `${plan[planPath]}\n${plan[planPath]}`],
      ["the half of itself", (plan[planPath] ?? "").slice(0, 2_345)],
    ];
    const theirs = [
      planPath,
      `${dir}/decision-log.md`,
      `${dir}/referenced-expertise.md`,
      brief,
      `${id}_stage2_capability_map.md`,
      ".plangate/approvals/complex-feature/docs/plans/offline_scans/0.yaml",
    ];
    for (const [title, content] of hostile) {
      it(`${title}: no throw, no lost neighbour, only known states`, async function () {
        this.timeout(60_000);
        for (const path of theirs) {
          const workspace = await openMemory(changed(path, content));
          const other = path.startsWith(dir) ? id : dir;
          equal(ids(workspace).includes(other), true, path);
          for (const feature of workspace.snapshot.features) {
            for (const stage of leavesOf(feature.stages)) {
              equal(gateStates.includes(stage.state), true);
              equal(stage.state === "passed" || stage.reason !== "", true);
              for (const { verdict, message } of stage.criteria)
                equal(["met", "unmet", "unknown", "notApplicable"].includes(verdict) && message !== "", true);
            }
          }
        }
      });
    }

    it("a gate whose document cannot be read does not pass, and the file says why", async () => {
      const files = await approved(both, id, "0");
      const workspace = await openMemory({ ...files, [brief]: { kind: "unreadable", reason: "It is binary." } });
      const feature = featureIn(workspace, id);
      equal(stageAt(feature, "0").state === "passed", false);
      deepEqual(
        feature.problems
          .filter(({ file }) => file === brief)
          .map(({ code, message }) => [code, message.startsWith("It is binary.")]),
        [["unreadable", true]],
      );
    });

    it("a folder that cannot be read is a problem, and what is known is shown", async () => {
      const workspace = await openMemory(both, { unreadable: [{ path: "secret", reason: "Permission denied." }] });
      deepEqual(
        workspace.snapshot.problems.map(({ file, code }) => [file, code]),
        [["secret", "unreadable-folder"]],
      );
      equal(ids(workspace).length, 2);
    });

    it("a broken process of the workspace leaves the others", async () => {
      const workspace = await openMemory({ ...both, ".plangate/processes/own/process.yaml": "id: [" });
      deepEqual(
        [ids(workspace), workspace.snapshot.problems.map(({ code }) => code)],
        [[id, dir], ["process-invalid"]],
      );
    });

    it("what vanishes while it is read is absent", async () => {
      const files: Files = { ...both };
      const workspace = await openMemory(files);
      delete files[`${dir}/decision-log.md`];
      await workspace.refresh([`${dir}/decision-log.md`]);
      deepEqual(
        workspace.snapshot.features,
        (await openMemory(without(both, `${dir}/decision-log.md`))).snapshot.features,
      );
    });
  });

  describe("C-10 side by side", () => {
    it("features of several processes do not disturb each other", async () => {
      const workspace = await openMemory(both);
      deepEqual(
        workspace.snapshot.features.map(({ id: found, process }) => [found, process]),
        [
          [id, "complex-feature"],
          [dir, "codex-plan"],
        ],
      );
      deepEqual(featureIn(workspace, id).stages, (await judged(staged)).stages);
      deepEqual(featureIn(workspace, dir).stages, (await judged(plan)).stages);
    });

    it("an archived feature is found, marked, and out of the way", async () => {
      const archived = Object.fromEntries(
        Object.entries(staged).map(([path, text]) => [
          path.replace("docs/plans/", "docs/plans/archive/offline_scans/"),
          text,
        ]),
      );
      const feature = await judged({ ...archived, ".plangate/README.md": "# R\n" });
      deepEqual([feature.id, feature.archived, feature.findings], [id, true, []]);
      deepEqual(adoptable([feature], person), []);
    });

    it("templates and vendored copies are no work", async () => {
      for (const folder of ["templates", "node_modules/x", "vendor", ".specify/templates", "skills/plan", "dist"]) {
        const copies = Object.fromEntries(Object.entries(both).map(([path, text]) => [`${folder}/${path}`, text]));
        deepEqual(ids(await openMemory(copies)), [], folder);
      }
    });

    it("a copy in the archive beside the live one is a note, and not judged", async () => {
      const copy = `docs/plans/archive/offline_scans/offline_scans_stage0_problem.md`;
      const workspace = await openMemory({ ...staged, [copy]: "# Stage 0\n\n<left>\n" });
      deepEqual(ids(workspace), [id]);
      deepEqual(stageAt(featureIn(workspace, id), "0").state, "ready");
      deepEqual(
        workspace.snapshot.problems.map(({ file, code, severity }) => [file, code, severity]),
        [[copy, "duplicate-copy", "info"]],
      );
    });
  });

  describe("C-14 adopting existing work", () => {
    it("lists what will be waived, records it, and leaves nothing to adopt", async () => {
      const files = { ...both };
      const workspace = await openMemory(files);
      const list = adoptable(workspace.snapshot.features, person).map(
        ({ feature, stage }) => `${feature} ${stage.path.join("/")}`,
      );
      deepEqual(
        list,
        ["0", "1", "2", "3", "4"].map((stage) => `${id} ${stage}`),
      );
      const change = await planned(workspace, files, (context) =>
        planAdopt(
          { by: person, through: "editor", shown: adoptable(context.workspace.snapshot.features, person) },
          context,
        ),
      );
      const after = await openMemory(applied(files, change));
      deepEqual(
        asChange(change).edits.map(({ path }) => path),
        [
          ".plangate/.gitattributes",
          ".plangate/README.md",
          ...["0", "1", "2", "3", "4"].map((stage) => `.plangate/approvals/complex-feature/${id}/${stage}.yaml`),
        ],
      );
      deepEqual(
        [
          after.snapshot.adopted,
          adoptable(after.snapshot.features, person),
          after.snapshot.features.flatMap(({ findings }) => findings),
        ],
        [true, [], []],
      );
    });
    it("until then a missing approval is no violation", async () =>
      deepEqual(
        (await judged(staged)).findings.filter(({ kind }) => kind === "violation"),
        [],
      ));
  });

  it("a change judged by itself gives what judging everything anew gives", async () => {
    const files: Files = { ...both };
    const workspace = await openMemory(files);
    const edits: [path: string, content: string | undefined][] = [
      [brief, `${staged[brief]}\n- [ ] more <left>\n`],
      [`${dir}/runs/S-1/20261013T141000Z/test-report.md`, undefined],
      [`${dir}/runs/S-2/1/test-report.md`, "# R\n\nText.\n"],
      [`${dir}/decision-log.md`, "# Log\n"],
      [`${dir}/references/excerpts/tour-export-refs.txt`, undefined],
      [`${dir}/referenced-expertise.md`, undefined],
      [`${id}_stage2_capability_map.md`, "# Stage 2\n"],
      [`.plangate/approvals/complex-feature/${id}/0.yaml`, "free words\n"],
      [brief, undefined],
      [`${id}_step3_development_plan.md`, "# Step 3\n\nText.\n"],
    ];
    for (const [path, content] of edits) {
      if (content === undefined) delete files[path];
      else files[path] = content;
      await workspace.refresh([path]);
      deepEqual(workspace.snapshot, (await openMemory(files)).snapshot, path);
    }
  });
});
