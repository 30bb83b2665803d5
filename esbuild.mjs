import { cpSync, globSync, rmSync } from "node:fs";
import { argv } from "node:process";
import { build, context } from "esbuild";
import { standingIn } from "./scripts/standIns.ts";

const production = argv.includes("--production");
const watch = argv.includes("--watch");

/** @type {import("esbuild").BuildOptions} */
const common = {
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  // The ES modules of a dependency where it has them: they shake down to what is used.
  mainFields: ["module", "main"],
  minify: production,
  sourcemap: production ? false : "linked",
  // Dependencies in CommonJS call require, which an ES module does not have.
  banner: {
    js: 'import{createRequire as plangateRequire}from"node:module";const require=plangateRequire(import.meta.url);',
  },
  logLevel: "warning",
};

/**
 * The extension and the command line, which share the engine. What is imported at the first use, git for one, becomes a
 * chunk of its own and costs no time at the start. Any Node runs the command line without the packages.
 */
const programs = {
  ...common,
  entryPoints: { extension: "src/extension.ts", cli: "src/cli/main.ts" },
  outdir: "dist",
  splitting: true,
  external: ["vscode"],
  plugins: [standingIn],
};

/**
 * Each panel's page is one script; `webview/<panel>/main.ts` is its beginning. Every browser that VS Code brings runs it.
 * What pages share becomes a chunk beside them, which the nonce of the script that imports it lets in.
 */
const panels = {
  bundle: true,
  platform: "browser",
  format: "esm",
  splitting: true,
  target: "chrome134",
  entryPoints: globSync("webview/*/main.ts").map((path) => ({
    in: path,
    out: path.replaceAll("\\", "/").split("/").at(-2) ?? "",
  })),
  outdir: "dist/webview",
  tsconfig: "webview/tsconfig.json",
  minify: production,
  sourcemap: production ? false : "inline",
  logLevel: "warning",
};

/** The tests that run inside the extension host, which loads no TypeScript. */
const editorTests = {
  ...common,
  entryPoints: globSync(["test/harness/suite.ts", "test/editor/**/*.test.ts"]),
  outbase: "test",
  outdir: "dist/test",
  splitting: true,
  external: ["vscode"],
  packages: "external",
  // Mocha imports .mjs and requires .js; the editor of `engines.vscode` hangs over a module that is required.
  outExtension: { ".js": ".mjs" },
};

const bundles = production ? [programs, panels] : [programs, panels, editorTests];

rmSync("dist", { recursive: true, force: true });
// "Open Sample Workspace" opens a copy of it.
cpSync("test/workspaces/sample", "dist/sample", { recursive: true });
if (watch) {
  for (const bundle of bundles) {
    await (await context({ ...bundle, logLevel: "info" })).watch();
  }
} else {
  await Promise.all(bundles.map((bundle) => build(bundle)));
}
