import { type Criterion, leavesOf } from "../../../../src/core/index.ts";
import type { MemoryOptions } from "../../support/memory.ts";
import { onlyFeature, openUnder, processOf } from "../judge/process.ts";

/** What one criterion says of `x_doc.md`, the document of the only stage; other files of the folder stand beside it. */
export async function verdictOf(
  definition: object,
  document: string | undefined,
  others: Record<string, string> = {},
  options: MemoryOptions = {},
): Promise<Criterion> {
  const process = processOf({
    id: "one",
    title: "One",
    description: "One document, one criterion",
    feature: {
      id: "{feature}",
      title: { else: "{feature}" },
      folder: "",
      files: [
        { pattern: "{feature}_anchor.md", role: "anchor" },
        { pattern: "{feature}_doc.md", role: "doc" },
        { pattern: "{feature}_other.md", role: "other" },
        { pattern: "{feature}_log.md", role: "log" },
      ],
    },
    stages: [
      {
        id: "doc",
        title: "Doc",
        artifacts: [{ role: "doc", create: "{feature}_doc.md" }],
        gate: { criteria: [definition] },
      },
      {
        id: "other",
        title: "Other",
        for: "other",
        artifacts: [{ role: "other", create: "{feature}_other.md" }],
        gate: {},
      },
    ],
  });
  const files = { "x_anchor.md": "", ...(document === undefined ? {} : { "x_doc.md": document }), ...others };
  const feature = onlyFeature(await openUnder([process], files, options));
  const criterion = leavesOf(feature.stages)[0]?.criteria[0];
  if (!criterion) throw new Error("there is no criterion");
  return criterion;
}
