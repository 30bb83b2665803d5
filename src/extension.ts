import { type ExtensionContext, Uri, window } from "vscode";
import { DisposableStore } from "./host/vscode/disposables.ts";
import { Focus } from "./host/vscode/focus.ts";
import { Folders } from "./host/vscode/folders.ts";
import { registerActions } from "./ui/actions/index.ts";
import { registerAdopt } from "./ui/adopt/index.ts";
import { registerAdvance } from "./ui/advance/index.ts";
import { registerBadges } from "./ui/badges/index.ts";
import { registerCodeLens } from "./ui/codeLens/index.ts";
import { registerCompare } from "./ui/compare/index.ts";
import { registerCompletion } from "./ui/completion/index.ts";
import { registerDecide } from "./ui/decide/index.ts";
import { registerDecorations } from "./ui/decorations/index.ts";
import { registerDiagnostics } from "./ui/diagnostics/index.ts";
import { evidenceAdder, registerEvidence } from "./ui/evidence/index.ts";
import { registerFirstSteps } from "./ui/firstSteps/index.ts";
import { registerFixes } from "./ui/fixes/index.ts";
import { registerHover } from "./ui/hover/index.ts";
import { registerLinks } from "./ui/links/index.ts";
import { registerMetrics } from "./ui/metrics/index.ts";
import { registerProblemPages } from "./ui/problemPages/index.ts";
import { registerProcesses } from "./ui/processes/index.ts";
import { registerReview } from "./ui/review/index.ts";
import { registerStartFeature } from "./ui/startFeature/index.ts";
import { registerStatusBar } from "./ui/statusBar/index.ts";
import type { Surface } from "./ui/surface.ts";
import { ticker } from "./ui/tick/index.ts";
import { readAll, registerTree } from "./ui/tree/index.ts";
import { registerYamlFiles } from "./ui/yamlFiles/index.ts";

/** Builds the surface, wires it to the folders and lets go of it at the end. The folders are read once it stands. */
export function activate(context: ExtensionContext): void {
  const store = new DisposableStore();
  context.subscriptions.push(store);
  const log = store.add(window.createOutputChannel("Plangate", { log: true }));
  const folders = store.add(new Folders(log));
  const focus = store.add(new Focus(folders, context.workspaceState));
  const surface: Surface = { folders, focus, log };

  const addEvidence = evidenceAdder(surface);
  store.add(registerTree(surface, context.workspaceState, { tick: ticker(), addEvidence }));
  store.add(registerEvidence(surface, addEvidence));
  store.add(registerStatusBar(surface));
  store.add(registerDiagnostics(surface));
  store.add(registerProblemPages());
  store.add(registerFixes(surface));
  store.add(registerCodeLens(surface));
  store.add(registerHover(surface));
  store.add(registerCompletion(surface));
  store.add(registerLinks(surface));
  store.add(registerDecorations(surface));
  store.add(registerBadges(surface));
  store.add(registerActions(surface));
  store.add(registerStartFeature(surface));
  store.add(registerAdvance(surface));
  store.add(registerDecide(surface, store.add(registerReview(surface, context.extensionUri))));
  store.add(registerCompare(surface));
  store.add(registerAdopt(surface));
  store.add(registerMetrics(surface, context.extensionUri));
  store.add(registerProcesses(surface));
  store.add(registerYamlFiles(surface, Uri.joinPath(context.extensionUri, "media")));
  store.add(registerFirstSteps(surface, context));

  void readAll(surface);
}
