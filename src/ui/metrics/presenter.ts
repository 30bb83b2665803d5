import { l10n } from "vscode";
import { type CycleMetrics, cycleMetrics } from "../../core/index.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { openPlace } from "../../host/vscode/place.ts";
import { cycleFileOf } from "../shared/cycleFile.ts";
import type { Subject } from "../shared/panel/panelProtocol.ts";
import type { Presenter } from "../shared/panel/panels.ts";
import type { Surface } from "../shared/surface.ts";
import type { Message, View } from "./protocol.ts";
import { emptyView, viewOf } from "./view.ts";

/** What was shown last of a file that could be read as a whole. */
interface Whole {
  title: string;
  metrics: CycleMetrics;
}

/** Stands behind one metrics panel: reads its feature's state file again and again, and says what is to be seen. */
export function metricsPresenter({ folders }: Surface, subject: Subject): Presenter<View, Message> {
  /** The file stays known while it is broken beyond being a cycle's. */
  let file: string | undefined;
  let whole: Whole | undefined;
  const engineOf = (): FolderEngine | undefined =>
    folders.all.find(({ folder }) => folder.uri.toString() === subject.folder);

  async function lookIn(engine: FolderEngine | undefined): Promise<View> {
    const feature = engine?.feature(subject.feature);
    file = (engine && feature && cycleFileOf(engine, feature)) ?? file;
    const title = feature?.title ?? whole?.title ?? subject.feature;
    if (!engine || file === undefined)
      return emptyView(
        title,
        l10n.t("There is no state file of a cycle here any more. This fills again as soon as it is back."),
      );
    const read = await engine.ports.read(file);
    if (read.kind === "absent")
      return emptyView(title, l10n.t("{0} is gone. This fills again as soon as it is back.", file));
    if (read.kind === "unreadable") return emptyView(title, l10n.t("{0} cannot be read. {1}", file, read.reason), file);
    return measured(engine, title, file, cycleMetrics(read.text));
  }

  /** A broken file tells less than it did before it broke: what it told then stays in view, and says so. */
  function measured(engine: FolderEngine, title: string, path: string, now: CycleMetrics | undefined): View {
    const inCode = (recorded: string, line: number) => {
      const inside = recorded.replace(/^\.\//, "");
      return engine.snapshot.paths.includes(inside) ? { file: inside, line } : undefined;
    };
    if (now && now.brokenAt === undefined) {
      whole = { title, metrics: now };
      return viewOf(title, path, now, inCode);
    }
    const line = now?.brokenAt ?? 1;
    const broken = l10n.t("{0} is not valid JSON from line {1} on.", path, line);
    const shown = whole?.metrics ?? now;
    if (!shown) return emptyView(title, l10n.t("{0} Nothing can be measured until it is mended.", broken), path);
    const what = whole
      ? l10n.t("Shown is what it said before it broke.")
      : l10n.t("Only what stands before that line is counted.");
    const view = viewOf(title, path, shown, inCode);
    return { ...view, notices: [{ text: `${broken} ${what}`, place: { file: path, line } }, ...view.notices] };
  }

  return {
    async look() {
      const view = await lookIn(engineOf());
      return { title: l10n.t("{0} — Cycle Metrics", view.title), view };
    },
    /** Opens a file of the workspace, which is all that a page can ask for. */
    async receive({ place }) {
      const engine = engineOf();
      if (!engine || !(place.file === file || engine.snapshot.paths.includes(place.file))) return;
      await openPlace(engine.folder, { file: place.file, line: place.line, column: place.column ?? 1 });
    },
  };
}
