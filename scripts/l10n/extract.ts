import {
  type CallExpression,
  type Expression,
  type Node,
  type TaggedTemplateExpression,
  type TemplateLiteral,
  type TraversalAncestors,
  traverse,
} from "@babel/types";
import { placeOf, type Source } from "./sources.ts";

/** What the bundle has for a message: the message; with a comment where the comment is part of its key. */
export type Bundle = Record<string, string | { message: string; comment: string[] }>;

export interface Extracted {
  bundle: Bundle;
  /** Calls whose message is no literal, which nobody could translate: `src/ui/a.ts:12  …`. */
  faults: string[];
}

/** Every message that `l10n.t` of the editor or `t` of the engine is asked for, in the order of its key. */
export function extract(sources: readonly Source[]): Extracted {
  const bundle: Bundle = {};
  const faults: string[] = [];
  for (const source of sources) {
    traverse(source.tree, (node, ancestors) => {
      if (isMessage(node)) {
        const message = keyOfTemplate(node.quasi);
        bundle[message] = message;
        if (!isInFunction(ancestors)) faults.push(`${placeOf(source, node)}  ${tooEarly}`);
      }
      if (!isTranslation(node)) return;
      const found = messageOf(node);
      if (found) bundle[keyOf(found)] = found.comment.length > 0 ? found : found.message;
      else faults.push(`${placeOf(source, node)}  l10n.t takes a literal, so that its message can be translated.`);
    });
  }
  return { bundle: Object.fromEntries(Object.entries(bundle).sort(byKey)), faults };
}

const tooEarly =
  "A message that is made while its module loads comes before the language is known: make it in a function.";

/** A message of the engine: t`…`. */
export const isMessage = (node: Node): node is TaggedTemplateExpression =>
  node.type === "TaggedTemplateExpression" && node.tag.type === "Identifier" && node.tag.name === "t";

/** What `t` looks its translation up by. */
const keyOfTemplate = ({ quasis }: TemplateLiteral): string =>
  quasis.map(({ value }) => value.cooked ?? value.raw).reduce((key, text, index) => `${key}{${index - 1}}${text}`);

const isInFunction = (ancestors: TraversalAncestors): boolean =>
  ancestors.some(({ node }) => /Function|Method/.test(node.type));

export const isTranslation = (node: Node): node is CallExpression =>
  node.type === "CallExpression" &&
  node.callee.type === "MemberExpression" &&
  node.callee.object.type === "Identifier" &&
  node.callee.object.name === "l10n" &&
  node.callee.property.type === "Identifier" &&
  node.callee.property.name === "t";

/** As the editor builds it: a message that means different things in different places is told apart by its comment. */
const keyOf = ({ message, comment }: { message: string; comment: string[] }): string =>
  comment.length > 0 ? `${message}/${comment.join("")}` : message;

function messageOf({ arguments: [first] }: CallExpression): { message: string; comment: string[] } | undefined {
  if (first?.type !== "ObjectExpression") {
    const message = literalOf(first);
    return message === undefined ? undefined : { message, comment: [] };
  }
  const propertyOf = (name: string): Node | undefined => {
    const found = first.properties.find(
      (property) =>
        property.type === "ObjectProperty" && property.key.type === "Identifier" && property.key.name === name,
    );
    return found?.type === "ObjectProperty" ? found.value : undefined;
  };
  const message = literalOf(propertyOf("message"));
  const said = propertyOf("comment");
  const comment = (said?.type === "ArrayExpression" ? said.elements : [said]).map((part) => literalOf(part));
  if (message === undefined || (said && comment.includes(undefined))) return undefined;
  return { message, comment: comment.filter((part) => part !== undefined) };
}

/** The text of a literal, also of literals added up. */
function literalOf(node: Node | null | undefined): string | undefined {
  if (node?.type === "StringLiteral") return node.value;
  if (node?.type === "TemplateLiteral" && node.quasis.length === 1) return node.quasis[0]?.value.cooked ?? undefined;
  if (node?.type !== "BinaryExpression" || node.operator !== "+") return undefined;
  const [left, right] = [literalOf(node.left as Expression), literalOf(node.right)];
  return left === undefined || right === undefined ? undefined : left + right;
}

/** Keys in the order of their characters. */
export const byKey = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0);
