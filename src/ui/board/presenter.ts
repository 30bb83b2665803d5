import { commands as editor, l10n, workspace } from "vscode";
import {
  actionsOf,
  type CycleMetrics,
  cycleMetrics,
  historyOf,
  type JudgedFeature,
  type JudgedStage,
  type StageItem,
} from "../../core/index.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { openPlace } from "../../host/vscode/place.ts";
import { cycleFileOf } from "../shared/cycleFile.ts";
import { commands } from "../shared/ids.ts";
import type { Place, Subject } from "../shared/panel/panelProtocol.ts";
import type { Presenter } from "../shared/panel/panels.ts";
import type { Surface } from "../shared/surface.ts";
import { stageAt } from "../shared/target.ts";
import { isTickable } from "../shared/tickable.ts";
import { waitingIn } from "../shared/waiting.ts";
import { boxId } from "./gate.ts";
import type { Message, View } from "./protocol.ts";
import { boardOf, emptyBoard } from "./view.ts";

/** Ticks or unticks a box in its file; true where the file now says what was wanted. */
export type Tick = (engine: FolderEngine, item: StageItem, wanted: boolean) => Promise<boolean>;

/** Stands behind one board: looks the feature up anew each time, and runs the commands that its page asks for. */
export function boardPresenter({ folders }: Surface, subject: Subject, tick: Tick): Presenter<View, Message> {
  let chosen: readonly string[] | undefined;
  let wholeHistory = false;
  let title = subject.feature;
  const engineOf = (): FolderEngine | undefined =>
    folders.all.find(({ folder }) => folder.uri.toString() === subject.folder);

  /** The gate that the page looks at: the chosen one while it is there, else the current one. */
  const shownIn = (feature: JudgedFeature): JudgedStage | undefined => {
    const stage = chosen && stageAt(feature.stages, chosen);
    return stage?.children.length === 0 ? stage : (feature.current ?? undefined);
  };

  async function lookIn(engine: FolderEngine | undefined): Promise<View> {
    const feature = engine?.feature(subject.feature);
    const known = engine?.workspace;
    if (!engine || !feature || !known) return emptyBoard(title);
    title = feature.title;
    const paths = new Set(engine.snapshot.paths);
    return boardOf({
      feature,
      isTrusted: workspace.isTrusted,
      shown: shownIn(feature),
      wholeHistory,
      waiting: waitingIn(engine, feature),
      history: historyOf(feature.id, known),
      metrics: await metricsIn(engine, feature),
      actions: actionsOf(feature.id, { workspace: known }),
      documentAt: (path) => known.document(path),
      exists: (path) => paths.has(path),
    });
  }

  /** A command finds its own target again, as with a row of the tree; it asks the person whatever it always asks. */
  async function run({ command, stage: path, action }: Extract<Message, { kind: "run" }>): Promise<void> {
    const engine = engineOf();
    const feature = engine?.feature(subject.feature);
    if (!engine || !feature) return;
    const stage = path && stageAt(feature.stages, path);
    // A stage that went away in the meantime: nothing else may be acted on in its place.
    if (path && !stage) return;
    await editor.executeCommand(commands[command], {
      engine,
      feature,
      ...(stage && { stage }),
      ...(action && { action }),
    });
  }

  async function open({ file, line, column = 1 }: Place): Promise<void> {
    const engine = engineOf();
    const isOwn = engine?.feature(subject.feature)?.files.includes(file) ?? false;
    if (engine && (isOwn || engine.snapshot.paths.includes(file)))
      await openPlace(engine.folder, { file, line, column });
  }

  return {
    async look() {
      const view = await lookIn(engineOf());
      return { title: l10n.t("{0} — Board", view.title), view };
    },
    async receive(message) {
      if (message.kind === "open") return open(message.place);
      if (message.kind === "run") return run(message);
      if (message.kind === "look") {
        ({ stage: chosen, wholeHistory } = { stage: undefined, ...message });
        return;
      }
      const engine = engineOf();
      const feature = engine?.feature(subject.feature);
      const item = feature && shownIn(feature)?.items.find((one) => boxId(one) === message.id);
      if (engine && item && workspace.isTrusted && isTickable({ engine, feature, item }))
        await tick(engine, item, message.wanted);
    },
  };
}

/** The figures of a cycle, where the feature has one and its state file can be read as a whole. */
async function metricsIn(engine: FolderEngine, feature: JudgedFeature): Promise<CycleMetrics | undefined> {
  const file = cycleFileOf(engine, feature);
  const read = file === undefined ? undefined : await engine.ports.read(file);
  const metrics = read?.kind === "text" ? cycleMetrics(read.text) : undefined;
  return metrics?.brokenAt === undefined ? metrics : undefined;
}
