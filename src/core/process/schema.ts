import * as z from "zod";
import { criterionKinds } from "../criteria/index.ts";
import { t } from "../l10n.ts";
import { stageSources } from "../stages/index.ts";
import { stepKinds } from "../steps/index.ts";

const name = z.union([z.string(), z.array(z.string()).min(1)]);
const vars = z.record(z.string(), z.string());

/** What a refinement asks of a one-key map, said again in JSON Schema, which cannot see into one. */
const exactlyOne = (keys: readonly string[]) => ({ oneOf: keys.map((key) => ({ required: [key] })) });

const namesOf = (list: readonly { name: string }[]): string[] => list.map((kind) => kind.name);

const kinds = Object.fromEntries(
  criterionKinds.map((kind) => [kind.name, kind.schema.optional().describe(kind.description)]),
) as {
  [Kind in (typeof criterionKinds)[number]["name"]]: z.ZodOptional<z.ZodType>;
};

/** The one-key map of a criterion: exactly one kind, or `any` of several. */
const bare = z.strictObject({
  ...kinds,
  get any() {
    return z.array(bareCriterion).min(2).optional().describe("One of these is enough");
  },
});

type Bare = { [kind: string]: unknown; any?: Bare[] | undefined };
const bareCriterion: z.ZodType<Bare> = z.lazy(
  () =>
    bare.refine(oneKind, { error: () => t`A criterion has exactly one kind` }).meta({
      id: "condition",
      ...exactlyOne([...namesOf(criterionKinds), "any"]),
      description: "Something that holds or not: one kind of criterion",
    }) as unknown as z.ZodType<Bare>,
);

const oneKind = (value: Record<string, unknown>): boolean =>
  Object.keys(value).filter((key) => key === "any" || key in kinds).length === 1;

const criterion = z
  .strictObject({
    ...kinds,
    any: z.array(bareCriterion).min(2).optional().describe("One of these is enough"),
    when: bareCriterion.optional().describe("Only where this holds"),
    severity: z
      .enum(["error", "warning", "info"])
      .optional()
      .describe("A warning or an info is shown and never holds a gate"),
    waivable: z.boolean().optional().describe("false: a gate is not waived or skipped while this does not hold"),
    label: z.string().optional().describe("What people read instead of the kind"),
    rule: z.string().optional().describe("Row id this comes from"),
    absent: z
      .literal("warning")
      .optional()
      .describe("Where what it asks about is not there at all, it is a warning until somebody advances the gate"),
    behind: z
      .strictObject({
        in: name.describe("Names of the section that the box stands in"),
        like: z.array(z.string()).min(1).describe("Patterns of the box's text"),
      })
      .optional()
      .describe("The check box that claims this; ticked without it is a contradiction"),
    finding: z
      .enum(["violation", "contradiction", "problem"])
      .optional()
      .describe("What it is when unmet, under `always`; in a gate, contradiction reports two places that disagree"),
    stage: z.string().optional().describe("Under `always`: the stage whose documents it looks at, and where it shows"),
  })
  .refine(oneKind, { error: () => t`A criterion has exactly one kind` })
  .meta({
    id: "criterion",
    description: "One thing that a gate asks: exactly one kind, or any of several, and what is said about it",
    ...exactlyOne([...namesOf(criterionKinds), "any"]),
  });

/** The one-key map of a step. */
const step: z.ZodType<Record<string, unknown>> = z
  .strictObject({
    ...Object.fromEntries(stepKinds.map((kind) => [kind.name, kind.schema.optional().describe(kind.description)])),
    when: vars.optional().describe("Only where the variables have these values"),
    unless: vars.optional().describe("Not where the variables have these values"),
  })
  .refine((value) => Object.keys(value).filter((key) => key !== "when" && key !== "unless").length === 1, {
    error: () => t`A step has exactly one kind`,
  })
  .meta({
    id: "step",
    ...exactlyOne(namesOf(stepKinds)),
    description: "One thing that is done to the files, or after them: exactly one kind",
  });

