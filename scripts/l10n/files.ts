import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.ts";
import { byKey, type Extracted, extract } from "./extract.ts";
import { textsOfProcesses } from "./processes.ts";
import { sourcesIn } from "./sources.ts";

/** The languages that Plangate speaks beside English, as the editor names them. */
export const languages = ["zh-cn", "pt-br"] as const;

export const bundleFile = (language?: string): string => `l10n/bundle.l10n.${language ? `${language}.` : ""}json`;
export const manifestFile = (language?: string): string => `package.nls.${language ? `${language}.` : ""}json`;

export const readJson = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(root, path), "utf8")) as Record<string, unknown>;

/** What the sources and the built-in processes ask to be translated. */
export function extracted(): Extracted {
  const { bundle, faults } = extract(sourcesIn("src/**/*.ts"));
  const all = { ...bundle, ...textsOfProcesses() };
  return { bundle: Object.fromEntries(Object.entries(all).sort(byKey)), faults };
}

export const bundleText = (): string => `${JSON.stringify(extracted().bundle, undefined, 2)}\n`;

/** What people of the editor read; the command line speaks English. */
export const surfaceFiles = ["src/extension.ts", "src/{core,host,ui}/**/*.ts", "webview/**/*.ts"];

/** Files of the surface whose texts stay as they are in every language. */
export const englishFiles = new Set([
  // A new process and its template, which are written to disk.
  "src/core/process/newProcess.ts",
  // A cycle's report, what lies in Plangate's folder, and what a scan has found: written to disk as well.
  "src/core/cycle/report.ts",
  "src/core/plan/adoption.ts",
  "src/core/plan/mergeable.ts",
  "src/core/steps/scan.ts",
]);

/** Literals of the surface that stay as they are in every language. */
export const untranslated = new Set([
  "Plangate",
  // The first commit of a person's copy of the sample workspace, whose documents are English as well.
  "Sample workspace",
  // A key of state files, by itself.
  "feedback_loop_completed",
  // Written into documents.
  "<one request, command or action> gives <its outcome>",
  "2 people who did not build it each reach <outcome> by <what they do> alone",
  "<test command> ends with 0 failures",
  "<tool, such as the linter> reports 0 <what it counts> for <path>",
  "<file, page or output> has <what must be in it>, 0 of it missing",
  "<one action> leaves <what shows it, such as a row or a file> behind, seen by <command>",
  "<figure that is measured> is below <limit> over <how many runs>, taken by <command>",
  "<where they are listed> has 0 open <kind of issue>",
  // Names of files and of programs.
  "Makefile",
  "Go",
  "Jest, Vitest",
  "Mocha",
  "Cargo",
  "Maven, Gradle, JUnit",
  "TAP, Node",
  "Compilers, before a test can run",
  // Defects of the program itself, for those who mend it.
  "markdown-it has no inline rule …",
  "A plan asks again for what was answered: …",
  "A plan wants texts that it was given: …",
  "Nobody is there to be asked: …",
  "Only Plangate's own schema is used here, not ….",
  "nothing can be set at …",
  "an edit broke the text at line …: …",
  // Written to disk, or read from there.
  "user.name=Plangate",
  "-----BEGIN SSH SIGNATURE-----",
  "-----END SSH SIGNATURE-----",
  "… the beginning was left out: the output is too long …\n",
  "Work from before Plangate",
  "…\n\n## Current Goal\n\n…\n",
  "…\n\n## Sources\n\n…\n",
  "[…](…): what it says of this counts",
  // Compared with what stands in a file.
  "Doing",
  "Evidence",
  "Evidence links",
  "Status",
  // What the command line alone says.
  "Committed as …: …",
  " Its output was not kept: …",
]);
