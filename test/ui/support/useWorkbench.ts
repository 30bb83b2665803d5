import { Workbench, type WorkbenchOptions } from "./workbench.ts";

/** Opens a workbench before the tests of a `describe` and closes it after them. A test that fails leaves a picture. */
export function useWorkbench(options: WorkbenchOptions): () => Workbench {
  let workbench: Workbench | undefined;
  const opened = () => {
    if (!workbench) {
      throw new Error("The workbench opens when the first test begins.");
    }
    return workbench;
  };

  before(async () => {
    workbench = await Workbench.open(options);
  });

  afterEach(async function () {
    if (this.currentTest?.state === "failed") {
      await opened().screenshot(this.currentTest.fullTitle());
    }
  });

  after(() => workbench?.close());

  return opened;
}
