import { deepEqual, equal, match, ok } from "node:assert/strict";
import { commands, TabInputWebview, Uri, type WebviewPanel, window, workspace } from "vscode";
import * as z from "zod";
import { metricsPresenter } from "../../../src/ui/metrics/presenter.ts";
import { type Message, messageSchema, type View } from "../../../src/ui/metrics/protocol.ts";
import type { Subject } from "../../../src/ui/shared/panel/panelProtocol.ts";
import { FeaturePanels, type Presenter } from "../../../src/ui/shared/panel/panels.ts";
import type { Surface } from "../../../src/ui/shared/surface.ts";
import { openFolder, until } from "./support/folder.ts";

const path = "metrics/docs/dev-cycle/current-cycle.json";

const review = {
  status: "completed",
  started_at: "2026-09-07T13:15:00Z",
  completed_at: "2026-09-07T15:15:00Z",
  iterations: 2,
  code_reviewer: {
    verdict: "PASS",
    issues: [
      { severity: "HIGH", description: "a <b>bold</b> claim", file: "src/server.js", line: 3, fixed: true },
      { severity: "LOW", description: "elsewhere", file: "../../etc/passwd", line: 1 },
    ],
  },
};
const stateFile = (task: object = { gate_progress: { review } }): string =>
  JSON.stringify(
    { cycle_id: "c-1", status: "in_progress", tasks: [{ id: "T-001", title: "Rules", ...task }] },
    null,
    2,
  );

