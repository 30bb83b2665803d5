import { objective, vagueCondition } from "../criteria/objective.ts";
import { vagueness } from "../criteria/vagueness.ts";
import type { JudgedStage } from "../judged.ts";
import { t } from "../l10n.ts";
import type { Process } from "../process/process.ts";
import { type Editing, type FixEdit, type FixTarget, type FoundFix, short, type Unmet } from "./fix.ts";

/** A vague gate, as the skeleton of a condition that somebody else can check with the same result (PH-G2). */
export function gateFixes({ kind, params, context }: Unmet): FoundFix[] {
  if (kind !== objective.name) return [];
  const vague = vagueCondition(params as Parameters<typeof vagueCondition>[0], context);
  if (!vague) return [];
  const { claim, skeleton, field, scope, to } = vague;
  const place = { file: scope.document.path, line: field.line, endLine: to - 1 };
  const target = { kind: "claim", offset: field.valueSpan.offset, endLine: to - 1, claim, skeleton } as const;
  return [{ name: "rewriteGate", title: titleOf(claim), ...place, target }];
}

/** The same for the boxes of a gate: an exit item that says too little to be ticked for certain. A template's own stay. */
export const itemFixes = ({ items }: JudgedStage, { templates }: Process): FoundFix[] =>
  items.flatMap(({ text, line, offset, end, file, state }) => {
    const vague = state === "todo" ? vagueness(text) : undefined;
    if (!vague || Object.values(templates).some((template) => template.includes(text))) return [];
    const { claim, skeleton } = vague;
    const target = { kind: "claim", offset, endLine: line, claim, skeleton } as const;
    return end > offset ? [{ name: "rewriteGate", title: titleOf(claim), file, line, endLine: line, target }] : [];
  });

const titleOf = (claim: string): string => t`Turn “${short(claim)}” into a condition that can be checked`;

/** Replaces the claim where it stands behind the field's name, or in an item below; the rest of the gate stays. */
export function editClaim(target: FixTarget & { kind: "claim" }, { text, document }: Editing): FixEdit {
  const { offset, endLine, claim, skeleton } = target;
  const start = text.indexOf(claim, offset);
  const last = document.blocks.findLast((block) => block.line <= endLine)?.end ?? text.length;
  return start < 0 || start > last ? undefined : { start, end: start + claim.length, text: skeleton };
}
