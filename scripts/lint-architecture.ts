/**
 * `npm run lint`, second half: the directions between folders, what pages of panels may import, and that no process is known to the code. Both are what
 * ARCHITECTURE.md promises; the linter's own rules cannot say them.
 */
import { globSync, readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, normalize } from "node:path/posix";
import { root } from "./root.ts";

interface Fault {
  file: string;
  line: number;
  message: string;
}

/** The packages that the engine may use: it runs wherever JavaScript runs. */
const corePackages = new Set(["zod", "yaml", "markdown-it", "jsonc-parser"]);

/** The folder of what several pages, or several pieces of the surface, are built of; no page or piece of its own. */
const sharedPieces = "shared";

/** Which folder of `src` may import which others; each also itself. */
const mayImport: Record<string, string[]> = {
  core: [],
  host: ["core"],
  cli: ["core", "host"],
  ui: ["core", "host"],
  extension: ["core", "host", "ui"],
};

const files = globSync("{src,webview}/**/*.ts", { cwd: root }).map((path) => path.replaceAll("\\", "/"));
const faults = files.flatMap((file) => {
  const lines = readFileSync(join(root, file), "utf8").split("\n");
  return lines.flatMap((text, index) =>
    [
      ...(file.startsWith("webview/") ? pageFaults(file, lines, index) : importFaults(file, text)),
      ...processFaults(text),
    ].map((message) => ({ file, line: index + 1, message })),
  );
});
report(faults);

function importFaults(file: string, text: string): string[] {
  const target = /(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/.exec(text)?.[1];
  if (target === undefined) return [];
  const area = areaOf(file);
  if (!target.startsWith(".")) return packageFaults(area, target);
  const path = normalize(join(dirname(file), target));
  const other = areaOf(path);
  if (other !== area && !mayImport[area]?.includes(other)) {
    return [
      `src/${area} may not import src/${other}: directions are extension → ui → {host, core}, cli → {host, core}, host → core.`,
    ];
  }
  if (other === "core" && area !== "core" && path !== "src/core/index.ts") {
    return ["core/index.ts is the engine's only door: import from there, so that what is inside can change."];
  }
  const [from, to] = [surfaceOf(file), surfaceOf(path)];
  if (to !== undefined && to !== sharedPieces && from !== to) {
    if (from === sharedPieces) return [`ui/shared is there for all pieces of the surface: it may not import ui/${to}.`];
    if (from !== undefined)
      return [
        `ui/${from} may not import ui/${to}: each piece of the surface stands alone. Move what both need to ui/shared.`,
      ];
  }
  return [];
}

/** A page runs in a browser, apart from everything: what it shares with the extension are the types of its protocol. */
function pageFaults(file: string, lines: readonly string[], index: number): string[] {
  const target = /(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/.exec(lines[index] ?? "")?.[1];
  if (target === undefined) return [];
  if (target === "vscode" || isBuiltin(target)) return [`A page runs in a browser, which has no ${target}.`];
  if (!target.startsWith(".")) return [];
  const path = normalize(join(dirname(file), target));
  const panel = panelOf(file);
  if (path.startsWith("webview/")) {
    const other = panelOf(path);
    return other === undefined || other === panel || other === sharedPieces
      ? []
      : [`webview/${panel} may not import webview/${other}: move what both need to webview/shared.`];
  }
  const allowed = [
    "src/ui/shared/panel/panelProtocol.ts",
    ...(panel === undefined || panel === sharedPieces ? [] : [`src/ui/${panel}/protocol.ts`]),
  ];
  // The statement may have begun some lines above.
  const start = lines.slice(0, index + 1).findLast((line) => /^(import|export)\b/.test(line)) ?? "";
  if (allowed.includes(path) && /^(import|export) type\b/.test(start)) return [];
  return [`A page may import only types, and only from ${allowed.join(" and ")}: everything else arrives in messages.`];
}

/** The panel that a file of `webview/` belongs to; files directly in it are shared. */
function panelOf(path: string): string | undefined {
  return /^webview\/([^/]+)\//.exec(path)?.[1];
}

function packageFaults(area: string, target: string): string[] {
  const name = target.startsWith("@") ? target.split("/").slice(0, 2).join("/") : (target.split("/")[0] ?? "");
  if (area === "core" && !corePackages.has(name)) {
    return [`core may import only ${[...corePackages].join(", ")}, not ${target}: it is pure, and runs in every host.`];
  }
  if (target === "vscode" && (area === "cli" || area === "core"))
    return [`${area} runs without an editor: it may not import vscode.`];
  if (isBuiltin(target) && !target.startsWith("node:")) return [`Write node:${target}.`];
  return [];
}

/** `core`, `host`, `ui`, `cli`, or the composition root. */
function areaOf(path: string): string {
  return path === "src/extension.ts" ? "extension" : (path.split("/")[1] ?? "");
}

/** The piece of the surface that a file belongs to. */
function surfaceOf(path: string): string | undefined {
  return /^src\/ui\/([^/]+)\//.exec(path)?.[1];
}

function processFaults(text: string): string[] {
  return processIds()
    .filter((id) => new RegExp(`(?<![\\w-])${id}(?![\\w-])`).test(text))
    .map((id) => `"${id}" is a process: processes are data, and the code knows none of them.`);
}

function processIds(): string[] {
  return readdirSync(join(root, "templates"), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
}

function report(found: readonly Fault[]): void {
  for (const { file, line, message } of found) console.error(`${file}:${line}  ${message}`);
  console.log(found.length === 0 ? `${files.length} files keep to the architecture.` : `${found.length} faults.`);
  process.exitCode = found.length === 0 ? 0 : 1;
}
