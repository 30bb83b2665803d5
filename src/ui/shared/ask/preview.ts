import { l10n, type QuickPickItem, QuickPickItemKind, ThemeIcon } from "vscode";
import type { Change } from "../../../core/index.ts";
import { inDialog, inRow } from "../text/editorText.ts";
import { askRow, back, type Heading } from "./quickInput.ts";

/** Shows what a change will write before it does: one row to go ahead, then each file, each commit and each command, to be read. */
export async function previewChange(
  change: Change,
  goAhead: string,
  heading: Omit<Heading, "title"> = {},
): Promise<boolean | typeof back> {
  const proceed: QuickPickItem = { label: inRow(goAhead), iconPath: new ThemeIcon("check"), alwaysShow: true };
  const chosen = await askRow<QuickPickItem>({
    ...heading,
    title: inDialog(change.title),
    placeholder: l10n.t("Nothing is written before you choose the first row"),
    isAnswer: (chosen) => chosen === proceed,
    items: [proceed, ...noteRows(change), ...fileRows(change), ...commitRows(change), ...runRows(change)],
  });
  return chosen === back ? back : chosen !== undefined;
}

/** The same where there is no step to go back to. */
export const confirmChange = async (change: Change, goAhead: string): Promise<boolean> =>
  (await previewChange(change, goAhead)) === true;

const noteRows = ({ notes = [] }: Change): QuickPickItem[] =>
  section(
    l10n.t("Worth knowing"),
    notes.map((note) => row("info", note)),
  );

function fileRows(change: Change): QuickPickItem[] {
  const created = change.edits.filter((edit) => edit.expect === null);
  const edited = change.edits.filter((edit) => edit.expect !== null);
  return [
    ...section(
      l10n.t("Files that will come to be"),
      created.map(({ path }) => row("new-file", path)),
    ),
    ...section(
      l10n.t("Files that will change"),
      edited.map(({ path }) => row("edit", path)),
    ),
    ...section(
      l10n.t("Folders that will come to be"),
      change.folders.map((path) => row("new-folder", path)),
    ),
  ];
}

function commitRows(change: Change): QuickPickItem[] {
  const commits = change.followUps.filter((next) => next.kind === "commit");
  return section(
    l10n.t("Then committed to git"),
    commits.map(({ message, paths }) => ({ ...row("git-commit", message), detail: inRow(paths.join(", ")) })),
  );
}

function runRows(change: Change): QuickPickItem[] {
  const runs = change.followUps.filter((next) => next.kind === "run");
  return section(
    l10n.t("Then run in a terminal"),
    runs.map(({ command, env }) => ({
      ...row("terminal", command),
      detail: Object.entries(env)
        .map(([name, value]) => inRow(`${name}=${value}`))
        .join(" "),
    })),
  );
}

const row = (icon: string, label: string): QuickPickItem => ({ label: inRow(label), iconPath: new ThemeIcon(icon) });

const section = (label: string, rows: QuickPickItem[]): QuickPickItem[] =>
  rows.length === 0 ? [] : [{ label, kind: QuickPickItemKind.Separator }, ...rows];
