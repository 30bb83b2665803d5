import { type Disposable, EventEmitter, l10n, Uri, workspace } from "vscode";
import { type Subject, sectionIn, subjectName } from "../../core/index.ts";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import type { Folders } from "../../host/vscode/folders.ts";
import { uriOf } from "../../host/vscode/paths.ts";

/** Documents of this scheme are one section of a file as it is now. */
const scheme = "plangate-section";

/** Sections of files as documents of their own; they follow their files. */
export function registerSections(folders: Folders): Disposable {
  const store = new DisposableStore();
  const changed = store.add(new EventEmitter<Uri>());
  const isShown = ({ uri }: { uri: Uri }): boolean => uri.scheme === scheme;
  store.add(
    folders.onDidRead(() => {
      for (const { uri } of workspace.textDocuments.filter(isShown)) changed.fire(uri);
    }),
  );
  store.add(
    workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => sectionText(folders, uri),
    }),
  );
  return store;
}

/** Where a part of a subject is to be looked at as it is now; the file itself where it has no such section any more. */
export async function sectionUri(engine: FolderEngine, { path, section }: Subject): Promise<Uri> {
  const file = uriOf(engine.folder, path);
  if (section === undefined) return file;
  const read = await engine.ports.read(path);
  if (read.kind !== "text" || !sectionIn(path, read.text, section)) return file;
  const query = JSON.stringify({ folder: engine.folder.uri.toString(), path, section });
  return Uri.from({ scheme, path: `/${path}`, query });
}

async function sectionText(folders: Folders, uri: Uri): Promise<string> {
  const { folder, path, section } = JSON.parse(uri.query) as { folder: string; path: string; section: string };
  const read = await folders.all.find((each) => each.folder.uri.toString() === folder)?.ports.read(path);
  const found = read?.kind === "text" ? sectionIn(path, read.text, section) : undefined;
  return found?.text ?? l10n.t("There is no {0} any more.", subjectName({ path, section }));
}
