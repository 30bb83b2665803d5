import { type Disposable, DocumentLink, l10n, languages, Range } from "vscode";
import { fileLinksIn } from "../../core/index.ts";
import { uriOf } from "../../host/vscode/paths.ts";
import { onDisk, processDocument } from "../shared/processDocument.ts";
import type { Surface } from "../shared/surface.ts";

/** Paths that a document names in code or in running text lead to their files, with a line where one is named. */
export const registerLinks = (surface: Surface): Disposable =>
  languages.registerDocumentLinkProvider(onDisk, {
    async provideDocumentLinks(shown) {
      const at = await processDocument(surface, shown);
      if (at?.document.kind !== "markdown") return [];
      const { engine, workspace, document } = at;
      return fileLinksIn(document, shown.getText(), workspace.facts()).map(({ offset, end, path, line }) => {
        const target = uriOf(engine.folder, path).with(line === undefined ? {} : { fragment: `L${line}` });
        const link = new DocumentLink(new Range(shown.positionAt(offset), shown.positionAt(end)), target);
        link.tooltip = line === undefined ? l10n.t("Open {0}", path) : l10n.t("Open {0} at line {1}", path, line);
        return link;
      });
    },
  });
