import { readFile } from "node:fs/promises";
import { type CompletionItem, type Disposable, type DocumentFilter, languages, type TextDocument, Uri } from "vscode";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import type { Surface } from "../shared/surface.ts";
import { completionItem, hoverOf } from "./convert.ts";
import type { YamlLanguage } from "./language.ts";
import { policyItems } from "./policyItems.ts";
import { templateItems } from "./templates.ts";

/** A kind of YAML file that people write for Plangate, or read what it wrote. */
interface Kind {
  pattern: string;
  /** Its JSON Schema, among the extension's media. */
  schema: string;
  /** Values that only this workspace knows; undefined where none is asked for. */
  own?(
    surface: Surface,
    document: TextDocument,
    line: number,
    character: number,
  ): Promise<CompletionItem[] | undefined>;
}

const kinds: readonly Kind[] = [
  { pattern: "**/.plangate/processes/*/process.yaml", schema: "process.schema.json", own: templateItems },
  { pattern: "**/.plangate/config.yaml", schema: "config.schema.json", own: policyItems },
  { pattern: "**/.plangate/approvals/**/*.{yaml,yml}", schema: "record.schema.json" },
];

/**
 * Completion and explanations in the YAML files of `.plangate/`, in whatever language the editor takes them for. What is
 * wrong in one comes from the engine, as a problem. The language services are loaded when they are first asked.
 * @param media Where the extension ships the schemas.
 */
export function registerYamlFiles(surface: Surface, media: Uri): Disposable {
  const store = new DisposableStore();
  for (const kind of kinds) store.add(registerKind(surface, kind, Uri.joinPath(media, kind.schema)));
  return store;
}

function registerKind(surface: Surface, { pattern, own }: Kind, schema: Uri): Disposable {
  let loading: Promise<YamlLanguage> | undefined;
  const language = (): Promise<YamlLanguage> => {
    loading ??= load(schema);
    return loading;
  };
  const files: DocumentFilter = { scheme: "file", pattern };
  const store = new DisposableStore();
  const completion = languages.registerCompletionItemProvider(
    files,
    {
      provideCompletionItems: (document, { line, character }) =>
        quietly(surface, document, async () => {
          const items = await own?.(surface, document, line, character);
          return items ?? (await (await language()).complete(...asked(document), line, character)).map(completionItem);
        }),
    },
    " ",
  );
  store.add(completion);
  const hover = languages.registerHoverProvider(files, {
    provideHover: (document, { line, character }) =>
      quietly(surface, document, async () =>
        hoverOf(await (await language()).hover(...asked(document), line, character)),
      ),
  });
  store.add(hover);
  return store;
}

async function load(schema: Uri): Promise<YamlLanguage> {
  const [{ yamlLanguage }, text] = await Promise.all([import("./language.ts"), readFile(schema.fsPath, "utf8")]);
  return yamlLanguage(text);
}

const asked = (document: TextDocument): [uri: string, text: string] => [document.uri.toString(), document.getText()];

/** A half-written file is the normal case here: what cannot be answered is no answer, and a line in the log. */
async function quietly<Answer>(
  surface: Surface,
  document: TextDocument,
  answer: () => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await answer();
  } catch (error) {
    surface.log.warn(`${document.uri.fsPath}: nothing could be completed or explained here`, error);
    return undefined;
  }
}
