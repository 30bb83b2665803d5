/**
 * Stands for the editor where words of the surface are tested: texts stay in English and are filled in. Import this
 * first, and what is tested with `await import`: a module that wants the editor is looked for before any code runs. A test
 * may set `l10n.bundle` to the messages of a language.
 */
import { registerHooks } from "node:module";

const url = "stub:vscode";
const source = `
  const fill = (text, values) => text.replace(/\\{(\\d+)\\}/g, (_, index) => String(values[index]));
  export const l10n = {
    bundle: undefined,
    t: (said, ...values) => {
      if (typeof said === "string") return fill(l10n.bundle?.[said] ?? said, values);
      const { message, comment = [], args = [] } = said;
      return fill(l10n.bundle?.[\`\${message}/\${[comment].flat().join("")}\`] ?? message, args);
    },
  };
  export const env = { language: "en" };
  export const workspace = { isTrusted: true };
  export const ProgressLocation = {};
  export const window = {};
  export class ThemeIcon { constructor(id, color) { this.id = id; this.color = color; } }
  export class ThemeColor { constructor(id) { this.id = id; } }
`;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "vscode" ? { url, format: "module", shortCircuit: true } : next(specifier, context),
  load: (target, context, next) =>
    target === url ? { format: "module", source, shortCircuit: true } : next(target, context),
});
