import type { MarkdownDocument } from "../document.ts";
import { fold, headingIs } from "../words.ts";

/** Where the words to look for come from (CP-A4). */
export interface KeywordSource {
  in: readonly string[];
  derive: readonly string[];
  else: readonly string[];
}

export interface Keywords {
  terms: string[];
  from: "named" | "derived" | "default";
}

/** Fewer derived words say too little of what a plan is about; more find everything. */
const LEAST = 3;
const MOST = 5;

/** The words that a plan names, one a line; else those that its sections are about; else the process's own list. */
export function keywordsOf(
  document: Pick<MarkdownDocument, "headings" | "blocks" | "fields" | "placeholders">,
  source: KeywordSource,
): Keywords {
  const named = unique(textsIn(document, source.in).flatMap((text) => text.split("\n").flatMap(namedIn)));
  if (named.length > 0) return { terms: named, from: "named" };
  const derived = derivedFrom(textsIn(document, source.derive));
  if (derived.length >= LEAST) return { terms: derived, from: "derived" };
  return { terms: unique([...source.else]), from: "default" };
}

type Read = Parameters<typeof keywordsOf>[0];

/** The running text of sections, template text left out; of a `Name: value` only the value. */
function textsIn(document: Read, names: readonly string[]): string[] {
  const sections = document.headings.filter((heading) => headingIs(heading.text, names));
  const isInside = (line: number): boolean => sections.some((each) => line > each.line && line < each.endLine);
  return document.blocks
    .filter((block) => isInside(block.line) && !block.vacant)
    .map((block) => {
      const fields = document.fields.filter((field) => field.line >= block.line && field.line <= block.endLine);
      return fields.length > 0 ? fields.map((field) => field.value).join("\n") : block.text;
    });
}

/** The words of one line: other words for the same thing stand behind a `|`; quotes and marks around them are no words. */
const namedIn = (line: string): string[] =>
  line
    .split("|")
    .map((word) => word.replace(/<[^<>]*>/g, " ").replace(/^[\s"'`*_“”‘’-]+|[\s"'`*_“”‘’.,;:]+$/gu, ""))
    .filter((word) => word.length > 1 && /[\p{L}\p{N}]/u.test(word) && !/^n\/?a$/i.test(word));

/**
 * The words that texts are about: names (in code, or with a capital or a digit inside a sentence) before words that
 * recur, in the order in which they first stand.
 */
function derivedFrom(texts: readonly string[]): string[] {
  const words = new Map<string, { word: string; score: number }>();
  for (const text of texts) {
    for (const match of text.matchAll(/[\p{L}][\p{L}\p{N}+#]*(?:[.-][\p{L}\p{N}+#]+)*/gu)) {
      const word = match[0];
      const key = fold(word);
      if (word.length < 3 || common.has(key)) continue;
      const before = text.slice(0, match.index).trimEnd();
      const startsSentence = before === "" || /[.!?:;\n(]$/.test(before);
      const isName = /[\p{Lu}\p{N}]/u.test(startsSentence ? word.slice(1) : word) || text[match.index - 1] === "`";
      const known = words.get(key) ?? { word, score: 0 };
      known.score += isName ? 3 : 1;
      words.set(key, known);
    }
  }
  return [...words.values()]
    .filter(({ score }) => score > 1)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ word }) => word);
}

function unique(words: readonly string[]): string[] {
  const seen = new Set<string>();
  return words.filter((word) => !seen.has(fold(word)) && seen.add(fold(word)));
}

/** Words that every plan has. */
const common = new Set(
  `about above after again all also and any are because been before being below between both but can could does doing down
  each else every few for from further had has have here how into its itself just like may might more most must need needs
  never new next none nor not nothing now off once one only onto other our out over own per same shall should some stay
  stays such than that the their them then there these they this those through too two under until upon use used uses
  using very want wants was way were what when where which while who whom why will with within without would yes yet you
  your add added adds feature goal stack plan work user users request problem existing assume assumes app`.split(/\s+/),
);
