import { problemGuides, problemPage } from "../../src/core/index.ts";

/** The reference of problem codes in Markdown: one heading for each, as the editor shows it behind the code. */
export const problemsPage = (): string =>
  `${[intro, ...problemGuides.map((guide) => problemPage(guide, 2))].join("\n\n")}\n`;

const intro = `<!-- Written by \`npm run reference\` from src/core/problemCodes.ts. Change the texts there, not this page. -->

# What can be wrong

Whatever Plangate finds wrong has one of these codes: in the Problems panel, where a click on the code opens what stands
here, and in \`plangate check\` and \`plangate processes --json\`. Beside the code stands, where one applies, the rule: a row
of the process that asks for it ([Processes](PROCESS_REFERENCE.md)). [Approvals](APPROVALS.md) and [the team's policy](POLICY.md)
say more about the problems that are about them.

An error makes something unreadable, or is progress that cannot count. A warning is likely wrong. An info is worth knowing.

A quick fix is at the light bulb, or at Ctrl+. (Cmd+. on a Mac) in the line. Where the current gate still asks for something in the
line, the same fixes are offered without a problem.`;
