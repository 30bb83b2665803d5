import { type Disposable, l10n, window } from "vscode";
import {
  type Change,
  type JudgedStage,
  type PersonsVerdict,
  type Place,
  type PlanContext,
  planDecide,
  type Refusal,
  type Subject,
  sameSubject,
  sectionIn,
  startOf,
} from "../../core/index.ts";
import { type Signer, signerIn } from "../../host/node/signing/sign.ts";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { openPlace } from "../../host/vscode/place.ts";
import { planIn } from "../../host/vscode/plans.ts";
import { carryOut } from "../shared/ask/carryOut.ts";
import { holding } from "../shared/ask/criteria.ts";
import { askIdentity, type Identity } from "../shared/ask/identity.ts";
import { showRefusal } from "../shared/ask/refusal.ts";
import { savedFirst } from "../shared/ask/saved.ts";
import { registerAction } from "../shared/command.ts";
import type { Reading } from "../shared/reading.ts";
import type { Surface } from "../shared/surface.ts";
import { gateOf, stageAt, type Target, targetOf } from "../shared/target.ts";
import { inDialog } from "../shared/text/editorText.ts";
import { showNotes, whileSigning } from "../shared/words/signatures.ts";
import { confirmDecision, type Shown } from "./confirm.ts";
import { type Wording, wordings } from "./kinds.ts";

/** Approve, request changes, revoke, waive, skip (C-3, C-4): what a command was called with only says which gate; a
 * person says yes in a modal (P-6). */
export function registerDecide(surface: Surface, reading: Reading): Disposable {
  const store = new DisposableStore();
  for (const wording of wordings)
    store.add(registerAction(surface, wording.command, (argument) => decide(surface, reading, wording, argument)));
  return store;
}

async function decide(surface: Surface, reading: Reading, wording: Wording, argument: unknown): Promise<void> {
  const target = targetOf(surface, argument);
  const gate = target && gateOf(target);
  if (!target || !gate) {
    await window.showInformationMessage(l10n.t("There is no gate here to decide on."));
    return;
  }
  const { engine } = target;
  const subject = gate.approval?.subject ?? [];
  const saved = await savedFirst(
    engine,
    subject.map(({ path }) => path),
  );
  if (!saved) return;
  const by = await askIdentity(engine);
  if (!by) return;
  const signer = await signerIn(engine.folder.uri.fsPath, by.email, false);
  const refused = await refusalBefore(wording, target, gate, by, signer);
  if (refused) return showRefusal(engine, refused);
  await layOut(reading, { ...target, stage: gate }, gate);
  const comment = await askReason(wording, gate);
  if (comment === undefined) return;
  const until = wording.kind === "waived" ? await askEnd(gate) : "";
  if (until === undefined) return;
  const plan = await askUntilSettled(
    wording,
    { ...target, stage: gate },
    { by, comment: comment.trim(), until, signer },
  );
  if (plan && (await carryOut(surface, engine, plan))) {
    surface.focus.visit(target);
    await showNotes(plan);
  }
}

/** Where a part of the subject begins: its file, or the section of it. */
async function startOfSubject({ ports }: FolderEngine, { path, section }: Subject): Promise<Place> {
  const read = section === undefined ? undefined : await ports.read(path);
  const found = read?.kind === "text" && section !== undefined ? sectionIn(path, read.text, section) : undefined;
  return { ...startOf(path), line: found?.heading.line ?? 1 };
}

/**
 * What is decided on stands in the editor, free to be read through until the last question. Of several texts none is
 * left out: they are read in the review.
 */
async function layOut(reading: Reading, target: Target, gate: JudgedStage): Promise<void> {
  const [first, ...others] = gate.approval?.subject ?? [];
  if (!first || reading.isInSight(target, gate)) return;
  if (others.length > 0) reading.show(target, gate);
  else await openPlace(target.engine.folder, await startOfSubject(target.engine, first), true);
}

/** Nobody should have to read and answer for what will be refused anyway. */
async function refusalBefore(
  { kind }: Wording,
  { engine, feature }: Target,
  gate: JudgedStage,
  by: Identity,
  signer: Signer,
): Promise<Refusal | undefined> {
  const unmet = kind === "approved" ? holding(gate) : [];
  if (unmet.length > 0) {
    const message = l10n.t("“{0}” cannot be approved yet. Criteria that are not met: {1}", gate.title, unmet.length);
    return { kind: "refusal", code: "unmet", message, unmet };
  }
  const shown = gate.approval?.subject ?? [];
  const verdict: PersonsVerdict = { kind, by, through: "editor", comment: "…", shown };
  const make = (context: PlanContext) => planDecide(feature.id, gate.path, verdict, context);
  const plan = await planIn(engine, make, { signer, confirmed: false });
  return plan.kind === "refusal" && plan.code !== "changed" ? plan : undefined;
}

const askReason = (wording: Wording, gate: JudgedStage): Thenable<string | undefined> =>
  window.showInputBox({
    title: `${wording.verb()}: ${inDialog(gate.title)}`,
    prompt: wording.reason(),
    ignoreFocusOut: true,
    validateInput: (text) => (wording.reasonNeeded && text.trim() === "" ? l10n.t("This needs an answer.") : undefined),
  });

const askEnd = (gate: JudgedStage): Thenable<string | undefined> =>
  window.showInputBox({
    title: l10n.t("Waive: {0}", inDialog(gate.title)),
    prompt: l10n.t(
      "When does the waiver end? It ends as the day begins (UTC), such as 2026-01-31; empty: it does not.",
    ),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === "" || (/^\d{4}-\d{2}-\d{2}$/.test(text.trim()) && !Number.isNaN(Date.parse(text.trim())))
        ? undefined
        : l10n.t("Write the day as 2026-01-31."),
  });

/** What the person said, and what will sign it. */
interface Said extends Pick<Shown, "by" | "comment" | "until"> {
  signer: Signer;
}

/** Shows and asks; where the text changed in between, nothing is recorded and the new text is shown. */
async function askUntilSettled(wording: Wording, target: Target, said: Said): Promise<Change | Refusal | undefined> {
  const { engine } = target;
  const before = target.stage?.approval?.subject ?? [];
  for (let again = false; ; again = true) {
    const shown = await present(target, said);
    const changed = again || (shown !== undefined && !sameSubject(before, shown.subject));
    if (!shown) return { kind: "refusal", code: "gone", message: l10n.t("This gate is no longer there."), unmet: [] };
    if (!(await confirmDecision(engine, wording, shown, changed))) return undefined;
    await engine.refresh(shown.subject.map(({ path }) => path));
    const verdict: PersonsVerdict = {
      kind: wording.kind,
      by: said.by,
      through: "editor",
      ...(said.comment !== "" && { comment: said.comment }),
      ...(said.until !== "" && { until: said.until.trim() }),
      shown: shown.subject,
    };
    const make = (context: PlanContext) => planDecide(shown.feature.id, shown.gate.path, verdict, context);
    const plan = await whileSigning(() => planIn(engine, make, { signer: said.signer, confirmed: true }));
    if (plan.kind === "change" || plan.code !== "changed") return plan;
  }
}

/** The gate and its subject as they are at this moment. */
async function present({ engine, feature, stage }: Target, { signer, ...said }: Said): Promise<Shown | undefined> {
  const before = stage?.approval?.subject ?? [];
  await engine.refresh(before.map(({ path }) => path));
  const now = engine.feature(feature.id);
  const gate = now && stage && stageAt(now.stages, stage.path);
  return now && gate
    ? { feature: now, gate, subject: gate.approval?.subject ?? [], ...said, signing: signer.setup }
    : undefined;
}
