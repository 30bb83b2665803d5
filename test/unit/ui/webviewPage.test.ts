import { deepEqual, doesNotMatch, match } from "node:assert/strict";
import { pageOf } from "../../../src/ui/shared/panel/webviewPage.ts";

describe("the page of a panel", () => {
  const page = pageOf({
    language: "en",
    title: 'A "<b>"',
    script: "https://file+.example/dist/x.js?a&b",
    nonce: "n0nce",
  });

  it("lets nothing run or load but its own script", () => {
    const [, policy = ""] = /Content-Security-Policy" content="([^"]+)"/.exec(page) ?? [];
    deepEqual(policy.split("; ").sort(), [
      "base-uri 'none'",
      "default-src 'none'",
      "form-action 'none'",
      "script-src 'nonce-n0nce'",
    ]);
    deepEqual([...page.matchAll(/<script[^>]*>/g)].map(String), [
      '<script type="module" nonce="n0nce" src="https://file+.example/dist/x.js?a&amp;b">',
    ]);
    doesNotMatch(page, /\sstyle=|\son\w+=|<style|<link/);
  });

  it("says its texts as texts", () => {
    match(page, /<title>A &quot;&lt;b&gt;&quot;<\/title>/);
  });
});
