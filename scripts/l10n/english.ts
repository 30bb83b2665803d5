import { type Identifier, type Node, type TemplateLiteral, type TraversalAncestors, traverse } from "@babel/types";
import { isTranslation } from "./extract.ts";
import { readTexts } from "./markup.ts";
import { isRead, tagOf } from "./read.ts";
import { placeOf, type Source } from "./sources.ts";

/** Two words, or one that begins as sentences and labels do: `not yet`, `{0} files`, `Start`. */
const speech = /(?<![\p{L}\d$.#@/:-])(?:\p{L}[\p{L}'’]*[.,:;!?…]?\s+\p{L}{2,}|\p{Lu}\p{Ll}+(?![\p{L}\d.:/-]))/u;

/** Where a text is certainly read, one small word is enough. */
const word = /\p{L}{2,}/u;

/** Stands for what a template fills in: no letter. */
const filled = "\uE000";

export interface Left {
  /** `src/ui/a.ts:12`. */
  place: string;
  text: string;
}

/** Literals that people would read in English whatever their language is. */
export function leftInEnglish(source: Source): Left[] {
  const found: Left[] = [];
  traverse(source.tree, (node, ancestors) => {
    if (node.type !== "StringLiteral" && node.type !== "TemplateLiteral") return;
    for (const text of englishIn(node, ancestors)) {
      found.push({ place: placeOf(source, node), text: text.replaceAll(filled, "…") });
    }
  });
  return found;
}

function englishIn(node: Node, ancestors: TraversalAncestors): string[] {
  const tag = tagOf(ancestors);
  if (node.type === "TemplateLiteral" && (tag === "html" || tag === "svg" || textOf(node).startsWith("<"))) {
    return readTexts(textOf(node)).filter((text) => word.test(text));
  }
  if (tag !== undefined || isSilent(ancestors)) return [];
  const text = node.type === "StringLiteral" ? node.value : node.type === "TemplateLiteral" ? textOf(node) : "";
  return (isRead(ancestors) ? word : speech).test(text) ? [text] : [];
}

const textOf = ({ quasis }: TemplateLiteral): string =>
  quasis.map(({ value }) => value.cooked ?? value.raw).join(filled);

/** Literals that no person reads: of imports, types, keys, comparisons, the log; and those that are translated. */
function isSilent(ancestors: TraversalAncestors): boolean {
  const last = ancestors.at(-1);
  if (!last) return false;
  const { node: parent, key } = last;
  return (
    ancestors.some(
      ({ node, key: at, index }) => (at === "arguments" && index === 0 && isTranslation(node)) || isLog(node),
    ) ||
    ancestors.some(isReference) ||
    ancestors.some(({ node }) => isPattern(node)) ||
    isWordList(ancestors) ||
    isSymbolName(last) ||
    ancestors.some(({ node }) => /^TS.*(?:Type|Signature|Annotation|Declaration|Instantiation)$/.test(node.type)) ||
    parent.type === "ImportDeclaration" ||
    parent.type === "ExportNamedDeclaration" ||
    parent.type === "SwitchCase" ||
    (parent.type === "ObjectProperty" && key === "key") ||
    (parent.type === "MemberExpression" && key === "property") ||
    (parent.type === "BinaryExpression" && ["===", "!==", "in"].includes(parent.operator)) ||
    isPath(parent)
  );
}

/** `"main master trunk".split(" ")` is a list of names. */
function isWordList(ancestors: TraversalAncestors): boolean {
  const { node, key } = ancestors.findLast(({ node: { type } }) => type !== "BinaryExpression") ?? {};
  return node?.type === "MemberExpression" && key === "object" && nameOf(node.property) === "split";
}

/** `Symbol("not there")` is shown by debuggers alone. */
const isSymbolName = ({ node, key }: TraversalAncestors[number]): boolean =>
  node.type === "CallExpression" && key === "arguments" && nameOf(node.callee) === "Symbol";

/** What the reference of processes says is English, as the names in it are: `.describe("…")`, `criterion({ description })`. */
function isReference({ node, key }: TraversalAncestors[number], at: number, ancestors: TraversalAncestors): boolean {
  if (node.type === "CallExpression" && node.callee.type === "MemberExpression")
    return key === "arguments" && ["describe", "meta"].includes(nameOf(node.callee.property));
  const definition = ancestors[at - 2]?.node;
  return (
    node.type === "ObjectProperty" &&
    ["description", "example"].includes(nameOf(node.key)) &&
    definition?.type === "CallExpression" &&
    ["criterion", "step", "source"].includes(nameOf(definition.callee))
  );
}

/** What texts are compared with: `new RegExp(…)`, `const columns: Patterns = […]`. */
const isPattern = (node: Node): boolean =>
  (node.type === "NewExpression" && node.callee.type === "Identifier" && node.callee.name === "RegExp") ||
  (node.type === "VariableDeclarator" && node.id.type === "Identifier" && typeOf(node.id) === "Patterns");

/** The name of the type that a constant is declared to be of. */
function typeOf({ typeAnnotation }: Identifier): string {
  const type = typeAnnotation?.type === "TSTypeAnnotation" ? typeAnnotation.typeAnnotation : undefined;
  return type?.type === "TSTypeReference" ? nameOf(type.typeName) : "";
}

/** What a log says is for those who mend, and is looked for in English. */
const isLog = (node: Node): boolean =>
  node.type === "CallExpression" &&
  node.callee.type === "MemberExpression" &&
  ["log", "#log"].includes(nameOf(node.callee.object));

/** Parts of a path of the disk: `join(home, "Library")`. */
const isPath = (node: Node): boolean =>
  node.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === "join";

function nameOf(node: Node): string {
  if (node.type === "Identifier") return node.name;
  if (node.type === "PrivateName") return `#${node.id.name}`;
  return node.type === "MemberExpression" ? nameOf(node.property) : "";
}
