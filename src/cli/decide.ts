import {
  type DecisionKind,
  type JudgedStage,
  type PlanContext,
  plain,
  planDecide,
  sameSubject,
} from "../core/index.ts";
import { identityIn } from "../host/node/git.ts";
import { signerIn } from "../host/node/signing/sign.ts";
import { type Deciding, readSubject, show, typed } from "./approval.ts";
import { type CarryOutOptions, carryOut, refuse, settle } from "./carryOut.ts";
import { openSession, planned, readableFolder, refusal, type Session } from "./session.ts";
import { featureIn, stageIn } from "./target.ts";
import type { Terminal } from "./terminal.ts";

export interface DecideOptions extends CarryOutOptions {
  feature?: string;
  stage?: string;
  comment?: string;
  /** Until when a waiver holds. */
  until?: string;
}

/** What the person does, in the words that are shown. */
const verbs: Record<DecisionKind, string> = {
  approved: "approve",
  "changes-requested": "request changes",
  revoked: "revoke the last decision",
  waived: "waive",
  skipped: "skip",
};

/**
 * `plangate approve`, `request-changes`, `revoke`, `waive` and `skip`: a person at a terminal reads what it is about
 * and types the gate's name. There is no other way.
 */
export async function decide(
  terminal: Terminal,
  folder: string,
  kind: DecisionKind,
  options: DecideOptions,
): Promise<number> {
  const no = (code: string, message: string): number => refuse(terminal, refusal(code, message), options);
  const root = await readableFolder(folder);
  await settle(terminal, root, options);
  const session = await openSession(root);
  const feature = featureIn(session.snapshot, options.feature);
  const gate = options.stage === undefined ? feature.current : stageIn(feature, options.stage);
  const dialogue = terminal.dialogue(options.json ? "stderr" : "stdout");
  if ("missing" in dialogue) {
    return no("not-interactive", `Nothing was recorded: ${dialogue.missing}`);
  }
  if (!gate) {
    return no("nothing-left", `${feature.title} has no gate left to decide on.`);
  }
  const subject = gate.approval?.subject ?? [];
  const isNothing = subject.length === 0 && gate.approval?.subjectFlaw === undefined;
  if (kind === "approved" && (!gate.approval?.required || isNothing)) {
    const why = gate.approval?.required ? "has no text yet that could be approved" : "asks for no approval";
    return no("no-approval", `${gate.title} ${why}.`);
  }
  const by = await identityIn(root);
  if (by.name === "" || by.email === "") {
    const how = 'Set it with git config user.name "…" and git config user.email "…".';
    return no("no-identity", `A decision is recorded under your git identity, and git knows none here. ${how}`);
  }

  const decision = {
    kind,
    by,
    through: "terminal" as const,
    comment: options.comment,
    until: options.until,
    shown: subject,
  };
  const signer = await signerIn(root, by.email, terminal.screen && process.stdin.isTTY === true);
  const make = (context: PlanContext) => planDecide(feature.id, gate.path, decision, context);
  // Nobody should have to read and type for what will be refused anyway.
  const refused = await planned(session, make, undefined, { signer, confirmed: false });
  if (refused.kind === "refusal") {
    return refuse(terminal, refused, options);
  }
  const { comment, until } = options;
  const approving: Deciding = { feature, gate, by, verb: verbs[kind], comment, until, signing: signer.setup };
  const shown = await readSubject(subject, session.ports);
  if (!Array.isArray(shown)) {
    return no("changed", `Nothing was recorded: ${shown.flaw}`);
  }
  show(dialogue, approving, shown);
  if (!(await typed(dialogue, plain(gate.title).trim(), verbs[kind]))) {
    return no("not-typed", "Nothing was recorded: that is not the gate's name.");
  }

  const now = await gateAgain(session, feature.id, gate);
  const subjectNow = now?.approval?.subject ?? [];
  if (!now || !sameSubject(subject, subjectNow)) {
    const again = await readSubject(subjectNow, session.ports);
    if (now && Array.isArray(again)) {
      show(dialogue, { ...approving, gate: now }, again);
    }
    return no(
      "changed",
      "Nothing was recorded: the text changed while you read it. Above is how it is now; run this again.",
    );
  }
  const plan = await planned(session, make, undefined, { signer, confirmed: options.dryRun !== true });
  return carryOut(terminal, root, plan, options);
}

/** The gate as it is now: the folder is walked and read anew. */
async function gateAgain(session: Session, feature: string, gate: JudgedStage): Promise<JudgedStage | undefined> {
  const snapshot = await session.workspace.refresh();
  const found = snapshot.features.find(({ id }) => id === feature);
  return found && find(found.stages, gate.path.join("/"));
}

function find(stages: readonly JudgedStage[], path: string): JudgedStage | undefined {
  for (const stage of stages) {
    const found = stage.path.join("/") === path ? stage : find(stage.children, path);
    if (found) {
      return found;
    }
  }
  return undefined;
}