describe("the metrics panel", () => {
  const open = openFolder("metrics");
  const present = (): Presenter<View, Message> =>
    metricsPresenter(open as unknown as Surface, {
      folder: open.engine.folder.uri.toString(),
      feature: path,
    });
  const tableOf = ({ tables }: View, id: string): string[][] =>
    (tables.find((table) => table.id === id)?.rows ?? []).map(({ cells }) => cells.map(({ text }) => text));

  async function lookAt(text: string, presenter = present()): Promise<View> {
    await open.write(path, text);
    await open.folders.refresh();
    return (await presenter.look()).view;
  }

  it("DC-A8 shows timings, attempts, issues by severity and reviewer", async () => {
    await open.write(path, stateFile());
    await open.feature(path);
    const view = await lookAt(stateFile());
    deepEqual(tableOf(view, "gates"), [["review", "1 passed", "2h", "2h", "2", "0 of 1"]]);
    deepEqual(tableOf(view, "tasks"), [["T-001 Rules", "", "2h", "1 of 1", "2", "1"]]);
    deepEqual(tableOf(view, "severities").slice(1, 4), [
      ["High", "1", "0", "1"],
      ["Medium", "0", "0", "0"],
      ["Low", "1", "1", "0"],
    ]);
    deepEqual(tableOf(view, "reviewers"), [["code", "1", "0", "1", "0", "1 (1 open)", "0"]]);
    deepEqual(view.notices, []);
  });

  it("leads from a row to its line, and from a finding to the code where that is in the workspace", async () => {
    const view = await lookAt(stateFile());
    const [gate] = view.tables.find(({ id }) => id === "gates")?.rows ?? [];
    match((await open.read(path)).split("\n")[(gate?.place?.line ?? 0) - 1] ?? "", /"review": \{/);
    const where = view.tables.find(({ id }) => id === "findings")?.rows.map(({ cells }) => cells.at(-1));
    deepEqual(where, [
      { text: "../../etc/passwd:1" },
      { text: "src/server.js:3", place: { file: "src/server.js", line: 3 } },
    ]);
  });

  it("opens what is in the workspace, at its line, and nothing else", async () => {
    const presenter = present();
    await lookAt(stateFile(), presenter);
    await presenter.receive({ kind: "open", place: { file: "../../../etc/hostname", line: 1 } });
    await presenter.receive({ kind: "open", place: { file: "src/server.js", line: 3 } });
    const editor = window.activeTextEditor;
    equal(editor && workspace.asRelativePath(editor.document.uri), "src/server.js");
    equal(editor?.selection.active.line, 2);
  });

  it("takes no message but the one it knows", () => {
    const rows: [unknown, boolean][] = [
      [{ kind: "open", place: { file: "a", line: 1 } }, true],
      [{ kind: "open", place: { file: "a", line: 0 } }, false],
      [{ kind: "open", place: { file: "", line: 1 } }, false],
      [{ kind: "open", place: { file: "a", line: 1.5 } }, false],
      [{ kind: "open", place: { file: "a", line: 1 }, more: 1 }, false],
      [{ kind: "run", command: "rm" }, false],
      [null, false],
      ["open", false],
    ];
    for (const [message, is] of rows) equal(messageSchema.safeParse(message).success, is, JSON.stringify(message));
  });

  it("says that an empty state file holds nothing to measure", async () => {
    const view = await lookAt('{"cycle_id": "c-1", "current_task_index": 0, "tasks": []}');
    match(view.notices[0]?.text ?? "", /records no task and no gate yet/);
    deepEqual(view.tables, []);
  });

  it("keeps in view what a file said before it broke, and says so", async () => {
    const presenter = present();
    const whole = await lookAt(stateFile(), presenter);
    const broken = await lookAt(stateFile().slice(0, 300), presenter);
    match(broken.notices[0]?.text ?? "", /not valid JSON from line \d+ on\. Shown is what it said before it broke/);
    deepEqual(broken.tables, whole.tables);
    const gone = await lookAt("nothing like a state", presenter);
    deepEqual(gone.tables, whole.tables);
    deepEqual((await lookAt(stateFile(), presenter)).notices, []);
  });

  it("shows what a file that was broken from the start still tells", async () => {
    const text = stateFile();
    const view = await lookAt(text.slice(0, text.indexOf('"code_reviewer"')));
    match(view.notices[0]?.text ?? "", /Only what stands before that line is counted/);
    deepEqual(tableOf(view, "gates"), [["review", "1 passed", "2h", "2h", "2", "0 of 1"]]);
  });

  it("says that a file is gone", async () => {
    const presenter = present();
    await lookAt(stateFile(), presenter);
    await open.remove(path);
    await open.folders.refresh();
    match((await presenter.look()).view.notices[0]?.text ?? "", /is gone/);
  });

  it("opens by the command, once for each feature", async () => {
    const state = "docs/dev-cycle/current-cycle.json";
    await window.showTextDocument(Uri.joinPath(open.engine.folder.uri, state));
    await commands.executeCommand("plangate.showMetrics");
    await until(window.tabGroups.onDidChangeTabs, () => panels("plangate.metrics").length > 0);
    await window.showTextDocument(Uri.joinPath(open.engine.folder.uri, state));
    await commands.executeCommand("plangate.showMetrics");
    deepEqual(panels("plangate.metrics"), ["Parcel alerts — Cycle Metrics"]);
  });
});

describe("panels of features", () => {
  const open = openFolder("panels");
  const subject: Subject = { folder: "file:///somewhere", feature: "f" };

  interface Made {
    panels: FeaturePanels<string, { kind: "x" }>;
    panel: WebviewPanel;
    presented: Subject[];
  }

  /** Panels of a kind that only this test knows, and an empty one of it as the editor hands it over after a reload. */
  function make(): Made {
    const presented: Subject[] = [];
    const panels = new FeaturePanels<string, { kind: "x" }>(open as unknown as Surface, Uri.file("/nowhere"), {
      name: "trial",
      messages: z.strictObject({ kind: z.literal("x") }),
      present(of) {
        presented.push(of);
        return {
          look: async () => ({ title: `Trial of ${of.feature}`, view: "seen" }),
          receive: async () => undefined,
        };
      },
    });
    const panel = window.createWebviewPanel("plangate.trial", "back again", { viewColumn: 1 });
    return { panels, panel, presented };
  }

  it("come back after a reload with what they are about", async () => {
    const { panels, panel, presented } = make();
    await panels.deserializeWebviewPanel(panel, { subject, scrolled: 12 });
    deepEqual(presented, [subject]);
    match(panel.webview.html, /default-src 'none'/);
    equal(panel.webview.options.enableScripts, true);
    const titled = until(window.tabGroups.onDidChangeTabs, () => panel.title === "Trial of f");
    await open.folders.refresh();
    await titled;
    panels.dispose();
  });

  it("are closed where it is not known what they were about", async () => {
    for (const state of [undefined, null, {}, { subject: { folder: 1 } }, "x"]) {
      const { panels, panel, presented } = make();
      const closed = new Promise<void>((resolve) => panel.onDidDispose(() => resolve()));
      await panels.deserializeWebviewPanel(panel, state);
      await closed;
      deepEqual(presented, []);
      panels.dispose();
    }
  });

  it("end with the extension", async () => {
    const { panels, panel } = make();
    await panels.deserializeWebviewPanel(panel, { subject });
    const closed = new Promise<void>((resolve) => panel.onDidDispose(() => resolve()));
    panels.dispose();
    await closed;
    ok(true);
  });
});

/** The titles of the open panels of this type. */
const panels = (viewType: string): string[] =>
  window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith(viewType))
    .map(({ label }) => label);
