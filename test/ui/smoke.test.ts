import assert from "node:assert/strict";
import { useWorkbench } from "./support/useWorkbench.ts";
import type { Theme } from "./support/workbench.ts";

const looks: { theme: Theme; sidebarWidth?: number }[] = [
  { theme: "light", sidebarWidth: 400 },
  { theme: "dark", sidebarWidth: 200 },
  { theme: "highContrast" },
  { theme: "highContrastLight" },
];

describe("the side bar", () => {
  for (const look of looks) {
    describe(`in ${look.theme}`, () => {
      const workbench = useWorkbench({ workspace: "sample", ...look });

      it("shows the features of the workspace, each row with an accessible name", async () => {
        await workbench().focusContainer("Plangate");
        const rows = await workbench().tree.rows();
        assert.ok(rows.some(({ level, label }) => level === 1 && label === "Auth refresh token"));
        assert.deepEqual(
          rows.filter(({ ariaLabel }) => ariaLabel === "").map(({ label }) => label),
          [],
        );
        await workbench().screenshot(`side bar ${look.theme}`);
      });
    });
  }
});
