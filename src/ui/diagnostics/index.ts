import {
  Diagnostic,
  type DiagnosticCollection,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type Disposable,
  Location,
  l10n,
  languages,
} from "vscode";
import type { Finding, Place, Problem, ProblemCode, Severity } from "../../core/index.ts";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { uriOf } from "../../host/vscode/paths.ts";
import { rangeOf } from "../../host/vscode/place.ts";
import { problemLink } from "../shared/problemLink.ts";
import type { Surface } from "../shared/surface.ts";
import { shownText } from "../shared/text/shownText.ts";

/** So much of a message is shown; a text of the workspace in it may be a megabyte. */
const longest = 2000;

/** The Problems panel: what is wrong in files, and every violation, contradiction and stale approval. */
export function registerDiagnostics({ folders }: Surface): Disposable {
  const store = new DisposableStore();
  const collection = store.add(languages.createDiagnosticCollection("plangate"));
  store.add(folders.onDidChange(() => publish(collection, folders.all)));
  return store;
}

/** Replaces everything at once: a file without an entry has nothing wrong any more. */
function publish(collection: DiagnosticCollection, engines: readonly FolderEngine[]): void {
  const byFile = new Map<string, { engine: FolderEngine; file: string; diagnostics: Diagnostic[] }>();
  for (const engine of engines) {
    for (const [file, diagnostic] of diagnosticsIn(engine)) {
      const uri = uriOf(engine.folder, file).toString();
      const entry = byFile.get(uri) ?? { engine, file, diagnostics: [] };
      entry.diagnostics.push(diagnostic);
      byFile.set(uri, entry);
    }
  }
  collection.clear();
  collection.set(
    [...byFile.values()].map(({ engine, file, diagnostics }) => [uriOf(engine.folder, file), diagnostics]),
  );
}

/** Archived features stay out of the way: the tree still tells what is wrong with them. */
function diagnosticsIn(engine: FolderEngine): [string, Diagnostic][] {
  const live = engine.snapshot.features.filter(({ archived }) => !archived);
  return [
    ...[...engine.snapshot.problems, ...live.flatMap(({ problems }) => problems)].map(ofProblem),
    ...live.flatMap((feature) => feature.findings.map((finding) => ofFinding(engine, feature.title, finding))),
  ];
}

function ofProblem(problem: Problem): [string, Diagnostic] {
  return [problem.file, diagnostic(problem, problem.message, problem.severity, problem.code)];
}

function ofFinding(engine: FolderEngine, feature: string, finding: Finding): [string, Diagnostic] {
  const said = diagnostic(finding.place, `${feature}: ${finding.message}`, finding.severity, finding.code);
  said.relatedInformation = finding.related.map(
    (place) =>
      new DiagnosticRelatedInformation(
        new Location(uriOf(engine.folder, place.file), rangeOf(place)),
        l10n.t("The other place"),
      ),
  );
  return [finding.place.file, said];
}

function diagnostic(place: Place, message: string, severity: Severity, code: ProblemCode): Diagnostic {
  const made = new Diagnostic(rangeOf(place), shownText(message, longest), severities[severity]);
  made.source = "Plangate";
  made.code = { value: code, target: problemLink(code) };
  return made;
}

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};
