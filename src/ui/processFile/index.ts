import { readFile } from "node:fs/promises";
import { type Disposable, type DocumentFilter, languages, type TextDocument, type Uri } from "vscode";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import type { Surface } from "../surface.ts";
import { completionItem, hoverOf } from "./convert.ts";
import type { ProcessLanguage } from "./language.ts";
import { templateItems } from "./templates.ts";

/** A workspace's own processes, in whatever language the editor takes their files for. */
const files: DocumentFilter = { scheme: "file", pattern: "**/.plangate/processes/*/process.yaml" };

/**
 * Completion and explanations in a `process.yaml`. What is wrong in it comes from the engine, as a problem. The language
 * services are loaded when they are first asked.
 * @param schema The JSON Schema of process.yaml, as the extension ships it.
 */
export function registerProcessFile(surface: Surface, schema: Uri): Disposable {
  let loading: Promise<ProcessLanguage> | undefined;
  const language = (): Promise<ProcessLanguage> => {
    loading ??= load(schema);
    return loading;
  };
  const store = new DisposableStore();
  const completion = languages.registerCompletionItemProvider(
    files,
    {
      provideCompletionItems: (document, { line, character }) =>
        quietly(surface, async () => {
          const templates = await templateItems(document, line, character);
          if (templates) return templates;
          const items = await (await language()).complete(...asked(document), line, character);
          return items.map(completionItem);
        }),
    },
    " ",
  );
  store.add(completion);
  const hover = languages.registerHoverProvider(files, {
    provideHover: (document, { line, character }) =>
      quietly(surface, async () => hoverOf(await (await language()).hover(...asked(document), line, character))),
  });
  store.add(hover);
  return store;
}

async function load(schema: Uri): Promise<ProcessLanguage> {
  const [{ processLanguage }, text] = await Promise.all([import("./language.ts"), readFile(schema.fsPath, "utf8")]);
  return processLanguage(text);
}

const asked = (document: TextDocument): [uri: string, text: string] => [document.uri.toString(), document.getText()];

/** A half-written file is the normal case here: what cannot be answered is no answer, and a line in the log. */
async function quietly<Answer>(surface: Surface, answer: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer();
  } catch (error) {
    surface.log.warn("process.yaml: nothing could be completed or explained here", error);
    return undefined;
  }
}
