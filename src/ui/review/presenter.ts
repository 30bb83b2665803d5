import { commands as editor, env, l10n, Uri, window } from "vscode";
import { type JudgedFeature, type JudgedStage, subjectName } from "../../core/index.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { uriOf } from "../../host/vscode/paths.ts";
import { openPlace } from "../../host/vscode/place.ts";
import { gateOffers } from "../shared/gateOffers.ts";
import { commands } from "../shared/ids.ts";
import type { Place, Subject } from "../shared/panel/panelProtocol.ts";
import type { Presenter } from "../shared/panel/panels.ts";
import type { Surface } from "../shared/surface.ts";
import { stageAt } from "../shared/target.ts";
import type { DecisionKind, Message, View } from "./protocol.ts";
import { webLink } from "./text/links.ts";
import { MOST_TEXTS, partOf, subjectOf, type Text, TextDrawer } from "./texts.ts";
import { emptyView, viewOf } from "./view.ts";

interface Found {
  engine: FolderEngine;
  feature: JudgedFeature;
  stage: JudgedStage;
}

/**
 * Stands behind one review: shows what an approver needs, and begins what they decide. What a page says never decides
 * anything: a decision is made in a dialog of the editor, on the text on disk at that moment. A click on a page whose
 * text has changed meanwhile does not even lead to that dialog: the person sees the new text first.
 */
export function reviewPresenter({ folders }: Surface, subject: Subject): Presenter<View, Message> {
  const drawer = new TextDrawer();
  /** The texts as they were when the person began to read them: hash by path. */
  let opened: Map<string, string> | undefined;
  let wasLate = false;
  let lastTitle = subject.gate?.at(-1) ?? "";

  function find(): Found | undefined {
    const engine = folders.all.find(({ folder }) => folder.uri.toString() === subject.folder);
    const feature = engine?.feature(subject.feature);
    const stage = feature && stageAt(feature.stages, subject.gate ?? []);
    return engine && feature && stage ? { engine, feature, stage } : undefined;
  }

  async function open(engine: FolderEngine, { file, line, column = 1 }: Place): Promise<void> {
    if (!engine.snapshot.paths.includes(file)) {
      await window.showInformationMessage(l10n.t("There is no such file in this folder."));
      return;
    }
    try {
      await openPlace(engine.folder, { file, line, column });
    } catch {
      // No text: the editor may have something else to show it with.
      await editor.executeCommand("vscode.open", uriOf(engine.folder, file));
    }
  }

  async function begin(found: Found, decision: DecisionKind, shown: string): Promise<void> {
    const { engine } = found;
    await engine.refresh(subjectOf(found.stage).map(({ path }) => path));
    const now = find();
    if (!now) return;
    wasLate = printOf(now, await readAll(now)) !== shown;
    // Each decision is the command that the tree runs as well, with all that it asks.
    const offer = gateOffers.find((one) => one.decision === decision);
    if (!wasLate && offer) await editor.executeCommand(commands[offer.command], now);
  }

  return {
    async look() {
      const found = find();
      const titled = (title: string): string => l10n.t("{0} — Review", title);
      if (!found) {
        const notice = l10n.t("This gate is not there any more. The page fills again as soon as it is back.");
        return { title: titled(lastTitle), view: emptyView(lastTitle, notice) };
      }
      const { engine, feature, stage } = found;
      lastTitle = stage.title;
      const texts = await readAll(found);
      const now = hashesOf(texts);
      opened ??= now;
      const before = opened;
      const changed = [...new Set([...before.keys(), ...now.keys()])].filter(
        (path) => before.get(path) !== now.get(path),
      );
      const views = texts.map((text) => drawer.view(text, texts.length, stage.approval, engine.ports.read));
      const seen = { texts: await Promise.all(views), shown: printOf(found, texts), changed, wasLate };
      return { title: titled(stage.title), view: viewOf(feature, stage, seen) };
    },

    async receive(message) {
      const found = find();
      if (!found) return;
      switch (message.kind) {
        case "open":
          return open(found.engine, message.place);
        case "browse": {
          const link = webLink(message.href);
          if (link) await env.openExternal(Uri.parse(link.href, true));
          return;
        }
        case "decide":
          return begin(found, message.decision, message.shown);
        case "compare":
          return void (await editor.executeCommand(commands.compareApproved, found));
        case "seen": {
          const texts = await readAll(found);
          // What came after the page was drawn has not been seen.
          if (printOf(found, texts) !== message.shown) return;
          opened = hashesOf(texts);
          wasLate = false;
        }
      }
    },
  };
}

/** Reads what the gate is about. */
const readAll = ({ engine, stage }: Found): Promise<Text[]> =>
  Promise.all(
    subjectOf(stage)
      .slice(0, MOST_TEXTS)
      .map(async (subject) =>
        partOf(subject, await engine.ports.read(subject.path), (text) => engine.ports.sha256(text)),
      ),
  );

const hashesOf = (texts: readonly Text[]): Map<string, string> =>
  new Map(texts.map(({ read, subject }) => [subjectName(subject), read.kind === "text" ? read.sha256 : read.kind]));

/** One name for exactly these texts, what lies beyond those that are shown included. */
const printOf = ({ engine, stage }: Found, texts: readonly Text[]): string =>
  engine.ports.sha256(JSON.stringify([[...hashesOf(texts)], subjectOf(stage).slice(MOST_TEXTS)]));
