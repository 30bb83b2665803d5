import { criterionKinds } from "../../src/core/criteria/index.ts";
import type { Process } from "../../src/core/index.ts";
import { stageSources } from "../../src/core/stages/index.ts";
import { stepKinds } from "../../src/core/steps/index.ts";
import { exampleOf, type Kind } from "./examples.ts";
import type { JsonSchema } from "./jsonSchema.ts";
import { propertyList, typeOf } from "./properties.ts";

/** The reference of process.yaml in Markdown: what the schema says, in an order that people read in. */
export function referencePage(schema: JsonSchema, processes: readonly Process[], sample: string): string {
  const { criterion = {}, source = {}, step = {}, stage = {}, question = {} } = schema.definitions ?? {};
  const { feature = {}, start = {}, actions = {} } = schema.properties ?? {};
  const gate = stage.properties?.gate ?? {};
  const kinds = (list: readonly Kind[], from: JsonSchema): string =>
    list.map((kind) => kindSection(kind, from.properties?.[kind.name] ?? {}, processes)).join("\n");
  const kindNames = [...criterionKinds, ...stageSources].map(({ name }) => name);
  const parts = [
    intro(sample),
    `## The file\n\n${propertyList(outline(schema))}`,
    `## Features\n\n${says(feature)}\n\n${propertyList(feature)}`,
    patterns,
    `## Stages\n\n${says(stage)}\n\n${propertyList({ ...stage, properties: { ...stage.properties, gate: { ...gate, properties: {} } } })}`,
    `### Where stages come from\n\nStages are listed, or a stage with \`each\` stands for one stage for each thing that a source finds.\n\n${kinds(stageSources, source)}`,
    `## Gates\n\n${says(gate)}\n\n${propertyList(gate)}`,
    `## Criteria\n\n${says(criterion)}\n\nBeside its kind a criterion may say:\n\n${propertyList(criterion, kindNames)}\n${kinds(criterionKinds, criterion)}`,
    `## Start\n\n${says(start)}\n\n${propertyList(start)}`,
    `## Steps\n\n${says(step)}\n\n${kinds(stepKinds, step)}`,
    `## Questions\n\n${says(question)}\n\n${propertyList(question)}`,
    `## Actions\n\n${says(actions)}\n\n${propertyList(actions)}`,
  ];
  return `${parts.map((part) => part.trim()).join("\n\n")}\n`;
}

const says = ({ description = "" }: JsonSchema): string =>
  /[.?!]$/.test(description) ? description : `${description}.`;

function kindSection(kind: Kind, schema: JsonSchema, processes: readonly Process[]): string {
  const example = exampleOf(kind, processes);
  const list = propertyList(schema);
  const body = list === "" ? `Its value: ${typeOf(schema)}.\n` : list;
  return `### ${kind.name}\n\n${kind.description}\n\n${body}${example === "" ? "" : `\n\`\`\`yaml\n${example}\n\`\`\`\n`}`;
}

/** The top of the file without what has a section of its own. */
function outline(schema: JsonSchema): JsonSchema {
  const properties = Object.entries(schema.properties ?? {}).map(([name, each]) => {
    const { properties: _, items, ...rest } = each;
    return [name, items ? { ...rest, items: items.$ref === undefined ? { type: "object" } : items } : rest] as const;
  });
  const plain = Object.fromEntries(properties);
  const { stopTokens } = schema.properties ?? {};
  return { ...schema, properties: stopTokens ? { ...plain, stopTokens } : plain };
}

const intro = (
  sample: string,
): string => `<!-- Written by \`npm run reference\` from the schema. Change the descriptions there, not this page. -->

# What a process.yaml may say

A process is a folder: \`process.yaml\` beside the templates of the documents it starts work with. The processes that come
with Plangate lie in its \`templates/\` folder. Your team's own lie in the repository, each in \`.plangate/processes/<id>/\`:

- **Plangate: New Process…** writes a small one that works, to be changed from there.
- **Plangate: Customize Process…** copies a built-in one. A process of yours with the same id replaces the built-in one in
  this workspace; delete its folder and the built-in one is back.

A file that cannot be used is shown in Problems at the place that is wrong; the other processes go on, and so does the
built-in one of the same id. While you write, the editor completes names and explains them.

Whatever a process names as text is compared by words: without regard to case, emphasis, numbering and kinds of dashes, and
\`*\` stands for any words. There are no regular expressions. A gate fails closed: what cannot be determined does not pass.

Pages of their own: [what an approval binds to](APPROVALS.md), [what a team asks of approvals and waivers](POLICY.md),
[how recorded test runs are read](TEST_RUNNERS.md), [what can be wrong](PROBLEMS.md).

A whole process:

\`\`\`yaml
${sample.trim()}
\`\`\``;

const patterns = `## Patterns and variables

A path pattern binds parts of a path to names: \`{name}\` a part of one folder's or file's name, \`{name:int}\` digits,
\`{name:stamp}\` a time such as \`20261121T101500Z\`, \`{name:path}\` any number of folders, none included. \`*\` and \`**\` match the
same without a name. A heading pattern binds words: \`Story S-{n:step}: {title}\`.

What is bound can be used as \`{name}\` in ids, titles, paths, templates and texts of the same feature. Besides there are \`{title}\`,
\`{slug}\` (lower case, with dashes), \`{feature}\` (the slug with underscores), the times \`{now}\`, \`{date}\` and \`{stamp}\`, and the answers
to questions by their ids. A name that nothing binds stays as it is.

Paths start from the feature's folder; with a \`/\` in front they start from the workspace folder.`;
