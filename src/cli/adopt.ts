import { type Adoptable, adoptable, plain, planAdopt, subjectName, unadoptable } from "../core/index.ts";
import { identityIn } from "../host/node/git.ts";
import { signerIn } from "../host/node/signing/sign.ts";
import { typed } from "./approval.ts";
import { type CarryOutOptions, carryOut, refuse, settle } from "./carryOut.ts";
import { openSession, planned, readableFolder, refusal } from "./session.ts";
import { signingText } from "./signatures.ts";
import type { Dialogue, Terminal } from "./terminal.ts";

export interface AdoptOptions extends CarryOutOptions {
  comment?: string;
}

/** `plangate adopt`: takes on the work from before Plangate. A person at a terminal sees each waiver and types “adopt”. */
export async function adopt(terminal: Terminal, folder: string, options: AdoptOptions): Promise<number> {
  const no = (code: string, message: string): number => refuse(terminal, refusal(code, message), options);
  const root = await readableFolder(folder);
  const dialogue = terminal.dialogue(options.json ? "stderr" : "stdout");
  if ("missing" in dialogue) {
    return no("not-interactive", `Nothing was recorded: ${dialogue.missing}`);
  }
  await settle(terminal, root, options);
  const session = await openSession(root);
  const decision = { by: await identityIn(root), through: "terminal" as const, comment: options.comment };
  const gates = adoptable(session.snapshot.features, decision.by);
  const signer = await signerIn(root, decision.by.email, terminal.screen && process.stdin.isTTY === true);
  const plan = (confirmed: boolean) =>
    planned(session, (context) => planAdopt({ ...decision, shown: gates }, context), undefined, { signer, confirmed });
  const first = await plan(false);
  if (first.kind === "refusal") {
    return refuse(terminal, first, options);
  }
  show(dialogue, gates, decision);
  dialogue.say(`Signed: ${plain(signingText(signer.setup))}\n`);
  const left = unadoptable(session.snapshot.features, decision.by).length;
  if (left > 0) {
    dialogue.say(
      `${left} more may not be waived by you, as their process or the team's policy says: they stay violations until they hold.\n`,
    );
  }
  if (!(await typed(dialogue, "adopt", "record this"))) {
    return no("not-typed", "Nothing was recorded: “adopt” was not typed.");
  }
  const { features } = await session.workspace.refresh();
  const settled = await plan(options.dryRun !== true);
  if (settled.kind === "refusal" && settled.code === "changed") {
    show(dialogue, adoptable(features, decision.by), decision);
    return no(
      "changed",
      "Nothing was recorded: the work changed while you read. Above is how it is now; run this again.",
    );
  }
  return carryOut(terminal, root, settled, options);
}

function show(dialogue: Dialogue, gates: readonly Adoptable[], { by }: { by: { name: string; email: string } }): void {
  dialogue.say(
    gates.length === 0
      ? "No gate was passed over. Adopting creates .plangate/; from then on a missing approval is a violation.\n"
      : "These gates were passed over and will be waived. From then on a missing approval is a violation.\n",
  );
  for (const { feature, stage } of gates) {
    dialogue.say(`  ${plain(feature)}  ${plain(stage.title)}  ${stage.state}: ${plain(stage.reason)}\n`);
    for (const part of stage.approval?.subject ?? []) {
      dialogue.say(`    sha256 ${part.sha256}  ${plain(subjectName(part))}\n`);
    }
  }
  dialogue.say(`By: ${plain(by.name)} <${plain(by.email)}>\n`);
}
