import { type Disposable, l10n, type Uri, window } from "vscode";
import type { JudgedStage } from "../../core/index.ts";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import { registerCommand } from "../shared/command.ts";
import { commands } from "../shared/ids.ts";
import type { Subject } from "../shared/panel/panelProtocol.ts";
import { FeaturePanels } from "../shared/panel/panels.ts";
import type { Reading } from "../shared/reading.ts";
import type { Surface } from "../shared/surface.ts";
import { gateOf, type Target, targetOf } from "../shared/target.ts";
import { reviewPresenter } from "./presenter.ts";
import { type Message, messageSchema, type View } from "./protocol.ts";

/** The panel with all that an approver of a gate needs, and the buttons that begin a decision. */
export function registerReview(surface: Surface, extensionFolder: Uri): Disposable & Reading {
  const store = new DisposableStore();
  const panels = store.add(
    new FeaturePanels<View, Message>(surface, extensionFolder, {
      name: "review",
      messages: messageSchema,
      present: (subject) => reviewPresenter(surface, subject),
    }),
  );
  const show = (target: Target, gate: JudgedStage, preserveFocus = false): void =>
    panels.show(subjectAt(target, gate), l10n.t("{0} — Review", gate.title), preserveFocus);
  store.add(
    registerCommand(surface, commands.reviewGate, async (argument) => {
      const target = targetOf(surface, argument);
      const gate = target && gateOf(target);
      if (!target || !gate) {
        await window.showInformationMessage(l10n.t("There is no gate here to review."));
        return;
      }
      surface.focus.visit(target);
      show(target, gate);
    }),
  );
  return {
    isInSight: (target, gate) => panels.isInSight(subjectAt(target, gate)),
    show: (target, gate) => show(target, gate, true),
    dispose: () => store.dispose(),
  };
}

const subjectAt = ({ engine, feature }: Target, gate: JudgedStage): Subject => ({
  folder: engine.folder.uri.toString(),
  feature: feature.id,
  gate: gate.path,
});
