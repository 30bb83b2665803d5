import assert from "node:assert/strict";
import test from "node:test";
import { addScan, historyOf } from "../src/tracking.js";

test("a parcel never moves backwards", () => {
  assert.equal(addScan("PW00000001", "in-transit", 1), true);
  assert.equal(addScan("PW00000001", "registered", 2), false);
  assert.deepEqual(historyOf("PW00000001"), [{ state: "in-transit", at: 1 }]);
});
