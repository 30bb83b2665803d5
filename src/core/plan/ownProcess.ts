import type { Plan } from "../change.ts";
import { t } from "../l10n.ts";
import { newProcessFiles } from "../process/newProcess.ts";
import type { Process } from "../process/process.ts";
import { slugOf } from "../process/variables.ts";
import { adoptionFile } from "./adoption.ts";
import { draft, type PlanContext, refuse } from "./draft.ts";

const folderOf = (id: string): string => `.plangate/processes/${id}`;

/** Plans a copy of a built-in process in the workspace, where it replaces the built-in one. Nothing is overwritten. */
export function planCustomize(process: Process, context: PlanContext): Plan {
  if (process.origin === "workspace") {
    return refuse(
      "exists",
      t`${process.title} is this workspace's own already: change ${process.folder}/process.yaml.`,
    );
  }
  const files = { "process.yaml": process.text, ...process.templates };
  return writeProcess(process.id, files, t`Customize ${process.title}`, context);
}

/** Plans a new process of the workspace: small, with one document template, working as it is. */
export function planNewProcess(
  { id, title }: { id: string; title: string },
  processes: readonly Process[],
  context: PlanContext,
): Plan {
  const name = title.replace(/\s+/g, " ").trim();
  if (name === "") return refuse("answer-missing", t`A process needs a title.`);
  if (id === "" || slugOf(id) !== id) {
    return refuse("no-slug", t`"${id}" is no id: it takes lower-case letters from a to z, digits, and single dashes.`);
  }
  const known = processes.find((process) => process.id === id);
  if (known) {
    return refuse(
      "exists",
      t`There is a process with the id ${id}: ${known.title}. Choose another id, or customize that one.`,
    );
  }
  return writeProcess(id, newProcessFiles(id, name), t`New process ${name}`, context);
}

function writeProcess(id: string, files: Record<string, string>, title: string, context: PlanContext): Plan {
  const folder = folderOf(id);
  return draft(context, title, (made) => {
    for (const [name, text] of Object.entries(files)) made.create(`${folder}/${name}`, text);
    adoptionFile(made);
    made.follow({ kind: "open", path: `${folder}/process.yaml` });
  });
}
