import type { Plan } from "../change.ts";
import type { Process } from "../process/process.ts";
import { fillIn, slugOf, timeVars } from "../process/variables.ts";
import { runSteps } from "../steps/run.ts";
import { adoptionFile } from "./adoption.ts";
import { draft, type PlanContext, refuse } from "./draft.ts";

/** Answers to a process's questions, by their ids; `title` is always one of them. */
export type Answers = Readonly<Record<string, string>>;

/** Plans a new feature (C-1): its folder and documents from templates, none overwritten, the first one opened. */
export function planStart(process: Process, answers: Answers, context: PlanContext): Plan {
  const start = process.definition.start;
  if (!start) return refuse("not-asked", `${process.title} has no way to start a feature.`);
  const title = (answers.title ?? "").replace(/\s+/g, " ").trim();
  if (title === "") return refuse("answer-missing", "A feature needs a title.");
  const slug = slugOf(title);
  if (slug === "")
    return refuse(
      "no-slug",
      `"${title}" leaves no file name: it has no letter from a to z and no digit. Which short name in Latin letters should its files have?`,
    );
  const vars: Record<string, string> = { ...timeVars(context.now), title, slug, feature: slug.replaceAll("-", "_") };
  for (const question of start.ask) {
    const answer = answers[question.id] ?? question.fallback ?? "";
    if (answer === "" && question.required) return refuse("answer-missing", `${question.label}: an answer is needed.`);
    if (answer !== "" && question.of && !question.of.some((choice) => choice.value === answer)) {
      return refuse(
        "answer-missing",
        `${question.label} "${answer}" is none of ${question.of.map((choice) => choice.value).join(", ")}.`,
      );
    }
    vars[question.id] = answer;
  }
  for (const [name, value] of Object.entries(start.vars ?? {})) vars[name] = fillIn(value, vars);
  return draft(context, `Start ${title}`, (made) => {
    const folder = fillIn(start.dir, vars);
    runSteps(
      start.steps,
      {
        vars,
        templates: process.templates,
        folder,
        commit: { paths: [], possible: false },
        next: { documents: [], open: undefined },
      },
      made,
    );
    adoptionFile(made);
  });
}
