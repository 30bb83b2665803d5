import type { Item, MarkdownDocument } from "../document.ts";

/** What is asked of every item of a list, found once for each document: a list may be long. */
interface Lookup {
  nested: Map<Item, Item[]>;
  spoken: Set<number>;
}

const known = new WeakMap<MarkdownDocument, Lookup>();

function lookupOf(document: MarkdownDocument): Lookup {
  let lookup = known.get(document);
  if (!lookup) {
    const nested = new Map<Item, Item[]>();
    for (const item of document.items) {
      const parent = document.items[item.parent];
      if (!parent) continue;
      const siblings = nested.get(parent);
      if (siblings) siblings.push(item);
      else nested.set(parent, [item]);
    }
    const spoken = new Set(document.blocks.filter((block) => !block.vacant).map((block) => block.line));
    lookup = { nested, spoken };
    known.set(document, lookup);
  }
  return lookup;
}

/** The items nested directly in an item. */
export const nestedIn = (document: MarkdownDocument, item: Item): readonly Item[] =>
  lookupOf(document).nested.get(item) ?? [];

/** Whether a block that begins on a line says something. */
export const speaksAt = (document: MarkdownDocument, line: number): boolean => lookupOf(document).spoken.has(line);
