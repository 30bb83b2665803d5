import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** What a generated workspace holds. */
export interface Size {
  features: number;
  stories: number;
  boxes: number;
  /** Files that no process names. */
  others: number;
}

/** Writes a workspace: story plans, staged documents, and many other files around them. */
export async function generate(root: string, size: Size): Promise<void> {
  const files: Record<string, string> = {};
  for (let i = 0; i < size.features; i++) {
    files[`tasks/feature-${i}-20261001T080000Z/plan.md`] = planOf(i, size);
    files[`docs/plans/part_${i}_stage0_problem.md`] =
      `# Stage 0 – Problem Framing: Part ${i}\n\n## Problem Statement\n\nOrders of kind ${i} arrive twice.\n\n## Unknowns\n\nNone.\n`;
  }
  for (let i = 0; i < size.others; i++) {
    files[`src/module${i % 97}/file${i}.ts`] = `export const value${i} = ${i};\n`;
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

function planOf(index: number, { stories, boxes }: Size): string {
  const blocks = Array.from({ length: stories }, (_, s) => {
    const tasks = Array.from(
      { length: boxes },
      (_, b) => `- [${b % 2 ? "x" : " "}] Step ${b} of \`src/module${b}.ts\``,
    );
    return `### Story [S-${s + 1}]: Part ${s + 1}\n\n#### Acceptance Criteria\n\n- Given a, When b, Then c\n\n#### Tasks Checklist\n\n${tasks.join("\n")}\n`;
  });
  return `# Feature ${index}\n\n## Task Overview\n\nWhat is wanted.\n\n## Clarification Questions\n\nNone.\n\n## User Stories\n\n${blocks.join("\n")}\n## Definition of Done\n\n- All pass\n\n## Tests to Run\n\n- \`npm test\`\n`;
}
