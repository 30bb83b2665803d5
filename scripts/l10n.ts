/**
 * `npm run l10n`: writes the messages of the sources to `l10n/bundle.l10n.json` and says what each language lacks or has
 * too much. A test asks for both.
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleFile, bundleText, extracted, languages, manifestFile, readJson } from "./l10n/files.ts";
import { root } from "./root.ts";

const { bundle, faults } = extracted();
mkdirSync(join(root, "l10n"), { recursive: true });
writeFileSync(join(root, bundleFile()), bundleText());
console.log(`${bundleFile()} is written: ${Object.keys(bundle).length} messages.`);

for (const language of languages) {
  compare(bundle, bundleFile(language));
  compare(readJson(manifestFile()), manifestFile(language));
}
for (const fault of faults) console.error(fault);

function compare(english: Record<string, unknown>, path: string): void {
  const there = existsSync(join(root, path)) ? readJson(path) : {};
  for (const key of Object.keys(english)) {
    if (!(key in there)) console.error(`${path} lacks ${JSON.stringify(key)}`);
  }
  for (const key of Object.keys(there)) {
    if (!(key in english)) console.error(`${path} still has ${JSON.stringify(key)}, which nothing says any more`);
  }
}
