import type { Feature } from "../feature.ts";
import type { Facts } from "../ports.ts";
import { fillIn, humanise } from "../process/variables.ts";
import { headingIs } from "../words.ts";

/** What people call a feature: by its documents' own headings, else by the names of files and folders. */
export function titleOf(feature: Feature, facts: Facts): string {
  const { role, not = [], else: otherwise } = feature.process.definition.feature.title;
  const file = role && feature.files.find((each) => each.role === role);
  const document = file ? facts.document(file.path) : undefined;
  if (document?.kind === "markdown") {
    const heading =
      document.headings[feature.section?.heading ?? -1] ?? document.headings.find((each) => each.level === 1);
    if (heading && heading.text !== "" && !headingIs(heading.text, not) && !heading.text.includes("<")) {
      const own = withoutKind(heading.text, not);
      // A part of a log is called by the log's own name as well: `Claims service · Phase 1 — MVP Backend`.
      const whole = document.headings.find((each) => each.level === 1);
      const name = whole && whole !== heading ? withoutKind(whole.text, not) : undefined;
      return name !== undefined && name !== whole?.text && !name.includes("<") ? `${name} · ${own}` : own;
    }
  }
  if (document?.kind === "cycle") {
    const { sourceFile, id } = document.lastGood?.cycle ?? document.cycle;
    const name = nameOfSource(sourceFile) || id;
    if (name !== "") return humanise(name);
  }
  const name = fillIn(otherwise, feature.vars)
    .split("/")
    .filter((part) => part !== "" && !/^\{\w+\}$/.test(part))
    .at(-1);
  return humanise(name ?? feature.process.title);
}

/** `docs/pre-dev/login/tasks.md` is about login; `docs/tasks/fix-login.md` about what its own name says. */
function nameOfSource(source: string): string {
  const [file = "", folder = ""] = source
    .split(/[\\/]+/)
    .filter((part) => part !== "")
    .reverse();
  const name = file.replace(/\.\w+$/, "");
  return name === file ? file : /(^|[-_])tasks$/i.test(name) ? folder : name;
}

/** `Express: Labels are printed twice` is titled by what comes after the kind of document that it is. */
function withoutKind(heading: string, kinds: readonly string[]): string {
  const [kind = "", ...rest] = heading.split(/\s*[:–—]\s+/);
  return rest.length > 0 && headingIs(kind, kinds) ? heading.slice(heading.indexOf(rest[0] ?? "")) : heading;
}
