import { equal, ok } from "node:assert/strict";
import { DiagnosticSeverity, extensions, languages, Uri, workspace } from "vscode";
import { openFolder, until } from "./support/folder.ts";
import { useTrialProcess } from "./support/process.ts";

describe("the Problems panel", () => {
  const open = openFolder("problems");
  useTrialProcess(open);
  // The panel is filled by the extension itself. Version 1.103 without its ripgrep does not find what activates it.
  before(() => extensions.getExtension("plangate.plangate")?.activate());
  const at = (path: string) =>
    languages
      .getDiagnostics(Uri.joinPath(workspace.workspaceFolders?.[0]?.uri as Uri, path))
      .filter(({ source }) => source === "Plangate");

  it("shows a violation where the work went ahead, with the gate as the other place, and drops it when it is mended", async () => {
    await open.write("problems/a_trial0.md", "# Problem\n\n");
    await open.write("problems/a_trial1.md", "# Build\n\n- [x] Done too early\n");
    await until(languages.onDidChangeDiagnostics, () => at("problems/a_trial1.md").length > 0);
    const [violation] = at("problems/a_trial1.md");
    ok(violation);
    equal(violation.severity, DiagnosticSeverity.Error);
    ok(violation.message.startsWith("A: Build has begun, but Problem does not hold"), violation.message);
    ok(violation.relatedInformation?.[0]?.location.uri.path.endsWith("problems/a_trial0.md"));
    await open.write("problems/a_trial0.md", "# Problem\n\nNow it is said.\n");
    await until(languages.onDidChangeDiagnostics, () => at("problems/a_trial1.md").length === 0);
  });

  it("shows a broken process at its place", async () => {
    await open.write(".plangate/processes/broken/process.yaml", "id: broken\ntitle: [\n");
    await until(languages.onDidChangeDiagnostics, () => at(".plangate/processes/broken/process.yaml").length > 0);
    await open.remove(".plangate/processes/broken");
    await until(languages.onDidChangeDiagnostics, () => at(".plangate/processes/broken/process.yaml").length === 0);
  });
});
