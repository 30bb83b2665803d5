import assert from "node:assert/strict";
import test from "node:test";
import { createRule, matches } from "../src/alerts/rules.js";

test("creates a rule", () => {
  assert.deepEqual(createRule("bookshop", 48), { merchant: "bookshop", hours: 48 });
});

test("refuses hours outside 1 to 240", () => {
  assert.throws(() => createRule("bookshop", 0));
  assert.throws(() => createRule("bookshop", 241));
});

test("matches parcels that stand still", () => {
  const hour = 3600e3;
  const parcels = [
    { number: "PW00000001", merchant: "bookshop", state: "in-transit", lastScan: 0 },
    { number: "PW00000002", merchant: "bookshop", state: "delivered", lastScan: 0 },
    { number: "PW00000003", merchant: "bookshop", state: "in-transit", lastScan: 30 * hour },
  ];
  const found = matches(createRule("bookshop", 48), parcels, 49 * hour);
  assert.deepEqual(found.map((parcel) => parcel.number), ["PW00000001"]);
});
