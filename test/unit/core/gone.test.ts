import { deepEqual } from "node:assert/strict";
import { doc, made } from "./judge/made.ts";
import { onlyFeature, openUnder, stageAt } from "./judge/process.ts";

describe("a file that a gate only asks to be there", () => {
  const process = made([doc("1", { criteria: [{ exists: { files: ["/bin/tool.bin"] } }] })]);

  for (const others of [0, 100]) {
    it(`is missed once it is gone, though nobody reads it (${others} other files change as well)`, async () => {
      const more = Array.from({ length: others }, (_, at) => `bin/${at}.bin`);
      const files: Record<string, string> = {
        "x_doc1.md": "# Doc\n\nText.\n",
        "bin/tool.bin": "a",
        ...Object.fromEntries(more.map((path) => [path, "a"])),
      };
      const workspace = await openUnder([process], files);
      const before = stageAt(onlyFeature(workspace), "1").state;
      delete files["bin/tool.bin"];
      await workspace.refresh(["bin/tool.bin", ...more]);
      deepEqual([before, stageAt(onlyFeature(workspace), "1").state], ["passed", "open"]);
    });
  }
});
