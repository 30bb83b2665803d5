import type { Node, TemplateLiteral, TraversalAncestors } from "@babel/types";
import { isSpeakingAttribute } from "./markup.ts";

/** Properties whose texts people read, be it a single word. */
const properties = new Set(
  "label description detail tooltip placeholder placeHolder title message prompt text note word words button spoken ariaLabel reason summary".split(
    " ",
  ),
);

/** Functions whose arguments people read. */
const functions =
  /^(?:show(?:Information|Warning|Error)Message|setStatusBarMessage|appendMarkdown|appendText|met|unmet|absent|unknown|notApplicable)$/;

/** Whether a literal, as it stands or as one of several, is what a person reads. */
export function isRead(ancestors: TraversalAncestors): boolean {
  for (let at = ancestors.length - 1; at >= 0; at--) {
    const { node, key, index } = ancestors[at] ?? {};
    if (!node || !key) return false;
    if (node.type === "ObjectProperty") return key === "value" && properties.has(nameOf(node.key));
    if (node.type === "ClassProperty") return key === "value" && properties.has(nameOf(node.key));
    if (node.type === "AssignmentExpression") {
      return key === "right" && node.left.type === "MemberExpression" && properties.has(nameOf(node.left.property));
    }
    if (node.type === "CallExpression") {
      const { callee } = node;
      const name = callee.type === "MemberExpression" ? nameOf(callee.property) : nameOf(callee);
      return key === "arguments" && functions.test(name);
    }
    if (node.type === "TemplateLiteral") {
      const tag = tagOf(ancestors.slice(0, at));
      if (tag === "html" || tag === "svg") return isReadInMarkup(node, index ?? 0);
      if (tag !== undefined) return tag === "t";
      continue;
    }
    const isPassedOn =
      (node.type === "ConditionalExpression" && key !== "test") ||
      node.type === "LogicalExpression" ||
      node.type === "ArrayExpression" ||
      node.type === "TSAsExpression" ||
      node.type === "ParenthesizedExpression" ||
      (node.type === "BinaryExpression" && node.operator === "+");
    if (!isPassedOn) return false;
  }
  return false;
}

/** `html` in html`…`, where what is looked at is the template. */
export function tagOf(ancestors: TraversalAncestors): string | undefined {
  const parent = ancestors.at(-1)?.node;
  return parent?.type === "TaggedTemplateExpression" ? nameOf(parent.tag) : undefined;
}

/** Whether what is filled in there stands between tags or in an attribute that speaks. */
function isReadInMarkup({ quasis }: TemplateLiteral, index: number): boolean {
  const before = quasis
    .slice(0, index + 1)
    .map(({ value }) => value.raw)
    .join("");
  if (before.lastIndexOf("<") <= before.lastIndexOf(">")) return true;
  return isSpeakingAttribute(/([\w-]+)=["']?[^"'=]*$/.exec(before)?.[1] ?? "");
}

const nameOf = (node: Node): string =>
  node.type === "Identifier" ? node.name : node.type === "StringLiteral" ? node.value : "";
