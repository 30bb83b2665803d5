import { TextDocument } from "vscode-languageserver-textdocument";
import type { CompletionItem, Hover } from "vscode-languageserver-types";
import { yamlDocumentsCache } from "yaml-language-server/out/src/languageservice/parser/yaml-documents.js";
import { YamlCompletion } from "yaml-language-server/out/src/languageservice/services/yamlCompletion.js";
import { YAMLHover } from "yaml-language-server/out/src/languageservice/services/yamlHover.js";
import { YAMLSchemaService } from "yaml-language-server/out/src/languageservice/services/yamlSchemaService.js";
import { awaitsKey, fitted, isInFlow } from "./flow.ts";

/** What an editor asks about a YAML file. Lines and characters count from 0, as editors do. */
export interface YamlLanguage {
  complete(uri: string, text: string, line: number, character: number): Promise<CompletionItem[]>;
  hover(uri: string, text: string, line: number, character: number): Promise<Hover | undefined>;
}

/** The offer for a letter that is not really there, put in at the cursor. */
function insertedAt({ textEdit, ...item }: CompletionItem, line: number, character: number): CompletionItem {
  const at = { line, character };
  return textEdit ? { ...item, textEdit: { newText: textEdit.newText, range: { start: at, end: at } } } : item;
}

const ours = "plangate:schema.json";

const indentation = "  ";

/**
 * Completion and explanations by the YAML language server's own services, over one schema. They are given that schema
 * and nothing else: a file that names another one gets none, for nothing is ever fetched.
 * @param schema The JSON Schema's text.
 */
export function yamlLanguage(schema: string): YamlLanguage {
  const schemas = new YAMLSchemaService(async (uri) => {
    if (uri === ours) return schema;
    throw new Error(`Only Plangate's own schema is used here, not ${uri}.`);
  });
  schemas.registerCustomSchemaProvider(async () => ours);
  const capabilities = {
    textDocument: { completion: { completionItem: { documentationFormat: ["markdown" as const] } } },
  };
  const completion = new YamlCompletion(schemas, capabilities, yamlDocumentsCache);
  completion.configure({
    completion: true,
    validate: false,
    indentation,
    yamlVersion: "1.2",
    disableDefaultProperties: true,
  });
  const explanation = new YAMLHover(schemas);
  explanation.configure({ hover: true, indentation, hoverSchemaSource: false });
  let version = 0;
  const documentOf = (uri: string, text: string): TextDocument => TextDocument.create(uri, "yaml", version++, text);
  return {
    async complete(uri, text, line, character) {
      const lines = text.split("\n");
      const [before, after] = [lines[line]?.slice(0, character) ?? "", lines[line]?.slice(character) ?? ""];
      const inFlow = isInFlow(before);
      const isEmpty = inFlow && awaitsKey(before);
      if (isEmpty) lines[line] = `${before}x${after}`;
      const asked = { line, character: isEmpty ? character + 1 : character };
      const { items } = await completion.doComplete(documentOf(uri, lines.join("\n")), asked);
      // The services offer a whole map under its type's name as well.
      const real = items.filter(({ label }) => label !== "object").map((item) => fitted(item, inFlow, after));
      return isEmpty ? real.map((item) => insertedAt(item, line, character)) : real;
    },
    async hover(uri, text, line, character) {
      return (await explanation.doHover(documentOf(uri, text), { line, character })) ?? undefined;
    },
  };
}
