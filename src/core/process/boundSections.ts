import type { Process } from "./process.ts";

/**
 * The titles of all sections that approvals of these processes bind to, a `*` for every variable in them: only of these
 * are digests needed, and nobody keeps the texts they would be made from later.
 */
export function boundSections(processes: readonly Pick<Process, "definition">[]): string[] {
  const titles = new Set<string>();
  for (const { definition } of processes) collect(definition.stages, titles);
  return [...titles].sort();
}

/** Gates stand in stages, and in maps of gates by name, at any depth. */
function collect(value: unknown, titles: Set<string>): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const subject = key === "approval" ? (inner as { subject?: unknown } | undefined)?.subject : undefined;
    for (const each of Array.isArray(subject) ? subject : [])
      for (const title of titlesIn(each)) titles.add(title.replace(/\{[^}]*\}/g, "*"));
    collect(inner, titles);
  }
}

function titlesIn(entry: unknown): string[] {
  const sections = (entry as { sections?: unknown } | undefined)?.sections;
  return Array.isArray(sections) ? sections.filter((title) => typeof title === "string") : [];
}
