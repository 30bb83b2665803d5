import type { Plan } from "../change.ts";
import { t } from "../l10n.ts";
import type { Process } from "../process/process.ts";
import { fillIn, linkTextOf, slugOf, timeVars } from "../process/variables.ts";
import { runSteps } from "../steps/runSteps.ts";
import { adoptionFile } from "./adoption.ts";
import { draft, type PlanContext, refuse } from "./draft.ts";
import { type Answers, answersTo, headVars } from "./questions.ts";

/**
 * Plans a new feature (C-1): its folder and documents from templates, none overwritten, the first one opened. `title`
 * is always one of the answers; what else the process wants to know is asked.
 */
export function planStart(process: Process, answers: Answers, context: PlanContext): Plan {
  const start = process.definition.start;
  if (!start) return refuse("not-asked", t`${process.title} has no way to start a feature.`);
  const title = (answers.title ?? "").replace(/\s+/g, " ").trim();
  if (title === "") return refuse("answer-missing", t`A feature needs a title.`);
  const slug = slugOf(title);
  if (slug === "")
    return refuse(
      "no-slug",
      t`"${title}" leaves no file name: it has no letter from a to z and no digit. Which short name in Latin letters should its files have?`,
    );
  const { workspace } = context;
  const facts = workspace.facts();
  const own = {
    ...timeVars(context.now),
    ...headVars(facts),
    title,
    linkText: linkTextOf(title),
    slug,
    feature: slug.replaceAll("-", "_"),
  };
  const answered = answersTo(start.ask, answers, { workspace, facts, process, folder: "", vars: own });
  if (answered.kind !== "answers") return answered;
  const vars: Record<string, string> = { ...own, ...answered.answers };
  for (const [name, value] of Object.entries(start.vars ?? {})) vars[name] = fillIn(value, vars);
  const folder = folderIn(fillIn(start.dir, vars));
  if (folder === undefined)
    return refuse(
      "answer-missing",
      t`"${fillIn(start.dir, vars)}" is no folder inside of the workspace folder. Write its path from there, such as services/api.`,
    );
  vars.folder = folder === "" ? "." : folder;
  return draft(context, t`Start ${title}`, (made) => {
    runSteps(
      start.steps,
      {
        vars,
        answers: { ...answers, ...answered.answers },
        choices: answered.choices,
        facts,
        process,
        templates: process.templates,
        folder,
        now: context.now,
        commit: { paths: [], possible: facts.git !== undefined },
        next: { documents: [], open: undefined },
      },
      made,
    );
    adoptionFile(made);
  });
}

/** A folder as paths have it, "" for the workspace folder itself; undefined where it leads outside, or is no plain path. */
function folderIn(text: string): string | undefined {
  const path = text.replaceAll("\\", "/").trim();
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  const isPlain = parts.every((part) => part !== ".." && /^[\p{L}\p{N}\p{M} ._@+(){}#~,-]+$/u.test(part));
  return path.startsWith("/") || !isPlain ? undefined : parts.join("/");
}
