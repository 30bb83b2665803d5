import { deepEqual, match } from "node:assert/strict";
import { openMemory, textsIn } from "../../support/memory.ts";

describe("phased: the sample workspace in mid-work", () => {
  it("PH-S1 shows a phase that is done, one that is worked on, and an older log", async () => {
    const files = textsIn(new URL("../../../workspaces/phased/", import.meta.url));
    const { features } = (await openMemory(files)).snapshot;
    deepEqual(
      features.map(({ title, done, current }) => `${title}: ${done ? "done" : `${current?.id} ${current?.state}`}`),
      [
        "Parcel claims · Phase 1 — MVP Backend: done",
        "Parcel claims · Phase 2 — UI and Hardening: 3 open",
        "Bulk import: 3 open",
      ],
    );
    deepEqual(
      features.flatMap(({ findings }) => findings),
      [],
    );
    const said = features.flatMap(({ problems }) => problems.map(({ message }) => message));
    match(said.join("\n"), /Check the rows: “System works correctly” does not say what is tried/);
  });
});
