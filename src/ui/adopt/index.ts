import { type Disposable, l10n, window } from "vscode";
import { type Adoptable, adoptable, type PlanContext, planAdopt, type Signing, unadoptable } from "../../core/index.ts";
import { signerIn } from "../../host/node/signing/sign.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { planIn } from "../../host/vscode/plans.ts";
import { carryOut } from "../shared/ask/carryOut.ts";
import { askIdentity, type Identity } from "../shared/ask/identity.ts";
import { showRefusal } from "../shared/ask/refusal.ts";
import { registerAction } from "../shared/command.ts";
import { commands } from "../shared/ids.ts";
import type { Surface } from "../shared/surface.ts";
import { targetOf } from "../shared/target.ts";
import { inDialog, inRow } from "../shared/text/editorText.ts";
import { showNotes, signingSentence, whileSigning } from "../shared/words/signatures.ts";

/** More would not fit on a screen; the modal says how many it leaves out. */
const mostListed = 30;

/** "Adopt Existing Work" (C-14): lists what will be waived, asks once, records it. */
export const registerAdopt = (surface: Surface): Disposable =>
  registerAction(surface, commands.adoptExistingWork, async (argument) => {
    const engine = await engineFor(surface, argument);
    if (!engine) return;
    const by = await askIdentity(engine);
    if (by) await adopt(surface, engine, by);
  });

/** Shows and asks; where the work went on in between, nothing is recorded and what it is now is shown. */
async function adopt(surface: Surface, engine: FolderEngine, by: Identity): Promise<void> {
  const signer = await signerIn(engine.folder.uri.fsPath, by.email, false);
  for (let changed = false; ; changed = true) {
    const shown = adoptable(engine.snapshot.features, by);
    const make = (context: PlanContext) => planAdopt({ by, through: "editor", shown }, context);
    // Nobody should have to answer for what will be refused anyway.
    const before = await planIn(engine, make, { signer, confirmed: false });
    if (before.kind === "refusal" && before.code === "not-signed") return showRefusal(engine, before);
    if (!(await confirm(engine, by, shown, signer.setup, changed))) return;
    await engine.refresh();
    const plan = await whileSigning(() => planIn(engine, make, { signer, confirmed: true }));
    if (plan.kind === "refusal" && plan.code === "changed") continue;
    if (await carryOut(surface, engine, plan)) await showNotes(plan);
    return;
  }
}

async function engineFor(surface: Surface, argument: unknown): Promise<FolderEngine | undefined> {
  const open = surface.folders.all.filter((engine) => !engine.snapshot.adopted);
  if (open.length === 0) {
    await window.showInformationMessage(l10n.t("Plangate is already in use here: there is nothing to adopt."));
    return undefined;
  }
  const pointedAt = argument === undefined ? undefined : targetOf(surface, argument)?.engine;
  if (pointedAt || open.length === 1) return pointedAt ?? open[0];
  const choices = open.map((engine) => ({
    label: inRow(engine.folder.name),
    description: inRow(engine.folder.uri.fsPath),
    engine,
  }));
  return (
    await window.showQuickPick(choices, {
      title: l10n.t("Adopt Existing Work"),
      placeHolder: l10n.t("In which folder?"),
    })
  )?.engine;
}

async function confirm(
  engine: FolderEngine,
  by: Identity,
  shown: readonly Adoptable[],
  signing: Signing,
  changed: boolean,
): Promise<boolean> {
  const waived = shown.map(({ feature, stage }) => `${engine.feature(feature)?.title ?? feature} — ${stage.title}`);
  const left = unadoptable(engine.snapshot.features, by).length;
  const rest = waived.length - mostListed;
  const detail = [
    ...(changed ? [l10n.t("The work went on while you were asked. This is how it is now."), ""] : []),
    waived.length === 0
      ? l10n.t("No gate needs a waiver. From now on a missing approval counts.")
      : l10n.t("These gates have work beyond them and are not passed. Each gets a recorded waiver:"),
    "",
    ...waived.slice(0, mostListed).map((line) => `• ${line}`),
    ...(rest > 0 ? [l10n.t("… and {0} more", rest)] : []),
    ...(left > 0
      ? [
          "",
          l10n.t(
            "{0} more may not be waived by you, as their process or the team's policy says: they stay violations until they hold.",
            left,
          ),
        ]
      : []),
    "",
    l10n.t("By: {0} <{1}>", by.name, by.email),
    signingSentence(signing),
    l10n.t("A waiver is shown as a waiver, never as an approval. From now on a missing approval counts."),
  ]
    .map(inDialog)
    .join("\n");
  const adopt = l10n.t("Adopt");
  const question = l10n.t("Adopt the existing work in “{0}”?", inDialog(engine.folder.name));
  return (await window.showInformationMessage(question, { modal: true, detail }, adopt)) === adopt;
}
