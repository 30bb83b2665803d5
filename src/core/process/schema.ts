import * as z from "zod";
import { criterionKinds } from "../criteria/index.ts";
import { stageSources } from "../stages/index.ts";
import { stepKinds } from "../steps/index.ts";

const name = z.union([z.string(), z.array(z.string()).min(1)]);
const vars = z.record(z.string(), z.string());

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
  () => bare.refine(oneKind, { message: "A criterion has exactly one kind" }) as unknown as z.ZodType<Bare>,
);

const oneKind = (value: Record<string, unknown>): boolean =>
  Object.keys(value).filter((key) => key === "any" || key in kinds).length === 1;

const criterion = z
  .strictObject({
    ...kinds,
    any: z.array(bareCriterion).min(2).optional().describe("One of these is enough"),
    when: bareCriterion.optional().describe("Only where this holds"),
    severity: z.enum(["error", "warning"]).optional().describe("A warning is shown and never holds a gate"),
    label: z.string().optional().describe("What people read instead of the kind"),
    rule: z.string().optional().describe("Row id this comes from"),
    absent: z
      .literal("warning")
      .optional()
      .describe("Where what it asks about is not there at all, it is a warning until somebody advances the gate"),
    behind: z
      .strictObject({ in: name, like: z.array(z.string()).min(1) })
      .optional()
      .describe("The check box that claims this; ticked without it is a contradiction"),
    finding: z
      .enum(["violation", "contradiction", "problem"])
      .optional()
      .describe("What it is when unmet, outside of a gate"),
    stage: z.string().optional().describe("Under `always`: the stage whose documents it looks at, and where it shows"),
  })
  .refine(oneKind, { message: "A criterion has exactly one kind" });

/** The one-key map of a step. */
const step: z.ZodType<Record<string, unknown>> = z
  .strictObject({
    ...Object.fromEntries(stepKinds.map((kind) => [kind.name, kind.schema.optional().describe(kind.description)])),
    when: vars.optional().describe("Only where the variables have these values"),
    unless: vars.optional().describe("Not where the variables have these values"),
  })
  .refine((value) => Object.keys(value).filter((key) => key !== "when" && key !== "unless").length === 1, {
    message: "A step has exactly one kind",
  });

/** Where a question's choices come from, when they are not written in the process. */
const choices = z
  .strictObject({
    offers: z.literal(true).optional().describe("The files that work can be started from"),
    files: z.array(z.string()).min(1).optional().describe("The existing files that fit one of these patterns"),
    code: z.strictObject({ in: name }).optional().describe("The commands in these sections of the stage's document"),
    features: z.string().optional().describe("The files of this role that the process's features have already"),
    stages: z
      .enum(["before", "after", "children", "siblings"])
      .optional()
      .describe("The feature's gates, as seen from the stage"),
  })
  .refine((value) => Object.keys(value).length === 1, { message: "Choices come from exactly one place" });

const question = z
  .strictObject({
    id: z.string().regex(/^[a-z]\w*$/i),
    kind: z.enum(["text", "pick", "yesNo"]).default("text"),
    label: z.string(),
    detail: z.string().optional().describe("More about what is asked; variables are filled in"),
    of: z.array(z.strictObject({ value: z.string(), label: z.string() })).optional(),
    from: choices.optional().describe("Choices that the workspace gives"),
    required: z.boolean().default(false),
    fallback: z.string().optional().describe("What an empty answer stands for"),
    prefill: z.string().optional().describe("What stands in the field at first; variables are filled in"),
    when: vars.optional().describe("Asked only where earlier answers are these"),
    lines: z.boolean().optional().describe("The answer may have several lines"),
    many: z.boolean().optional().describe("Several choices may be made"),
    person: z.boolean().optional().describe("Only a person answers it, at a screen"),
  })
  .refine(({ kind, of, from }) => (kind === "pick") === (of !== undefined || from !== undefined), {
    message: "A question of the kind pick, and no other, has choices: of or from",
  });

const approval = z.strictObject({
  required: z.boolean(),
  record: z.string().optional().describe("Where the process keeps the record; .plangate/approvals/ by default"),
  subject: z.array(z.string()).optional().describe("Files it binds to; the stage's artifacts by default"),
});

const gate = z.strictObject({
  criteria: z.array(criterion).default([]),
  approval: approval.optional(),
  done: bareCriterion.optional().describe("What the files themselves claim when the gate is passed"),
  started: bareCriterion.optional().describe("What shows progress, where text beyond the template is not it"),
  blocked: bareCriterion.optional().describe("What says that work has stopped"),
  ask: z.array(question).optional().describe("Questions that advancing asks"),
  advance: z.array(step).optional(),
  violation: z.string().optional().describe("Row id of a violation of this gate"),
  passedOver: vars
    .optional()
    .describe("What going past a stage means, by a pattern of its id: said with the violation"),
});

