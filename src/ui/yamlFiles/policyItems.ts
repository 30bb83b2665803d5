import { CompletionItem, CompletionItemKind, l10n, Range, type TextDocument, workspace } from "vscode";
import { leavesOf } from "../../core/index.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import type { Surface } from "../shared/surface.ts";
import { type PolicyValue, policyValueAt } from "./policyValue.ts";

/** A value that may stand there, and what it is. */
interface Offer {
  text: string;
  detail: string;
}

/** Processes, gates and people that this folder knows, where a policy names one. Undefined anywhere else. */
export async function policyItems(
  { folders }: Surface,
  document: TextDocument,
  line: number,
  character: number,
): Promise<CompletionItem[] | undefined> {
  const value = policyValueAt(document.getText().split(/\r\n|\r|\n/), line, character);
  const folder = workspace.getWorkspaceFolder(document.uri);
  const engine = folders.all.find((each) => each.folder.uri.toString() === folder?.uri.toString());
  if (!value || !engine) return undefined;
  const text = document.lineAt(line).text;
  const quote = /["']/.exec(text[value.start] ?? "")?.[0] ?? "";
  // An editor may have closed the quote already.
  const end = quote !== "" && text[character] === quote ? character + 1 : character;
  const kind = value.what === "person" ? CompletionItemKind.User : CompletionItemKind.Value;
  return (await offers(engine, value)).map((offer) => {
    const item = new CompletionItem(offer.text, kind);
    item.detail = offer.detail;
    item.range = new Range(line, value.start, line, end);
    // A gate may be a number, which YAML would take for one.
    item.insertText = value.what === "gate" ? JSON.stringify(offer.text) : offer.text;
    item.filterText = quote + offer.text;
    return item;
  });
}

async function offers(engine: FolderEngine, { what, process }: PolicyValue): Promise<Offer[]> {
  switch (what) {
    case "process":
      return engine.processes.map(({ id, title }) => ({ text: id, detail: title }));
    case "gate":
      return once(
        engine.snapshot.features
          .filter((feature) => process === undefined || feature.process === process)
          .flatMap((feature) =>
            leavesOf(feature.stages).map(({ path, title }) => ({
              text: path.join("/"),
              detail: l10n.t("{0} ({1})", title, feature.processTitle),
            })),
          ),
      );
    case "person": {
      const git = await engine.ports.git();
      const commits = (git?.commits ?? []).map(({ email, author }) => ({ text: email, detail: author }));
      const own = git && git.user.email !== "" ? [{ text: git.user.email, detail: git.user.name }] : [];
      return once([...own, ...commits].filter(({ text }) => text.includes("@")));
    }
  }
}

const once = (offers: readonly Offer[]): Offer[] => [...new Map(offers.map((each) => [each.text, each])).values()];
