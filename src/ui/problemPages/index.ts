import { type Disposable, l10n, workspace } from "vscode";
import { problemGuides, problemPage } from "../../core/index.ts";
import { problemScheme } from "../shared/problemLink.ts";

/** The pages behind the codes in the Problems panel: what a code means, what to do, which quick fix there is. */
export const registerProblemPages = (): Disposable =>
  workspace.registerTextDocumentContentProvider(problemScheme, {
    provideTextDocumentContent: ({ path }) => {
      const guide = problemGuides.find(({ code }) => path === `/${code}.md`);
      return guide ? `${problemPage(guide)}\n` : l10n.t("Plangate has no problem of this code.");
    },
  });
