import { deepEqual } from "node:assert/strict";
import { linkOf, webLink } from "../../../../src/ui/review/text/links.ts";

const none = { kind: "none" };
const web = (href: string) => ({ kind: "web", href });
const file = (path: string) => ({ kind: "file", file: path });

describe("where a link in a reviewed text may lead", () => {
  const cases: [href: string, link: unknown][] = [
    ["https://a.example/b?c#d", web("https://a.example/b?c#d")],
    ["HTTP://a.example", web("http://a.example/")],
    ["notes.md", file("docs/notes.md")],
    ["./notes.md#L3", file("docs/notes.md")],
    ["../src/a%20b.ts", file("src/a b.ts")],
    ["/README.md", file("README.md")],
    ["#part", none],
    ["mailto:a@b.example", none],
    ["javascript:alert(1)", undefined],
    [" JavaScript:alert(1)", undefined],
    ["command:workbench.action.quit", undefined],
    ["file:///etc/passwd", undefined],
    ["data:text/html,x", undefined],
    ["vscode://settings", undefined],
    ["vscode-webview://x", undefined],
    ["//evil.example/x", undefined],
    ["\\\\server\\share", undefined],
    ["..\\..\\x", undefined],
    ["../../x", undefined],
    ["%2e%2e/%2e%2e/x", undefined],
    ["a/%5c../x", undefined],
    ["c:/windows", undefined],
    ["%63:/windows", undefined],
    ["x%00y", undefined],
    ["%E0%A4%A", undefined],
    ["https://github.com@evil.example/", undefined],
    ["https://", undefined],
    ["..", undefined],
  ];
  for (const [href, link] of cases)
    it(`${href} → ${JSON.stringify(link)}`, () => deepEqual(linkOf("docs/plan.md", href), link));

  it("the web is http and https only", () => {
    deepEqual(
      ["https://a.example", "ftp://a.example", "x", "javascript:1", "file:///x"].map((href) => webLink(href)?.href),
      ["https://a.example/", undefined, undefined, undefined, undefined],
    );
  });
});
