import type { Draft } from "./draft.ts";

/** The file whose presence makes a folder an adopted one, and says to people what the folder is. */
const path = ".plangate/README.md";

const text = `# Plangate's records

This folder belongs to the project's history: commit it.

- \`approvals/\` has one file for each gate, with every decision on it: who, when, and the hashes of what was shown.
- \`approved/\` keeps each approved text under its hash, to show what changed since.
- \`config.yaml\` says, where you write one, what approvals need: how many, by whom.
- \`processes/\` is the place for processes of your own.

Deleting a record takes its approval back. Everything here is plain text.
`;

/** Adds the folder's own file to a change, where the folder is not adopted yet. */
export function adoptionFile(draft: Draft): void {
  if (!draft.exists(path)) draft.create(path, text);
}