/** Where a question's choices come from, when they are not written in the process. */
const choices = z
  .strictObject({
    offers: z.literal(true).optional().describe("The files that work can be started from"),
    files: z.array(z.string()).min(1).optional().describe("The existing files that fit one of these patterns"),
    code: z
      .strictObject({ in: name.describe("Names of the sections") })
      .optional()
      .describe("The commands in these sections of the stage's document"),
    features: z.string().optional().describe("The files of this role that the process's features have already"),
    stages: z
      .enum(["before", "after", "children", "siblings"])
      .optional()
      .describe("The feature's gates, as seen from the stage"),
  })
  .refine((value) => Object.keys(value).length === 1, { error: () => t`Choices come from exactly one place` })
  .meta(exactlyOne(["offers", "files", "code", "stages"]));

const question = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z]\w*$/i)
      .describe("The variable that holds the answer"),
    kind: z.enum(["text", "pick", "yesNo"]).default("text").describe("What sort of answer it takes"),
    label: z.string().describe("What people read"),
    detail: z.string().optional().describe("More about what is asked; variables are filled in"),
    of: z
      .array(
        z.strictObject({
          value: z.string().describe("What the variable then holds"),
          label: z.string().describe("What people read"),
        }),
      )
      .optional()
      .describe("The choices"),
    from: choices.optional().describe("Choices that the workspace gives"),
    required: z.boolean().default(false).describe("An empty answer is refused"),
    fallback: z.string().optional().describe("What an empty answer stands for"),
    prefill: z.string().optional().describe("What stands in the field at first; variables are filled in"),
    when: vars.optional().describe("Asked only where earlier answers are these"),
    lines: z.boolean().optional().describe("The answer may have several lines"),
    many: z.boolean().optional().describe("Several choices may be made"),
    person: z.boolean().optional().describe("Only a person answers it, at a screen"),
  })
  .refine(({ kind, of, from }) => (kind === "pick") === (of !== undefined || from !== undefined), {
    error: () => t`A question of the kind pick, and no other, has choices: of or from`,
  })
  .meta({
    id: "question",
    description: "What is asked of a person. One of the kind pick, and no other, has choices: of or from",
  });

const part = z.strictObject({
  path: z.string().describe("The Markdown file"),
  sections: z
    .array(z.string().min(1))
    .min(1)
    .describe("Titles of its sections: text outside of them may change and voids nothing. Each must stand there once"),
});

const approval = z.strictObject({
  required: z.boolean().describe("The gate asks for a person's approval"),
  record: z
    .string()
    .regex(/\.approved$/i, { error: () => t`A record's name ends in .approved: no other file is read as one` })
    .optional()
    .describe("Where the process keeps the record, a name that ends in .approved; .plangate/approvals/ by default"),
  subject: z
    .array(z.union([z.string(), part]))
    .optional()
    .describe("Files it binds to, or sections of them; the stage's artifacts by default"),
});

const gate = z.strictObject({
  criteria: z.array(criterion).default([]).describe("What must hold"),
  approval: approval.optional().describe("Whether a person approves it, and what the approval binds to"),
  done: bareCriterion.optional().describe("What the files themselves claim when the gate is passed"),
  started: bareCriterion.optional().describe("What shows progress, where text beyond the template is not it"),
  blocked: bareCriterion.optional().describe("What says that work has stopped"),
  ask: z.array(question).optional().describe("Questions that advancing asks"),
  advance: z.array(step).optional().describe("What is done when the gate holds and work moves on"),
  violation: z.string().optional().describe("Row id of a violation of this gate"),
  passedOver: vars
    .optional()
    .describe("What going past a stage means, by a pattern of its id: said with the violation"),
});

const artifact = z.union([
  z.string(),
  z.strictObject({
    role: z.string().describe("The role of the feature's file that it is"),
    where: vars.optional().describe("Of several files of the role: the one whose variables are these"),
    create: z.string().describe("Where the file comes to be, from the feature's folder"),
    template: z.string().optional().describe("The template that it comes to be from"),
  }),
]);

