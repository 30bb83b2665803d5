import { equal, match } from "node:assert/strict";
import { join } from "node:path";
import { temporary } from "../../scripts/editor/temporary.ts";
import { build } from "../../scripts/run.ts";
import { packageTo } from "../../scripts/vsix.ts";
import { openBoard } from "./support/openPanels.ts";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";

describe("the package, installed", () => {
  const made = temporary("package");
  const extension = join(made.path, "plangate.vsix");
  before(async () => packageTo(extension));
  after(async () => {
    made.remove();
    // Other tests load what is under development.
    await build();
  });
  const workbench = useWorkbench({ workspace: "sample", extension });

  it("wakes up in a folder with staged work, and shows it", async () => {
    await workbench().focusContainer("Plangate");
    await waitFor(async () => (await workbench().tree.tops()).join("|"), /Auth refresh token/);
    await workbench().screenshot("installed");
  });

  it("brings its pages, its templates and what it loads late", async () => {
    const { quickInput, statusBar } = workbench();
    await openBoard(
      workbench(),
      "docs/implementation-log.md",
      /Supporting APIs/,
      "Claims service · Phase 1 — MVP Backend",
    );
    await workbench().runCommand("Plangate: Start Feature…");
    await waitFor(() => quickInput.title(), /Start Feature/);
    equal((await quickInput.items()).length, 5);
    await quickInput.cancel();
    match(await statusBar.text("plangate.gate"), /Supporting APIs/);
  });
});
