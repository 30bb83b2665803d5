import type { Process } from "../../../../src/core/index.ts";
import { processOf } from "./process.ts";

/** A stage about `x_doc<n>.md`: by default it asks that the document is filled. */
export const doc = (n: string, gate: object = { criteria: [{ filled: {} }] }, more: object = {}): object => ({
  id: n,
  title: `Stage ${n}`,
  artifacts: [{ role: "doc", where: { n }, create: `{feature}_doc${n}.md`, template: "doc.md" }],
  gate,
  ...more,
});

export const approvalAsked = { criteria: [{ filled: {} }], approval: { required: true } };

/** A process over documents `x_doc1.md`, `x_doc2.md`, … of one folder, copies in `archive/` included. */
export const made = (stages: object[], more: object = {}): Process =>
  processOf(
    {
      id: "made",
      title: "Made",
      description: "Numbered documents",
      feature: {
        id: "{feature}",
        title: { else: "{feature}" },
        folder: "{sub}",
        archives: ["archive"],
        files: [
          { pattern: "{sub:path}/{feature}_doc{n:int}.md", role: "doc" },
          { pattern: "{sub:path}/{feature}_data.md", role: "data", optional: true },
          { pattern: "{sub:path}/{feature}_log.md", role: "log", optional: true },
        ],
      },
      stages,
      ...more,
    },
    { "doc.md": "# {title}\n\n<text>\n\nAlways there.\n\n- [ ] A box\n" },
  );
