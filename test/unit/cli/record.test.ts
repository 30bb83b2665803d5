import { deepEqual, equal, match } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { folderWith } from "../host/folder.ts";
import { mini, parsed, plangate, problem } from "./cli.ts";

const definition = mini[".plangate/processes/mini/process.yaml"] ?? "";
const actions = `actions:
  - {id: note, title: Note, as: record, ask: [{id: text, label: What?, required: true}, {id: who, label: Who?, fallback: nobody}], steps: [{append: {file: "{feature}_notes.md", line: "- {text} ({who})"}}]}
  - {id: count, title: Count, at: "0", steps: [{run: {command: "echo one two"}}]}
  - {id: back, title: Back, as: sendBack, at: "0", ask: [{id: sure, kind: yesNo, label: Sure?, required: true, person: true}], steps: [{append: {file: "{feature}_notes.md", line: back}}]}
`;
const files = {
  ...mini,
  ".plangate/processes/mini/process.yaml": definition + actions,
  "work/sync_mini0.md": problem,
};

describe("plangate record and send-back", function () {
  this.timeout(30_000);

  it("carry out the action of the process that stands for them", async () => {
    const root = folderWith(files);
    const ran = await plangate(["record", root, "--set", "text=Saw it", "--json"]);
    deepEqual([ran.code, parsed(ran).done], [0, true]);
    equal(readFileSync(join(root, "work/sync_notes.md"), "utf8"), "- Saw it (nobody)\n");
  });

  it("run a command that an action asks for, and show what it prints", async () => {
    const ran = await plangate(["record", folderWith(files), "--action", "count"]);
    equal(ran.code, 0);
    match(ran.out, /^one two\r?\n(.|\n)*echo one two ended with 0/m);
  });

  it("ask for what is missing, and take nothing that was not asked", async () => {
    const root = folderWith(files);
    const rows: [args: string[], message: RegExp][] = [
      [["record", root], /asks “What\?”; answer with --set text=…/],
      [
        ["record", root, "--set", "text=a", "--set", "odd=b"],
        /odd=… answers no question of note; known: text=…, who=…/,
      ],
      [["record", root, "--set", "text"], /write it as id=value/],
      [["record", root, "--action", "gone"], /gone is no action .*known: note, count, back/],
    ];
    for (const [args, message] of rows) {
      const ran = await plangate(args);
      deepEqual([ran.code, ran.out], [2, ""], args.join(" "));
      match(ran.err, message);
    }
  });

  it("never take from an argument what only a person may say", async () => {
    const ran = await plangate(["send-back", folderWith(files), "--set", "sure=yes", "--json"]);
    deepEqual([ran.code, parsed(ran).refusal.code], [1, "not-interactive"]);
  });

  it("are refused where the process has nothing of the kind", async () => {
    const root = folderWith({ ...mini, "work/sync_mini0.md": problem });
    const ran = await plangate(["send-back", root, "--json"]);
    deepEqual([ran.code, parsed(ran).refusal.code], [1, "nothing-to-do"]);
  });
});
