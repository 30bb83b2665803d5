import * as z from "zod";
import { type Scope, startOfScope } from "../criteria/criterion.ts";
import { listOf, sectionsOf, wholeOf } from "../criteria/select.ts";
import type { Facts } from "../ports.ts";
import { fillIn } from "../process/variables.ts";
import { bind } from "../words.ts";
import { type StageNode, source } from "./source.ts";

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
  }),
  stages({ role, under, like, level }, { feature, facts, definition, parent, make }) {
    const files = feature.files.filter((file) => file.role === role);
    const whole = parent.scopes.length > 0 ? parent.scopes : files.flatMap((file) => documentScope(file.path, facts));
    const bases = under === undefined ? whole : whole.flatMap((scope) => sectionsOf(scope, listOf(under)));
    const nodes: StageNode[] = [];
    for (const scope of bases) {
      let end = 0;
      scope.document.headings.forEach((heading, index) => {
        if (heading.line < Math.max(scope.from, end) || heading.line >= scope.to || index === scope.heading) return;
        if (heading.level > 6 || (level && !level.includes(heading.level))) return;
        const bound = firstBinding(heading.text, like);
        if (!bound) return;
        end = heading.endLine;
        const id = fillIn(definition.id, bound);
        const section = { document: scope.document, from: heading.line, to: Math.min(end, scope.to), heading: index };
        const unique = nodes.some((other) => other.id === id) ? `${id} (line ${heading.line})` : id;
        const vars = { ...parent.vars, ...bound, id, title: bound.title ?? heading.text };
        // What a heading binds is the document's own text: a brace in it is no variable.
        const own = { ...definition, id: unique.replaceAll("{", "(") };
        nodes.push(make(own, { ...parent, vars, scopes: [section], missing: [], place: startOfScope(section) }));
      });
    }
    return nodes;
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