const base = {
  title: z.string().describe("What people read; {title} is what a source binds"),
  artifacts: z.array(artifact).optional().describe("The documents that the stage is about: paths, or files by role"),
  conditional: z
    .strictObject({
      declared: bareCriterion.describe("Holds where the feature has the stage"),
      reason: z.string().describe("Why it is skipped elsewhere"),
    })
    .optional()
    .describe("A stage that only some features have"),
  order: z
    .enum(["sequence", "any"])
    .optional()
    .describe("Whether the stages below follow one another (the default) or stand side by side"),
  for: z.string().optional().describe("Only in features that have a file of this role"),
  waivable: z.boolean().optional().describe("false: its gate is never waived or skipped"),
  aside: z.boolean().optional().describe("Stands beside the other stages: locks none, and none locks it"),
  gate: gate.optional().describe("What must hold before work goes on; a stage with stages below has none of its own"),
  gates: z
    .record(z.string(), gate)
    .optional()
    .describe("Gates by the names that a source gives its stages; `gate` is for all others"),
};

/** The one-key map of a stage source. */
const source: z.ZodType<Record<string, unknown>> = z
  .strictObject(
    Object.fromEntries(stageSources.map((kind) => [kind.name, kind.schema.optional().describe(kind.description)])),
  )
  .refine((value) => Object.keys(value).length === 1, { error: () => t`Stages come from exactly one source` })
  .meta({
    id: "source",
    ...exactlyOne(namesOf(stageSources)),
    description: "Where stages come from: exactly one kind",
  });

export type StageDefinition = z.infer<typeof stageBase> & {
  stages?: StageDefinition[] | undefined;
  each?: z.infer<typeof source> | undefined;
};
const stageBase = z.strictObject({ id: z.string(), ...base });
const stage: z.ZodType<StageDefinition> = z.lazy(() =>
  z
    .strictObject({
      id: z.string().describe("Short, and the only one among its siblings; filled in with what a source binds"),
      ...base,
      each: source.optional().describe("One stage for each of these"),
      stages: z.array(stage).optional().describe("The stages below this one"),
    })
    .meta({ id: "stage", description: "A step of the work. It ends in a gate, or has stages below" }),
);

const file = z.strictObject({
  pattern: z.string().describe("Path pattern; {name} binds a part of it, {name:path} any number of folders"),
  role: z.string().describe("What the rest of the process calls such a file"),
  archived: z.boolean().optional().describe("What lies there is finished"),
  optional: z.boolean().optional().describe("Belongs to a feature, but makes none"),
  shape: z
    .strictObject({
      headings: z
        .array(z.string())
        .optional()
        .describe("Patterns of headings; so many headings (min) must fit one of them"),
      distinct: z.boolean().optional().describe("So many (min) of the patterns must each fit a heading, instead"),
      min: z.number().int().positive().optional().describe("How many headings; 1 by default"),
      field: z
        .string()
        .optional()
        .describe("And so many fields of this name in these headings' sections; a status in a heading counts as one"),
      fields: z.number().int().positive().optional().describe("How many fields; 1 by default"),
      orFolder: z.string().optional().describe("Or its folder is named like this, whatever the file holds"),
      reader: z.enum(["cycle"]).optional().describe("Or the file is one that this reader reads"),
    })
    .optional()
    .describe("What the file must look like, where its name does not say enough"),
});

