import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A temporary folder with these files; a path that ends in `/` is an empty folder. It goes away after the test. */
export function folderWith(files: Record<string, string | Uint8Array> = {}): string {
  const root = mkdtempSync(join(tmpdir(), "plangate-test-"));
  for (const [path, content] of Object.entries(files)) {
    put(root, path, content);
  }
  made.push(root);
  return root;
}

export function put(root: string, path: string, content: string | Uint8Array = ""): void {
  const full = join(root, path);
  mkdirSync(path.endsWith("/") ? full : dirname(full), { recursive: true });
  if (!path.endsWith("/")) {
    writeFileSync(full, content);
  }
}

const made: string[] = [];

after(() => {
  for (const root of made.splice(0)) {
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  }
});
