import { type Disposable, commands as editor, l10n, Uri, window, workspace } from "vscode";
import { approvedPath, type Decision, type Subject, subjectName } from "../../core/index.ts";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { registerCommand } from "../shared/command.ts";
import { commands } from "../shared/ids.ts";
import type { Surface } from "../shared/surface.ts";
import { gateOf, targetOf } from "../shared/target.ts";
import { inDialog, inMessage } from "../shared/text/editorText.ts";
import { registerSections, sectionUri } from "./sections.ts";

/** Documents of this scheme are approved texts: named like the file they were, found by their hash. */
const scheme = "plangate-approved";

/** "Compare With Approved Text" (P-3): what has changed since a gate was approved. */
export function registerCompare(surface: Surface): Disposable {
  const store = new DisposableStore();
  store.add(
    workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: (uri) => approvedText(surface, uri),
    }),
  );
  store.add(registerSections(surface.folders));
  store.add(registerCommand(surface, commands.compareApproved, (argument) => compare(surface, argument)));
  return store;
}

async function compare(surface: Surface, argument: unknown): Promise<void> {
  const target = targetOf(surface, argument);
  const gate = target && gateOf(target);
  const approved = gate?.approval?.latest;
  if (!target || !gate || approved?.decision !== "approved") {
    await window.showInformationMessage(l10n.t("No approval of this gate is in force."));
    return;
  }
  const { engine } = target;
  const changed = approved.subject.filter((then) => !isAsApproved(then, gate.approval?.subject ?? []));
  if (changed.length === 0) {
    await window.showInformationMessage(l10n.t("The text is as it was approved."));
    return;
  }
  const lost = changed.filter(({ sha256 }) => !engine.snapshot.paths.includes(approvedPath(sha256)));
  if (lost.length > 0) {
    const names = lost.map((part) => `${subjectName(part)} (${approvedPath(part.sha256)})`).join(", ");
    await window.showWarningMessage(
      l10n.t("The approved text is not kept here, so there is nothing to compare: {0}", inMessage(names)),
    );
    return;
  }
  await open(engine, gate.title, approved, changed);
}

const isAsApproved = (then: Subject, now: readonly Subject[]): boolean =>
  now.some(({ path, section, digest }) => path === then.path && section === then.section && digest === then.digest);

async function open(
  engine: FolderEngine,
  gate: string,
  { by, at }: Decision,
  changed: readonly Subject[],
): Promise<void> {
  const since = l10n.t("{0}: approved by {1} on {2} ↔ now", inDialog(gate), inDialog(by.name), at.slice(0, 10));
  const pairs = await Promise.all(
    changed.map(async (part) => {
      const now = await sectionUri(engine, part);
      const query = JSON.stringify({ folder: engine.folder.uri.toString(), sha256: part.sha256 });
      return [now, Uri.from({ scheme, path: `/${part.path}`, query }), now] as const;
    }),
  );
  const [only, ...others] = pairs;
  if (only && others.length === 0) await editor.executeCommand("vscode.diff", only[1], only[2], since);
  else await editor.executeCommand("vscode.changes", since, pairs);
}

/** The kept text; one that is not what its hash says was altered, and is not shown as approved. */
async function approvedText({ folders }: Surface, uri: Uri): Promise<string> {
  const { folder, sha256 } = JSON.parse(uri.query) as { folder: string; sha256: string };
  const engine = folders.all.find((each) => each.folder.uri.toString() === folder);
  const path = approvedPath(sha256);
  const read = await engine?.ports.read(path);
  if (read?.kind !== "text") return l10n.t("The approved text is not kept here: {0}", path);
  if (read.sha256 !== sha256)
    return l10n.t("{0} was altered after the approval: it is not the text that was approved.", path);
  return read.text;
}