export const processSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/)
    .describe("Lower-case letters, digits and dashes; one of your own replaces the built-in process of the same id"),
  title: z.string().describe("What people read"),
  description: z.string().describe("One sentence on what the process is for"),
  feature: z
    .strictObject({
      id: z.string().describe("What tells features apart, made from what the patterns bind"),
      title: z
        .strictObject({
          role: z.string().optional().describe("The role of the file whose first heading is the title"),
          not: z.array(z.string()).optional().describe("Headings that are no titles, as patterns"),
          else: z.string().describe("The title where there is no such heading, with variables filled in"),
        })
        .describe("What a feature is called"),
      folder: z.string().describe("Where relative paths start from"),
      files: z
        .array(file)
        .min(1)
        .describe("The files that make a feature, each by a pattern; the first that fits counts"),
      where: z
        .record(z.string(), z.array(z.string()))
        .optional()
        .describe("What a variable may be; a path variable must end in one of these"),
      archives: z.array(z.string()).optional().describe("Folder names that hold what is finished"),
      anchor: z
        .strictObject({
          roles: z.array(z.string()).describe("Roles of files"),
          min: z.number().int().positive().describe("How many files of these roles make a feature"),
        })
        .optional()
        .describe("Fewer files than this are no feature"),
      ignore: z.array(z.string()).optional().describe("Paths that are never part of a feature, as patterns"),
      sections: z
        .strictObject({
          role: z.string().describe("The role of the files that hold several features"),
          like: z
            .array(z.string())
            .min(1)
            .describe("Patterns of the headings; the {phase} they bind tells features apart"),
          not: z.array(z.string()).optional().describe("Patterns of headings that are none, whatever else they fit"),
          else: z.string().describe("What {phase} is where no heading fits"),
        })
        .optional()
        .describe("One feature for each of these headings; `else` is the number where there is none"),
      history: z
        .strictObject({
          entries: z.array(z.string()).optional().describe("Roles of logs with an entry for each thing that happened"),
          rows: z
            .array(
              z.strictObject({
                role: z.string().describe("The role of the files with the table"),
                date: z.array(z.string()).min(1).describe("Names of the column with the date"),
                what: z.array(z.string()).min(1).describe("Names of the column that says what happened"),
              }),
            )
            .optional()
            .describe("Tables with a row for each thing that happened"),
        })
        .optional()
        .describe("Where a feature's files tell what happened, beside records and git"),
      offers: z
        .array(
          z
            .strictObject({
              pattern: z.string().describe("Path pattern of the files"),
              headings: z.array(z.string()).optional().describe("One of their headings fits one of these patterns"),
              reader: z.enum(["tasks"]).optional().describe("They are lists of tasks, in any dialect"),
            })
            .refine(({ headings, reader }) => (headings === undefined) !== (reader === undefined), {
              error: () => t`Either headings or reader`,
            }),
        )
        .optional()
        .describe("Files that work can be started from"),
    })
    .describe("How a piece of work that follows this process is found"),
  start: z
    .strictObject({
      ask: z.array(question).default([]).describe("What is asked besides the title"),
      dir: z.string().default("").describe("The new feature's folder; paths of the steps start from it"),
      vars: vars.optional().describe("More variables, made from {title}, {slug}, {feature}, times and answers"),
      steps: z.array(step).min(1).describe("What makes the first files"),
    })
    .optional()
    .describe("How a new feature is started; without it the process only finds work that is there"),
  stopTokens: z.array(z.string()).default([]).describe("Words that stop work where they stand alone, such as BLOCKED"),
  stages: z.array(stage).min(1).describe("The stages in their order"),
  always: z.array(criterion).default([]).describe("What must hold of the feature as a whole, at every stage"),
  actions: z
    .array(
      z.strictObject({
        id: z.string().describe("Short, and the only one among the actions"),
        title: z.string().describe("What people choose it by"),
        at: z
          .string()
          .optional()
          .describe("Pattern of the stages it is offered at: of their ids, or of their paths where it has a /"),
        when: bareCriterion.optional().describe("Offered only where this holds"),
        as: z.enum(["record", "sendBack"]).optional().describe("The command of the terminal that it answers to"),
        next: z.string().optional().describe("The id that the new stage gets, with {n} for the next number"),
        ask: z.array(question).default([]).describe("What is asked first"),
        steps: z.array(step).min(1).describe("What is then done"),
      }),
    )
    .default([])
    .describe("What people can do besides advancing"),
  rules: vars.default({}).describe("Row ids that `rule` may name, each with what it asks in one sentence"),
});

export type ProcessDefinition = z.infer<typeof processSchema>;
export type CriterionDefinition = z.infer<typeof criterion>;
export type GateDefinition = z.infer<typeof gate>;
export type StepDefinition = z.infer<typeof step>;
export type Question = z.infer<typeof question>;
export type BareCriterion = Bare;
