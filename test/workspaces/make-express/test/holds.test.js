import { deepEqual } from "node:assert/strict";
import { test } from "node:test";
import { releaseExpired } from "../src/holds.js";

test("a hold is released once", () => {
  const holds = [{ id: 1, until: 5 }, { id: 2, until: 9 }];
  deepEqual(releaseExpired(holds, 6), [{ id: 1, until: 5 }]);
  deepEqual(releaseExpired(holds, 6), []);
});
