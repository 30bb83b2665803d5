import assert from "node:assert/strict";
import test from "node:test";
import { dispatch } from "../src/alerts/dispatch.js";

test("sends an alert once", async () => {
  const alert = { merchant: "bookshop", number: "PW00000001", lastScan: 0 };
  const sent = new Set();
  const calls = [];
  const send = async (one) => calls.push(one);
  assert.equal((await dispatch([alert, alert], send, sent)).length, 1);
  assert.equal((await dispatch([alert], send, sent)).length, 0);
  assert.equal(calls.length, 1);
});
