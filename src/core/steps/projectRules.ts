import * as z from "zod";
import { pathsOf } from "../criteria/select.ts";
import { emptySections, withEntries } from "../cycle/sections.ts";
import { saidByProcess, t } from "../l10n.ts";
import { type Draft, refuse } from "../plan/draft.ts";
import { ask } from "./ask.ts";
import { pathOf, type StepContext, templateOf } from "./step.ts";

/** The rules of a project that must be there before work begins, and the roads to them (seed 001, step 0). */
export const projectRules = z.strictObject({
  file: z.string().describe("Where the rules stand"),
  template: z.string().describe("The template they are made from"),
  sections: z
    .array(
      z.strictObject({
        id: z.string().describe("What other settings call the section"),
        name: z.string().describe("The section's heading"),
        like: z.array(z.string()).default([]).describe("Other headings of it, as patterns"),
        label: z.string().describe("Asked where the section is empty"),
      }),
    )
    .min(1)
    .describe("The sections that every project's rules have"),
  legacy: z
    .array(
      z.strictObject({
        id: z.string().describe("What the answer is called"),
        label: z.string().describe("The question"),
        section: z.string().optional().describe("The section that the answer fills"),
      }),
    )
    .describe("Asked about a project without product documents; an answer fills its section, else the goal"),
  documents: z
    .array(
      z.strictObject({
        files: z.array(z.string()).min(1).describe("Patterns of the documents"),
        sections: z.array(z.string()).describe("Ids of the sections that link to them"),
      }),
    )
    .describe("Product documents, and the sections that link to them"),
  block: z.string().describe("What to do first where there are no product documents"),
});

export type ProjectRules = z.infer<typeof projectRules>;

const roads = () => [
  { value: "legacy", label: t`An existing project without product documents: answer three questions` },
  { value: "documents", label: t`A new project with product documents (PRD, TRD, feature map): choose them` },
  { value: "hand", label: t`I write the rules myself: open the template` },
  { value: "none", label: t`A new project without product documents` },
];

/**
 * Sees to it that the rules are there and no section is empty, asking the person. True where the work can begin; false
 * where the rules are to be edited first.
 */
export function ensureRules(rules: ProjectRules, context: StepContext, draft: Draft): boolean {
  const path = pathOf(rules.file, context);
  const old = draft.exists(path) ? draft.text(path) : "";
  const isThere = old.trim() !== "";
  let text = isThere ? old : undefined;
  if (text === undefined) {
    const label = t`${path} is missing: no cycle begins without it. What kind of project is this?`;
    const road = ask({ id: "rules", label, choices: roads(), required: true }, context, draft);
    if (road === "none") return draft.stop(refuse("unmet", saidByProcess(rules.block)));
    text = templateOf(rules.template, context);
    if (road === "hand") {
      write(path, old, text, draft);
      draft.open(path);
      draft.note(t`Fill in ${path}, then start again: the state file comes once every section says something.`);
      return false;
    }
    text =
      road === "legacy" ? fromAnswers(text, rules, context, draft) : fromDocuments(path, text, rules, context, draft);
  }
  let isAsked = false;
  for (const section of emptySections(text, rules.sections)) {
    const detail = t`“${section.name}” of ${path} is empty. A line for each, “Name: what it is for”, or None with the reason.`;
    const answer = ask(
      { id: `rules_${section.id}`, label: saidByProcess(section.label), detail, required: true, lines: true },
      context,
      draft,
    );
    text = withEntries(text, section, linesOf(answer));
    isAsked = true;
  }
  if (isThere && !isAsked) return true;
  const choices = [
    { value: "proceed", label: t`Proceed` },
    { value: "open", label: t`Open for editing first` },
  ];
  const review = ask(
    {
      id: "review",
      label: t`${path} is ready to be written. Proceed, or open it for editing first?`,
      choices,
      required: true,
    },
    context,
    draft,
  );
  write(path, old, text, draft);
  if (review === "proceed") return true;
  draft.open(path);
  draft.note(t`Review ${path}, then start again from the same tasks: the state file comes then.`);
  return false;
}

function write(path: string, old: string, text: string, draft: Draft): void {
  if (draft.exists(path)) draft.replace(path, 0, old.length, text);
  else draft.create(path, text);
}

const linesOf = (answer: string): string[] =>
  answer
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^\s*[-*]\s+/, "").trim())
    .filter((line) => line !== "");

function fromAnswers(template: string, rules: ProjectRules, context: StepContext, draft: Draft): string {
  let text = template;
  const goals: string[] = [];
  for (const { id, label, section } of rules.legacy) {
    const answer = ask(
      { id: `legacy_${id}`, label: saidByProcess(label), required: true, lines: true },
      context,
      draft,
    );
    const target = rules.sections.find((each) => each.id === section);
    if (target) text = withEntries(text, target, linesOf(answer));
    else goals.push(...linesOf(answer));
  }
  return goals.length === 0
    ? text
    : `${text.trimEnd()}\n\n## Current Goal\n\n${goals.map((goal) => `- ${goal}`).join("\n")}\n`;
}

function fromDocuments(
  path: string,
  template: string,
  rules: ProjectRules,
  context: StepContext,
  draft: Draft,
): string {
  const { facts, vars, folder } = context;
  const found = rules.documents.map(({ files, sections }) => ({
    paths: pathsOf(files, { facts, vars, feature: { folder } }),
    sections,
  }));
  const all = [...new Set(found.flatMap(({ paths }) => paths))].sort();
  if (all.length === 0) return draft.stop(refuse("unmet", saidByProcess(rules.block)));
  const choices = all.map((value) => ({ value, label: value }));
  const chosen = ask(
    { id: "documents", label: t`Which product documents are about this project?`, choices, required: true, many: true },
    context,
    draft,
  ).split("\n");
  let text = template;
  for (const section of rules.sections) {
    const linked = chosen.filter((each) =>
      found.some(({ paths, sections }) => paths.includes(each) && sections.includes(section.id)),
    );
    if (linked.length > 0)
      text = withEntries(
        text,
        section,
        linked.map((each) => `[${nameOf(each)}](${relative(path, each)}): what it says of this counts`),
      );
  }
  return `${text.trimEnd()}\n\n## Sources\n\n${chosen.map((each) => `- [${each}](${relative(path, each)})`).join("\n")}\n`;
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** A link from one file to another, both relative to the workspace folder. */
function relative(from: string, to: string): string {
  const base = from.split("/").slice(0, -1);
  const parts = to.split("/");
  let same = 0;
  while (same < base.length && same < parts.length - 1 && base[same] === parts[same]) same++;
  const link = [...base.slice(same).map(() => ".."), ...parts.slice(same)].join("/");
  return /[\s()<>]/.test(link) ? `<${link}>` : link;
}
