import assert from "node:assert/strict";
import test from "node:test";
import { revokeAll, rotate, startSession } from "../src/auth/tokens.js";

test("a refresh token is replaced by the next one", () => {
  const first = startSession("ada");
  const second = rotate(first);
  assert.ok(second);
  assert.notEqual(second, first);
});

test("a token used twice ends the session", () => {
  const first = startSession("ada");
  const second = rotate(first);
  assert.equal(rotate(first), undefined);
  assert.equal(rotate(second), undefined);
});

test("revoking ends every session of the user", () => {
  const token = startSession("grace");
  revokeAll("grace");
  assert.equal(rotate(token), undefined);
});
