import { deepEqual, equal, match } from "node:assert/strict";
import {
  loadProcesses,
  type Plan,
  type Process,
  planCustomize,
  planNewProcess,
  planStart,
} from "../../../../src/core/index.ts";
import { builtIn, builtInSources, type Files, openMemory, ownSources } from "../../support/memory.ts";
import { applied, asChange, planned } from "./play.ts";

const firstBuiltIn = (): Process => builtIn()[0] as Process;

const customize = async (process: Process, files: Files): Promise<Plan> =>
  planned(await openMemory(files), files, (context) => planCustomize(process, context));

const create = async (id: string, title: string, files: Files): Promise<Plan> =>
  planned(await openMemory(files), files, (context) => planNewProcess({ id, title }, builtIn(), context));

const codeOf = (plan: Plan): string => (plan.kind === "refusal" ? plan.code : plan.kind);

describe("planCustomize", () => {
  for (const process of builtIn()) {
    it(`copies ${process.id} byte for byte, and opens its process.yaml`, async () => {
      const plan = await customize(process, {});
      const folder = `.plangate/processes/${process.id}`;
      const { files } = builtInSources().find((source) => source.folder === process.id) ?? { files: {} };
      const { ".plangate/README.md": readme, ...copied } = applied({}, plan);
      equal(typeof readme, "string");
      deepEqual(copied, Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text])));
      deepEqual(asChange(plan).followUps, [{ kind: "open", path: `${folder}/process.yaml` }]);
    });
  }

  it("what is changed in the copy replaces the built-in process; an untouched copy judges as the built-in one", async () => {
    const process = firstBuiltIn();
    const after = applied({}, await customize(process, {}));
    const path = `.plangate/processes/${process.id}/process.yaml`;
    const renamed = { ...after, [path]: String(after[path]).replace(`title: ${process.title}`, "title: Ours") };
    const { processes } = loadIn(renamed);
    const ours = processes.find(({ id }) => id === process.id);
    deepEqual([ours?.title, ours?.origin, processes.length], ["Ours", "workspace", builtIn().length]);
    deepEqual(
      { ...loadIn(after).processes.find(({ id }) => id === process.id), origin: "", folder: "" },
      { ...process, origin: "", folder: "" },
    );
  });

  it("overwrites nothing", async () => {
    const process = firstBuiltIn();
    const folder = `.plangate/processes/${process.id}`;
    for (const name of ["process.yaml", ...Object.keys(process.templates)]) {
      equal(codeOf(await customize(process, { [`${folder}/${name}`]: "id: [" })), "exists", name);
    }
  });

  it("refuses a process that is the workspace's own", async () => {
    equal(codeOf(await customize({ ...firstBuiltIn(), origin: "workspace" }, {})), "exists");
  });
});

describe("planNewProcess", () => {
  const titles: [title: string, yaml: string][] = [
    ["Design Note", "Design Note"],
    [`Ours: "quoted" # no comment`, `Ours: "quoted" # no comment`],
    ["  two \n lines ", "two lines"],
  ];
  for (const [title, shown] of titles) {
    it(`writes a process that loads, called ${JSON.stringify(title)}`, async () => {
      const files = applied({}, await create("own", title, {}));
      const { processes, problems } = loadIn(files);
      deepEqual(problems, []);
      deepEqual(processes.find(({ id }) => id === "own")?.title, shown);
    });
  }

  for (const id of ["2024", "null", "no", "0x1f", "1e3"]) {
    it(`writes a process that loads under the id ${id}`, async () => {
      const { processes, problems } = loadIn(applied({}, await create(id, id, {})));
      deepEqual([problems, processes.some((process) => process.id === id && process.title === id)], [[], true]);
    });
  }

  const refused: [title: string, id: string, called: string, code: string][] = [
    ["without a title", "own", "  ", "answer-missing"],
    ["without an id", "", "Own", "no-slug"],
    ["with an id that is no folder's name", "../own", "Own", "no-slug"],
    ["with capitals in its id", "Own", "Own", "no-slug"],
    ["with the id of a process that is known", firstBuiltIn().id, "Own", "exists"],
  ];
  for (const [title, id, called, code] of refused) {
    it(`is refused ${title}`, async () => equal(codeOf(await create(id, called, {})), code));
  }

  it("overwrites nothing", async () => {
    equal(codeOf(await create("own", "Own", { ".plangate/processes/own/note.md": "mine" })), "exists");
  });

  it("works right away: Start offers it, its gates judge, and a filled note goes through", async () => {
    let files = applied({}, await create("own", "Own", {}));
    const own = loadIn(files).processes.find(({ id }) => id === "own") as Process;
    files = applied(
      files,
      await planned(await openMemory(files), files, (context) => planStart(own, { title: "Faster search" }, context)),
    );
    const note = "docs/own/faster-search.md";
    const statesOf = async (text: string): Promise<string[]> => {
      const { features, problems } = (await openMemory({ ...files, [note]: text })).snapshot;
      deepEqual(problems, []);
      deepEqual(
        features.map(({ id, process, title }) => [id, process, title]),
        [["docs/own/faster-search", "own", "Faster search"]],
      );
      return features[0]?.stages.map(({ state }) => state) ?? [];
    };
    const scaffolded = String(files[note]);
    match(scaffolded, /^# Faster search\n\nStarted 2026-10-05\./);
    deepEqual(await statesOf(scaffolded), ["open", "locked"]);
    const filled = scaffolded
      .replace(/<What[^>]*>/, "Searching takes nine seconds.")
      .replace(/<How[^>]*>/, "An index, built at night.")
      .replace(/<A question[^>]*>/, "How large is it? → 40 MB")
      .replace(/<One thing[^>]*>/, "Build the index");
    deepEqual(await statesOf(filled), ["ready", "locked"]);
    deepEqual(await statesOf(filled.replace("→ 40 MB", "")), ["open", "locked"]);
    deepEqual(await statesOf(filled.replace("- [ ] Build the index", "")), ["open", "locked"]);
    deepEqual(await statesOf(filled.replace("## Approach", "## Thoughts")), ["open", "locked"]);
  });
});

/** The processes of a folder in memory: the built-in ones and its own. */
function loadIn(files: Files): ReturnType<typeof loadProcesses> {
  return loadProcesses([...builtInSources(), ...ownSources(files)]);
}
