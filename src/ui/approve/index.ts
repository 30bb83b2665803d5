import { type Disposable, l10n, window } from "vscode";
import { type Change, planDecide, type Refusal } from "../../core/index.ts";
import { openPlace } from "../../host/vscode/place.ts";
import { planIn } from "../../host/vscode/plans.ts";
import { carryOut } from "../carryOut.ts";
import { registerAction } from "../command.ts";
import { holding } from "../criteria.ts";
import { askIdentity, type Identity } from "../identity.ts";
import { commands } from "../ids.ts";
import { showRefusal } from "../refusal.ts";
import { savedFirst } from "../saved.ts";
import type { Surface } from "../surface.ts";
import { gateOf, stageAt, type Target, targetOf } from "../target.ts";
import { confirmApproval, type Shown } from "./shown.ts";

/** "Approve Gate" (C-3, P-6): what a command was called with only says which gate; a person says yes in a modal. */
export const registerApprove = (surface: Surface): Disposable =>
  registerAction(surface, commands.approveGate, async (argument) => {
    const target = targetOf(surface, argument);
    const gate = target && gateOf(target);
    if (!target || !gate?.approval) {
      await window.showInformationMessage(l10n.t("There is no gate here that asks for an approval."));
      return;
    }
    const { engine } = target;
    if (gate.state === "locked") {
      return showRefusal(engine, {
        kind: "refusal",
        code: "unmet",
        message: `${gate.title}: ${gate.reason}`,
        unmet: [],
      });
    }
    const unmet = holding(gate);
    if (unmet.length > 0) {
      const message = l10n.t("“{0}” cannot be approved yet: {1} criteria unmet", gate.title, unmet.length);
      return showRefusal(engine, { kind: "refusal", code: "unmet", message, unmet });
    }
    if (
      !(await savedFirst(
        engine,
        gate.approval.subject.map(({ path }) => path),
      ))
    )
      return;
    const by = await askIdentity(engine);
    if (!by) return;
    const [first] = gate.approval.subject;
    // What is about to be approved stands in the editor, free to be read through until the last question.
    if (first) await openPlace(engine.folder, { file: first.path, line: 1, column: 1 }, true);
    const comment = await window.showInputBox({
      title: l10n.t("Approve “{0}”", gate.title),
      prompt: l10n.t("A comment for the record (optional). What is approved is shown next."),
      ignoreFocusOut: true,
    });
    if (comment === undefined) return;
    const plan = await askUntilSettled({ ...target, stage: gate }, by, comment.trim());
    if (plan && (await carryOut(surface, engine, plan))) surface.focus.visit(target);
  });

/** Shows and asks; where the text changed in between, nothing is recorded and the new text is shown. */
async function askUntilSettled(target: Target, by: Identity, comment: string): Promise<Change | Refusal | undefined> {
  for (let changed = false; ; changed = true) {
    const shown = await present(target, by, comment);
    if (!shown) return { kind: "refusal", code: "gone", message: l10n.t("This gate is no longer there."), unmet: [] };
    if (!(await confirmApproval(target.engine, shown, changed))) return undefined;
    await target.engine.refresh(shown.subject.map(({ path }) => path));
    const decision = {
      kind: "approved" as const,
      by,
      through: "editor" as const,
      ...(comment !== "" && { comment }),
      shown: shown.subject,
    };
    const plan = await planIn(target.engine, (context) =>
      planDecide(shown.feature.id, shown.gate.path, decision, context),
    );
    if (plan.kind === "change" || plan.code !== "changed") return plan;
  }
}

/** The gate and its subject as they are at this moment. */
async function present({ engine, feature, stage }: Target, by: Identity, comment: string): Promise<Shown | undefined> {
  const before = stage?.approval?.subject ?? [];
  await engine.refresh(before.map(({ path }) => path));
  const now = engine.feature(feature.id);
  const gate = now && stage && stageAt(now.stages, stage.path);
  return now && gate?.approval ? { feature: now, gate, subject: gate.approval.subject, by, comment } : undefined;
}
