import { deepEqual, equal, match } from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { GitFacts } from "../../../src/core/index.ts";
import { instead, onlyFeature, stageAt } from "../core/judge/process.ts";
import { type Files, openMemory, textsIn } from "../support/memory.ts";
import { approved, criterionAt, judged } from "./filled.ts";
import { approvedUpTo, commitOf, files, gitOf, id } from "./offlineScans.ts";

const at = (document: string): string => `${id}_${document}.md`;
const textOf = (document: string): string => files[at(document)] ?? "";

describe("complex-feature gates", () => {
  describe("CF-S1 the four steps of feature development", () => {
    const steps: [n: number, name: string, title: string][] = [
      [1, "solution_assessment", "Solution Assessment"],
      [2, "feature_description", "Feature Description"],
      [3, "development_plan", "Development Plan"],
      [4, "implementation_summary", "Implementation Summary"],
    ];
    for (const [n, name, title] of steps) {
      it(`CF-S1 ${title}: open while a placeholder is left, passed once it is filled in`, async () => {
        const before = steps.filter(([number]) => number < n).map(([number, other]) => at(`step${number}_${other}`));
        const given = Object.fromEntries(before.map((path) => [path, "# Step\n\nText.\n"]));
        const step = async (text: string) =>
          stageAt(
            await judged({ ...files, ...given, [at(`step${n}_${name}`)]: `# Step ${n}\n\n${text}\n` }),
            `steps/step${n}`,
          );
        const [open, filled] = [await step("Text, and <what is missing>."), await step("Text.")];
        deepEqual([open.title, open.state, filled.state], [title, "open", "passed"]);
      });
    }
  });

  it("CF-G9 the first document, committed after its approval was taken back, is a violation", async () => {
    const all = await approved(files, id, "0");
    const changed = { ...all, [at("stage0_problem")]: `${textOf("stage0_problem")}\nOne sentence more.\n` };
    const git = gitOf({ commits: [commitOf({ subject: "docs", files: [at("stage0_problem")] })] });
    const record = Object.keys(all).find((path) => path.endsWith("/0.yaml")) ?? "";
    const revoked = String(all[record]).replace("decision: approved", "decision: revoked");
    const found = async (given: Files) =>
      (await judged(given, { git })).findings
        .filter(({ rule }) => rule === "complex-feature/CF-G9")
        .map(({ kind, stage }) => `${kind} ${stage}`);
    deepEqual(await found(all), []);
    deepEqual(await found({ ...changed, [record]: revoked }), ["violation 0"]);
  });

  describe("CF-G1 options as diagrams", () => {
    const label = "Two or three options";
    const options = textOf("stage1_architecture_brief");
    const from = options.indexOf("### Option A");
    const to = options.indexOf("## Existing Components");
    const diagrams = (names: readonly string[]): Files => ({
      ...files,
      [at("stage1_architecture_brief")]: `${options.slice(0, from)}${names
        .map((name) => `### ${name}\n\n\`\`\`mermaid\ngraph LR\n  Handheld --> Server\n\`\`\`\n`)
        .join(
          "\n",
        )}\n## Trade-offs\n\nLatency 5 s or 10 s, consistency by ids or rules, operations of one number or a service.\n\n${options.slice(to)}`,
    });
    it("CF-G1 two diagrams with their trade-offs are two options; one is not enough", async () => {
      const two = await judged(diagrams(["Option A: Queue", "Option B: Database"]));
      deepEqual(
        [label, "Trade-offs of each option"].map((each) => criterionAt(two, "1", each).verdict),
        ["met", "met"],
      );
      equal(criterionAt(await judged(diagrams(["Option A: Queue"])), "1", label).verdict, "unmet");
    });
  });

  describe("CF-G2 a graph of dependencies", () => {
    const label = "Capabilities and their dependencies";
    const map = textOf("stage2_capability_map");
    const sequence = map.slice(map.indexOf("1. Batch endpoint"), map.indexOf("\n\n## Unknowns"));
    const verdict = async (graph: string, table = map): Promise<[string, string, number | undefined]> => {
      const text = table.replace(sequence, `\`\`\`mermaid\n${graph}\n\`\`\``);
      const {
        verdict: is,
        message,
        place,
      } = criterionAt(await judged({ ...files, [at("stage2_capability_map")]: text }), "2", label);
      return [is, message, place?.line];
    };
    const good = "graph LR\n  A[Batch endpoint] --> B[Scan queue]\n  B --> C[Queue display]";
    it("CF-G2 arrows among the capabilities are fine", async () => equal((await verdict(good))[0], "met"));
    it("CF-G2 a circle is not", async () => {
      const [is, message] = await verdict(`${good}\n  C --> A`);
      equal(is, "unmet");
      match(message, /^Dependencies run in a circle: /);
    });
    it("CF-G2 nor is a name that nobody has, at its arrow", async () => {
      const [is, message, line] = await verdict(`${good}\n  C --> D[Audit Trail]`);
      deepEqual([is, message], ["unmet", 'The graph names "Audit Trail", which is no entry here']);
      equal(line, map.slice(0, map.indexOf(sequence)).split("\n").length + 4);
    });
    it("CF-G2 a graph stands for the column where there is none", async () => {
      const bare = map
        .split("\n")
        .map((line) =>
          line.startsWith("|")
            ? line
                .split("|")
                .filter((_, index) => index !== 3)
                .join("|")
            : line,
        )
        .join("\n");
      equal((await verdict(good, bare))[0], "met");
      equal((await verdict(`${good}\n  C --> A`, bare))[0], "unmet");
      const none = criterionAt(await judged({ ...files, [at("stage2_capability_map")]: bare }), "2", label);
      deepEqual([none.verdict, none.message], ["unmet", 'The table has no column "Dependencies"']);
    });
    it("CF-G2 a diagram of something else is not asked", async () =>
      equal((await verdict("sequenceDiagram\n  Nobody->>Else: hello"))[0], "met"));
  });

  describe("CF-G8 what names a feature", () => {
    const brief = at("stage0_problem");
    const declared: Files = {
      ...files,
      [brief]: `---\npaths: ["src/queue/**", "tools/send.js"]\n---\n${textOf("stage0_problem")}`,
    };
    const found = async (given: Files, git: Partial<GitFacts>, focus = false): Promise<string[]> => {
      const workspace = await openMemory(given, { git: gitOf(git) });
      if (focus) workspace.focus(id);
      await workspace.refresh();
      return onlyFeature(workspace)
        .findings.filter(({ rule }) => rule === "complex-feature/CF-G8")
        .map(({ kind, message }) => `${kind}: ${message}`);
    };
    const touching = (path: string): Partial<GitFacts> => ({
      commits: [commitOf({ subject: "tidy up", files: [path] })],
    });
    it("CF-G8 a path that its front matter lists: a violation, for any other none", async () => {
      equal((await found(declared, touching("src/queue/store/add.js"))).length, 1);
      equal((await found(declared, touching("tools/send.js"))).length, 1);
      deepEqual(await found(declared, touching("src/other.js")), []);
      deepEqual(await found(files, touching("src/queue/store/add.js")), []);
      deepEqual(await found(declared, touching("src/queue/README.md")), []);
    });
    it("CF-G8 uncommitted work on such a path needs no focus", async () => {
      match((await found(declared, { dirty: ["src/queue/a.js"] }))[0] ?? "", /There is uncommitted code/);
      deepEqual(await found(declared, { dirty: ["src/other.js"] }), []);
    });
    it("CF-G8 unsaved work counts for the feature in focus", async () => {
      match((await found(files, { unsaved: ["src/a.js"] }, true))[0] ?? "", /There is unsaved code .*: src\/a\.js$/);
      deepEqual(await found(files, { unsaved: ["src/a.js"] }), []);
      deepEqual(await found(files, { unsaved: ["README.md"] }, true), []);
      deepEqual(await found(await approvedUpTo(2), { unsaved: ["src/a.js"] }, true), []);
    });
    it("CF-G8 a commit on such a path is nobody else's", async () => {
      const start = commitOf({ sha: "aaaaaaaaaaaa", at: "2026-10-01T10:00:00Z", subject: "docs", files: [brief] });
      const problems = async (path: string): Promise<number> => {
        const git = gitOf({ commits: [commitOf({ subject: "tidy up", files: [path] }), start] });
        return (await judged(declared, { git })).problems.filter(({ message }) => /^Unattributed/.test(message)).length;
      };
      deepEqual([await problems("src/queue/a.js"), await problems("src/other.js")], [0, 1]);
    });
    it("CF-G8 a commit that names another feature is not nobody's", async () => {
      const start = commitOf({ sha: "aaaaaaaaaaaa", at: "2026-10-01T10:00:00Z", subject: "docs", files: [brief] });
      const problems = async (given: Files): Promise<number> => {
        const git = gitOf({ commits: [commitOf({ subject: "UI skins: lines", files: ["src/a.js"] }), start] });
        const { features } = (await openMemory(given, { git })).snapshot;
        const feature = features.find((each) => each.id === id);
        return feature?.problems.filter(({ message }) => /^Unattributed/.test(message)).length ?? -1;
      };
      equal(await problems(files), 1);
      equal(await problems({ ...files, "docs/plans/ui_skins_stage0_problem.md": "# Stage 0\n\nText.\n" }), 0);
    });
    it("CF-G4 a commit on such a path is to be logged", async () => {
      const git = gitOf({
        commits: [commitOf({ at: "2026-11-18T10:00:00Z", subject: "tidy up", files: ["src/queue/a.js"] })],
      });
      const label = "Every merge is logged";
      equal(criterionAt(await judged(declared, { git }), "4", label).verdict, "unmet");
      equal(criterionAt(await judged(files, { git }), "4", label).verdict, "met");
    });
  });

  describe("CF-G6 CF-G8 settings, in a copy of the process", () => {
    const folder = new URL("../../../templates/complex-feature/", import.meta.url);
    const copy = (edit: (yaml: string) => string): Files => {
      const own = Object.entries(textsIn(folder)).map(([name, text]) => [
        `.plangate/processes/complex-feature/${name}`,
        name === "process.yaml" ? edit(text) : text,
      ]);
      return { ...files, ...Object.fromEntries(own) };
    };
    it("CF-G6 the words of a page", async () => {
      const label = "One page at most";
      equal(criterionAt(await judged(copy((yaml) => yaml)), "0", label).verdict, "met");
      const short = copy((yaml) => yaml.replaceAll("pageWords: 500", "pageWords: 150"));
      equal(criterionAt(await judged(short), "0", label).verdict, "unmet");
    });
    it("CF-G8 code before the development plan: a warning, raised to a violation", async () => {
      const git = gitOf({ commits: [commitOf({ subject: "offline_scans: queue", files: ["src/queue.js"] })] });
      const of = async (given: Files) => {
        const { findings, problems } = await judged(await approvedUpTo(2, given), { git });
        const isIt = ({ rule, message }: { rule?: string; message: string }): boolean =>
          rule === "complex-feature/CF-G8" && /step 3/.test(message);
        return [problems.filter(isIt).map(({ severity }) => severity), findings.filter(isIt).map(({ kind }) => kind)];
      };
      deepEqual(await of(copy((yaml) => yaml)), [["warning"], []]);
      const text = readFileSync(new URL("process.yaml", folder), "utf8");
      const line = text.split("\n").find((each) => each.includes("noSourceWithout")) ?? "";
      const raised = instead(line, "finding: problem, severity: warning", "finding: violation");
      deepEqual(await of(copy((yaml) => instead(yaml, line, raised))), [[], ["violation"]]);
    });
  });
});
