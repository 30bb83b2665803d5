import {
  actionsOf,
  adoptable,
  type DecisionKind,
  fixesAt,
  type JudgedFeature,
  leavesOf,
  type Process,
  planAction,
  planAddEvidence,
  planAdopt,
  planAdvance,
  planCustomize,
  planDecide,
  planFix,
  planNewProcess,
  planStart,
  planTick,
  type Workspace,
} from "../../../../src/core/index.ts";
import { readMarkdown } from "../../../../src/core/readers/markdown/markdown.ts";
import { person } from "../../processes/filled.ts";
import type { Files } from "../../support/memory.ts";
import type { Make } from "./play.ts";

/** What a plan can be made of: a way of working on a folder, under a name that several may share. */
export interface Act {
  name: string;
  make: Make;
  /** The steps of the process that it carries out. */
  steps?: readonly object[];
}

const why = "Why: two lines\nand a # sign";

const decisions: DecisionKind[] = ["approved", "changes-requested", "waived", "skipped", "revoked"];

/** Everything that can be done with a feature as it is. */
export function actsOn(feature: JudgedFeature, workspace: Workspace, files: Files): Act[] {
  const { id } = feature;
  const process = workspace.feature(id)?.process.definition;
  const leaves = leavesOf(feature.stages);
  const evidence = Object.keys(files).find((path) => !feature.files.includes(path)) ?? "proof.txt";
  return [
    ...actionsOf(id, { workspace }).map(
      ({ id: action, stage }): Act => ({
        name: action,
        make: (context, answers) => planAction(id, action, stage, answers, context),
        steps: process?.actions.find((each) => each.id === action)?.steps ?? [],
      }),
    ),
    ...leaves.flatMap(({ path, approval }, index): Act[] => [
      {
        name: "advance",
        make: (context, answers) => planAdvance(id, path, answers, context),
        steps: workspace.feature(id)?.process.definition.stages.flatMap((each) => each.gate?.advance ?? []) ?? [],
      },
      {
        name: "evidence at a gate",
        make: (context) => planAddEvidence({ feature: id, stage: path }, [evidence], context),
      },
      ...decisions.flatMap((kind) =>
        (index === 0 ? ["", why] : [why]).map(
          (comment): Act => ({
            name: kind,
            make: (context) =>
              planDecide(
                id,
                path,
                { kind, by: person, through: "editor", comment, shown: approval?.subject ?? [] },
                context,
              ),
          }),
        ),
      ),
    ]),
    ...feature.files.flatMap((file): Act[] => [
      ...(file.endsWith(".md") ? readMarkdown(file, files[file] as string).items : []).flatMap(({ box, line }) =>
        box
          ? [
              { name: "tick", make: (context) => planTick(file, line, context) } satisfies Act,
              {
                name: "evidence",
                make: (context) => planAddEvidence({ file, line }, [evidence], context),
              } satisfies Act,
            ]
          : [],
      ),
      ...fixesAt(workspace, file, 1, Number.MAX_SAFE_INTEGER).map(
        (_, index): Act => ({
          name: "fix",
          make: (context, answers) => {
            const fix = fixesAt(context.workspace, file, 1, Number.MAX_SAFE_INTEGER)[index];
            if (!fix) throw new Error("another language has other fixes");
            return planFix(fix, answers, context);
          },
        }),
      ),
    ]),
  ];
}

/** What can be done with the folder as a whole. */
export const actsIn = (process: Process): Act[] => [
  {
    name: "start",
    make: (context, answers) => planStart(process, { ...answers, title: "Parcel claims, again" }, context),
    steps: process.definition.start?.steps ?? [],
  },
  {
    name: "adopt",
    make: (context) => {
      const shown = adoptable(context.workspace.snapshot.features, person);
      return planAdopt({ by: person, through: "editor", shown }, context);
    },
  },
  { name: "customize", make: (context) => planCustomize(process, context) },
  { name: "new process", make: (context) => planNewProcess({ id: "mine", title: "Mine" }, [], context) },
];
