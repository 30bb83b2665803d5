import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.ts";
import { extract } from "./extract.ts";
import { sourcesIn } from "./sources.ts";

/** The languages that Plangate speaks beside English, as the editor names them. */
export const languages = ["zh-cn", "pt-br"] as const;

export const bundleFile = (language?: string): string => `l10n/bundle.l10n.${language ? `${language}.` : ""}json`;
export const manifestFile = (language?: string): string => `package.nls.${language ? `${language}.` : ""}json`;

export const readJson = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(root, path), "utf8")) as Record<string, unknown>;

/** What the sources ask to be translated. */
export const extracted = () => extract(sourcesIn("src/**/*.ts"));

export const bundleText = (): string => `${JSON.stringify(extracted().bundle, undefined, 2)}\n`;

/** What people of the editor read; the command line speaks English. */
export const surfaceFiles = [
  "src/extension.ts",
  "src/ui/**/*.ts",
  "src/host/vscode/**/*.ts",
  "webview/**/*.ts",
  "src/core/l10n.ts",
  "src/core/criteria/[a-h]*.ts",
  "src/core/criteria/in*.ts",
];

/** Literals of the surface that stay as they are in every language. */
export const untranslated = new Set([
  "Plangate",
  // The first commit of a person's copy of the sample workspace, whose documents are English as well.
  "Sample workspace",
  // A key of state files, by itself.
  "feedback_loop_completed",
  // Defects of the program itself, for those who mend it.
  "A plan asks again for what was answered: …",
  "A plan wants texts that it was given: …",
  "Nobody is there to be asked: …",
  "Only Plangate's own schema is used here, not ….",
]);
