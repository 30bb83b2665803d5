import type { JsonSchema } from "./jsonSchema.ts";
import { propertyList } from "./properties.ts";

/** An example of a policy that uses every part of it; a test reads it with the engine. */
export const policyExample = `# .plangate/config.yaml
approvals: # at every gate
  needed: 1
  by: [ada@example.org, ben@example.org, cy@example.org]
  author: false
waivers: # and skips
  longest: 30
  by: [ada@example.org]
gates: # what differs at some of them; a later entry wins over an earlier one
  - process: complex-feature
    gate: "2"
    needed: 2
  - process: make-express
    waivers: {allowed: false}
`;

/** The page on the team's policy: what the schema says of each key, and what the keys come to. */
export const policyPage = (
  schema: JsonSchema,
): string => `<!-- Written by \`npm run reference\`. What keys mean comes from the schema in src/core/policy/policy.ts, the rest from scripts/reference/policyPage.ts. -->

# The team's policy

A team writes what its approvals and waivers need into \`.plangate/config.yaml\`, and commits it. Every workspace folder has
its own; none is inherited from a folder above or below. Without the file one approval by anybody is enough, and everybody
may waive. While you write, the editor completes keys, processes, gates and the people git knows, and explains them. What an
approval binds to, and how decisions are signed, stands in [Approvals](APPROVALS.md).

\`\`\`yaml
${policyExample.trim()}
\`\`\`

## Every key

${propertyList(schema).trim()}

## What it comes to

- **At a gate** the general part holds, overruled key by key by each entry of \`gates\` that is about it, in their order. An
  entry without \`process\` is about every process, one without \`gate\` about every gate. Gates are named as
  \`plangate status --json\` gives their paths: \`2\`, \`S-1/work\`.
- **People** are compared by e-mail address, without regard to capital letters, with what git's configuration says of
  whoever decides. That is a convention and no proof: see [SECURITY](../SECURITY.md).
- **Several approvals** are by several people, over the text as it is now. Each person counts once. Where there would be
  enough but for a change of the text, the gate is stale.
- **Authors** (\`author: false\`) are those who committed the files that an approval binds to, whom these commits name as
  co-authors (\`Co-authored-by:\`), and whoever works here while the files have changes that are not committed. Where git does
  not know, nobody can approve, and no approval counts: also where its log is cut off, and the file is older. In CI fetch all of
  it (\`fetch-depth: 0\`).
- **A waiver or a skip** counts with a reason, by somebody who may, until its own end (a day without a time: as it begins,
  in UTC) or until \`longest\` days have gone by, whichever is earlier; the gate is open again that moment. One that does not count changes nothing, is reported
  (\`decision-not-allowed\`), and can be revoked. Skipping is only for conditional stages, and what a process says is never
  waived no policy can allow. \`longest\` and \`allowed\` do not bind skips.
- **A changed policy** counts at once, for approvals that were given before as well. What they were given under is kept as a hash: one that
  still counts is marked as given under another policy, or under other rules of the gate where its process has changed
  (\`approval-other-rules\`). What the policy asks of waivers is no part of that.

## What can be wrong

| problem | what it means |
| --- | --- |
| \`policy-invalid\` | The file cannot be used. Every fault is listed at its place. Until all are mended **no approval, waiver or skip counts**: a policy with a slip is not the same as none |
| \`policy-unused\` | Something in it has no effect: a process or gate that is not here, more approvals than people, a person named twice, an entry that a later one overrules or that says nothing |
| \`policy-misnamed\` | A file looks like the policy and is not read: \`config.yml\`, \`policy.yaml\`, \`.plangate.yaml\` and their like, or a \`config.yaml\` in a folder below |
| \`decision-not-allowed\` | A waiver or a skip is recorded by somebody who may not, or without a reason. It does not count |
| \`approval-other-rules\` | An approval was given under other rules or another policy. It counts; approve again if it should stand under those of now |
`;
