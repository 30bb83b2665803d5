import { type Adoptable, adoptable, planAdopt, unadoptable } from "../core/index.ts";
import { identityIn } from "../host/node/git.ts";
import { typed } from "./approval.ts";
import { type CarryOutOptions, carryOut, refuse, settle } from "./carryOut.ts";
import { plain } from "./plain.ts";
import { openSession, planned, readableFolder, refusal } from "./session.ts";
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
  const plan = () => planned(session, (context) => planAdopt(decision, context));
  const first = await plan();
  if (first.kind === "refusal") {
    return refuse(terminal, first, options);
  }
  const gates = adoptable(session.snapshot.features);
  show(dialogue, gates, decision);
  const left = unadoptable(session.snapshot.features).length;
  if (left > 0) {
    dialogue.say(
      `${left} more are of processes that never let a gate be waived: they stay violations until they hold.\n`,
    );
  }
  if (!(await typed(dialogue, "adopt", "record this"))) {
    return no("not-typed", "Nothing was recorded: “adopt” was not typed.");
  }
  const { features } = await session.workspace.refresh();
  if (keyOf(adoptable(features)) !== keyOf(gates)) {
    show(dialogue, adoptable(features), decision);
    return no(
      "changed",
      "Nothing was recorded: the work changed while you read. Above is how it is now; run this again.",
    );
  }
  return carryOut(terminal, root, await plan(), options);
}

function show(dialogue: Dialogue, gates: readonly Adoptable[], { by }: { by: { name: string; email: string } }): void {
  dialogue.say(
    gates.length === 0
      ? "No gate was passed over. Adopting creates .plangate/; from then on a missing approval is a violation.\n"
      : "These gates were passed over and will be waived. From then on a missing approval is a violation.\n",
  );
  for (const { feature, stage } of gates) {
    dialogue.say(`  ${plain(feature)}  ${plain(stage.title)}  ${stage.state}: ${plain(stage.reason)}\n`);
    for (const { path, sha256 } of stage.approval?.subject ?? []) {
      dialogue.say(`    sha256 ${sha256}  ${plain(path)}\n`);
    }
  }
  dialogue.say(`By: ${plain(by.name)} <${plain(by.email)}>\n`);
}

/** What makes a list of waivers the same one: the gates and the texts they stand on. */
const keyOf = (gates: readonly Adoptable[]): string =>
  JSON.stringify(
    gates.map(({ feature, stage }) => [feature, stage.path, stage.approval?.subject.map(({ sha256 }) => sha256)]),
  );