const artifact = z.union([
  z.string(),
  z.strictObject({ role: z.string(), where: vars.optional(), create: z.string(), template: z.string().optional() }),
]);

const base = {
  title: z.string(),
  artifacts: z.array(artifact).optional(),
  conditional: z
    .strictObject({ declared: bareCriterion, reason: z.string() })
    .optional()
    .describe("A stage that only some features have"),
  order: z.enum(["sequence", "any"]).optional(),
  for: z.string().optional().describe("Only in features that have a file of this role"),
  aside: z.boolean().optional().describe("Stands beside the other stages: locks none, and none locks it"),
  gate: gate.optional(),
};

/** The one-key map of a stage source. */
const source: z.ZodType<Record<string, unknown>> = z
  .strictObject(
    Object.fromEntries(stageSources.map((kind) => [kind.name, kind.schema.optional().describe(kind.description)])),
  )
  .refine((value) => Object.keys(value).length === 1, { message: "Stages come from exactly one source" });

export type StageDefinition = z.infer<typeof stageBase> & {
  stages?: StageDefinition[] | undefined;
  each?: z.infer<typeof source> | undefined;
};
const stageBase = z.strictObject({ id: z.string(), ...base });
const stage: z.ZodType<StageDefinition> = z.lazy(() =>
  z.strictObject({
    id: z.string(),
    ...base,
    each: source.optional().describe("One stage for each of these"),
    stages: z.array(stage).optional(),
  }),
);

const file = z.strictObject({
  pattern: z.string(),
  role: z.string(),
  archived: z.boolean().optional(),
  optional: z.boolean().optional().describe("Belongs to a feature, but makes none"),
  shape: z
    .strictObject({
      headings: z
        .array(z.string())
        .optional()
        .describe("Patterns of headings; so many headings (min) must fit one of them"),
      distinct: z.boolean().optional().describe("So many (min) of the patterns must each fit a heading, instead"),
      min: z.number().int().positive().optional(),
      field: z
        .string()
        .optional()
        .describe("And so many fields of this name in these headings' sections; a status in a heading counts as one"),
      fields: z.number().int().positive().optional(),
      orFolder: z.string().optional().describe("Or its folder is named like this, whatever the file holds"),
      reader: z.enum(["cycle"]).optional(),
    })
    .optional(),
});

export const processSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  title: z.string(),
  description: z.string(),
  feature: z.strictObject({
    id: z.string().describe("Made from what the patterns bind"),
    title: z.strictObject({ role: z.string().optional(), not: z.array(z.string()).optional(), else: z.string() }),
    folder: z.string().describe("Where relative paths start from"),
    files: z.array(file).min(1),
    where: z
      .record(z.string(), z.array(z.string()))
      .optional()
      .describe("What a variable may be; a path variable must end in one of these"),
    archives: z.array(z.string()).optional().describe("Folder names that hold what is finished"),
    anchor: z.strictObject({ roles: z.array(z.string()), min: z.number().int().positive() }).optional(),
    ignore: z.array(z.string()).optional(),
    sections: z
      .strictObject({
        role: z.string(),
        like: z.array(z.string()).min(1),
        not: z.array(z.string()).optional().describe("Patterns of headings that are none, whatever else they fit"),
        else: z.string(),
      })
      .optional()
      .describe("One feature for each of these headings; `else` is the number where there is none"),
    offers: z
      .array(z.strictObject({ pattern: z.string(), headings: z.array(z.string()) }))
      .optional()
      .describe("Files that work can be started from"),
  }),
  start: z
    .strictObject({
      ask: z.array(question).default([]),
      dir: z.string().default(""),
      vars: vars.optional(),
      steps: z.array(step).min(1),
    })
    .optional(),
  stopTokens: z.array(z.string()).default([]),
  stages: z.array(stage).min(1),
  always: z.array(criterion).default([]),
  actions: z
    .array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        at: z
          .string()
          .optional()
          .describe("Pattern of the stages it is offered at: of their ids, or of their paths where it has a /"),
        when: bareCriterion.optional().describe("Offered only where this holds"),
        as: z.enum(["record", "sendBack"]).optional().describe("The command of the terminal that it answers to"),
        next: z.string().optional().describe("The id that the new stage gets, with {n} for the next number"),
        ask: z.array(question).default([]),
        steps: z.array(step).min(1),
      }),
    )
    .default([]),
  rules: vars.default({}),
});

export type ProcessDefinition = z.infer<typeof processSchema>;
export type CriterionDefinition = z.infer<typeof criterion>;
export type GateDefinition = z.infer<typeof gate>;
export type StepDefinition = z.infer<typeof step>;
export type Question = z.infer<typeof question>;
export type BareCriterion = Bare;
