import type { Subject } from "../approval.ts";
import { resolvePath } from "../criteria/select.ts";
import type { Feature } from "../feature.ts";
import { t } from "../l10n.ts";
import { both } from "../listing.ts";
import type { Facts } from "../ports.ts";
import { fillIn } from "../process/variables.ts";
import { headingsNamed } from "../section.ts";
import type { StageNode } from "../stages/source.ts";

/** What an approval binds to as it is now; `flaw` says, in a sentence, what of it is not there to be bound to. */
export interface Bound {
  subject: Subject[];
  flaw?: string;
}

/** What an approval binds to: the files or sections that the process names, or the stage's artifacts. */
export function subjectOf(feature: Feature, stage: StageNode, facts: Facts): Bound {
  const named = stage.definition.gate?.approval?.subject;
  if (stage.subject && named === undefined) {
    const { path, text } = stage.subject;
    const document = facts.exists(path) ? facts.document(path) : null;
    return { subject: document ? [{ path, sha256: document.sha256, digest: facts.sha256(text) }] : [] };
  }
  const context = { feature, vars: stage.vars };
  const parts: Bound[] = (named ?? pathsOf(stage)).map((each) => {
    if (typeof each === "string") return wholeFile(named ? resolvePath(each, context) : each, facts);
    const titles = each.sections.map((title) => fillIn(title, stage.vars));
    return sectionsOf(resolvePath(each.path, context), titles, facts);
  });
  const flaw = parts.find((part) => part.flaw !== undefined)?.flaw;
  return { subject: parts.flatMap(({ subject }) => subject), ...(flaw !== undefined && { flaw }) };
}

const pathsOf = ({ artifacts, scopes }: StageNode): string[] =>
  artifacts.length > 0 ? artifacts.map(({ path }) => path) : [...new Set(scopes.map(({ document: { path } }) => path))];

function wholeFile(path: string, facts: Facts): Bound {
  const document = facts.exists(path) ? facts.document(path) : null;
  return { subject: document ? [{ path, sha256: document.sha256, digest: document.digest }] : [] };
}

/** Sections of a file. A title that no section has, or that more than one has, leaves open what would be approved. */
function sectionsOf(path: string, titles: readonly string[], facts: Facts): Bound {
  const document = facts.exists(path) ? facts.document(path) : null;
  if (document === undefined) return { subject: [], flaw: t`${path} is not read yet.` };
  if (document === null)
    return { subject: [], flaw: t`${path} is not there, and the approval is about a section of it.` };
  if (document.kind !== "markdown")
    return { subject: [], flaw: t`${path} cannot be read as Markdown, and the approval is about a section of it.` };
  const { headings, hashes = [] } = document;
  const subject = new Map<number, Subject>();
  for (const title of titles) {
    const [index, ...others] = headingsNamed(headings, title);
    const found = hashes.find(({ heading }) => heading === index);
    if (index === undefined || !found)
      return { subject: [], flaw: t`${path} has no section “${title}”, which the approval is about.` };
    if (others.length > 0) {
      const lines = both([index, ...others].flatMap((each) => headings[each]?.line ?? []));
      const flaw = t`${path} has more than one section “${title}”, at lines ${lines}. Leave one of them this title.`;
      return { subject: [], flaw };
    }
    const { sha256, digest } = found;
    subject.set(index, { path, section: headings[index]?.text ?? title, sha256, digest });
  }
  return { subject: [...subject.values()] };
}
