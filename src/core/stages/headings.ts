import * as z from "zod";
import { type Scope, startOfScope } from "../criteria/criterion.ts";
import { listOf, sectionsOf, wholeOf } from "../criteria/select.ts";
import type { Facts } from "../ports.ts";
import { fillIn } from "../process/variables.ts";
import { bind } from "../words.ts";
import { type Inherited, type StageNode, source } from "./source.ts";

export const headings = source({
  name: "headings",
  description: "One stage for each heading that fits a pattern; the stage is about that heading's section.",
  example: 'headings: {role: plan, like: ["Story S-{n:step}: {title}"]}',
  schema: z.strictObject({
    role: z.string().describe("The role of the files that hold the headings"),
    under: z
      .union([z.string(), z.array(z.string()).min(1)])
      .optional()
      .describe("Only headings inside of a section of this name"),
    like: z
      .array(z.string())
      .min(1)
      .describe("Patterns of the headings; {name} binds a part, {name:step} a number like 4a"),
    level: z.array(z.number()).optional().describe("Only headings of these levels"),
    nested: z.literal(true).optional().describe("Such headings below such a heading are its children: 4a and 4b of 4"),
  }),
  stages({ role, under, like, level, nested }, { feature, facts, definition, parent, make }) {
    const files = feature.files.filter((file) => file.role === role);
    const whole = parent.scopes.length > 0 ? parent.scopes : files.flatMap((file) => documentScope(file.path, facts));
    const bases = under === undefined ? whole : whole.flatMap((scope) => sectionsOf(scope, listOf(under)));
    const seen = new Set<string>();
    return bases.flatMap((scope) => stagesIn(scope, parent));

    function stagesIn(scope: Scope, around: Inherited): StageNode[] {
      const nodes: StageNode[] = [];
      const { headings: all } = scope.document;
      let end = 0;
      for (let index = scope.heading + 1; index < all.length; index++) {
        const heading = all[index];
        if (!heading || heading.line >= scope.to) break;
        if (heading.line < Math.max(scope.from, end)) continue;
        if (heading.level > 6 || (level && !level.includes(heading.level))) continue;
        const bound = firstBinding(heading.text, like);
        if (!bound) continue;
        end = heading.endLine;
        const id = fillIn(definition.id, bound);
        const section = { document: scope.document, from: heading.line, to: Math.min(end, scope.to), heading: index };
        const unique = seen.has(id) ? `${id} (line ${heading.line})` : id;
        seen.add(id);
        const vars = { ...around.vars, ...bound, id, title: bound.title ?? heading.text };
        // What a heading binds is the document's own text: a brace in it is no variable.
        const own = { ...definition, id: unique.replaceAll("{", "(") };
        const made = make(own, { ...around, vars, scopes: [section], missing: [], place: startOfScope(section) });
        const parts = nested ? stagesIn(section, made) : [];
        nodes.push(parts.length > 0 ? { ...made, children: parts } : made);
      }
      return nodes;
    }
  },
});

function documentScope(path: string, facts: Facts): Scope[] {
  const document = facts.document(path);
  return document?.kind === "markdown" ? [wholeOf(document)] : [];
}

function firstBinding(text: string, patterns: readonly string[]): Record<string, string> | undefined {
  for (const pattern of patterns) {
    const bound = bind(text, pattern);
    if (bound) return bound;
  }
  return undefined;
}
