import { type Outcome, placeIn, type Scope } from "../criteria/criterion.ts";
import { wholeOf } from "../criteria/select.ts";
import { stopsIn } from "../criteria/tokens.ts";
import type { MarkdownDocument } from "../document.ts";
import type { Feature } from "../feature.ts";
import { t } from "../l10n.ts";
import type { StageNode } from "../stages/source.ts";

/**
 * A stop token that concerns a stage: in the section the stage was made from, or in a document outside every such
 * section. It counts as the whole of a paragraph, heading, list item or field value, never in code, comments or
 * quotes (C-12).
 */
export function stopOf(feature: Feature, stage: StageNode, nodes: readonly StageNode[]): Outcome | undefined {
  const tokens = feature.process.definition.stopTokens;
  if (tokens.length === 0) return undefined;
  const sections = sectionsOf(nodes);
  for (const document of documentsOf(nodes)) {
    for (const site of stopsIn(wholeOf(document), tokens)) {
      const owner = sections.find(
        (section) => section.document.path === document.path && site.line >= section.from && site.line < section.to,
      );
      const concerns =
        owner === undefined ||
        stage.scopes.some(
          (scope) =>
            scope.heading >= 0 &&
            scope.document.path === document.path &&
            site.line >= scope.from &&
            site.line < scope.to,
        );
      if (concerns)
        return { verdict: "met", message: t`The document says ${site.token}`, place: placeIn({ document }, site) };
    }
  }
  return undefined;
}

/** The documents that stages are about: a log that only records what happened stops nothing by its text. */
function documentsOf(nodes: readonly StageNode[]): Set<MarkdownDocument> {
  return new Set(
    nodes.flatMap((node) => [...node.scopes.map((scope) => scope.document), ...documentsOf(node.children)]),
  );
}

/** The sections that stages were made from. */
function sectionsOf(nodes: readonly StageNode[]): Scope[] {
  return nodes.flatMap((node) => [...node.scopes.filter((scope) => scope.heading >= 0), ...sectionsOf(node.children)]);
}
