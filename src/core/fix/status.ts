import { within } from "../criteria/criterion.ts";
import { isChoice, type Status, statusOf } from "../criteria/status.ts";
import type { Field, MarkdownDocument } from "../document.ts";
import type { JudgedFeature, JudgedStage } from "../judged.ts";
import { t } from "../l10n.ts";
import { inOwnWords } from "../plan/fieldEdit.ts";
import type { Process } from "../process/process.ts";
import { isVacant, withoutPlaceholders } from "../readers/markdown/placeholders.ts";
import type { StageNode } from "../stages/source.ts";
import { headingIs } from "../words.ts";
import { type FoundFix, short } from "./fix.ts";

/**
 * The values that a process knows for a field: those its own actions offer for it, then those that advancing writes.
 * Empty for a field that takes any text.
 */
export function allowedValues(process: Process, name: string, node?: StageNode): string[] {
  const { actions } = process.definition;
  const offered = actions.flatMap(({ ask, steps }) =>
    steps.flatMap((step) => {
      const set = setting(step, name);
      const id = set === undefined ? undefined : /^\{(\w+)\}$/.exec(set)?.[1];
      return (ask.find((question) => question.id === id)?.of ?? []).map(({ value }) => value);
    }),
  );
  const written = (node?.definition.gate?.advance ?? []).flatMap((step) => setting(step, name) ?? []);
  const values = [...offered, ...written.filter((value) => !value.includes("{"))];
  return [...new Set(values)].filter((value) => statusOf(value) !== undefined);
}

/** What a step writes into a field of this name; undefined where it does not. */
function setting(step: Record<string, unknown>, name: string): string | undefined {
  const set = step.setField as { name?: unknown; to?: unknown } | undefined;
  return Array.isArray(set?.name) && headingIs(name, set.name) && typeof set.to === "string" ? set.to : undefined;
}

/** Fields of a stage whose value is none of those that its process knows: each allowed one as a fix. */
export function statusFixes(process: Process, node: StageNode): FoundFix[] {
  return node.scopes.flatMap((scope) =>
    within(scope, scope.document.fields).flatMap((field) => {
      if (field.quoted) return [];
      const values = allowedValues(process, field.name, node);
      return isUnclear(field) ? values.map((value) => valueFix(value, field, scope.document)) : [];
    }),
  );
}

/** An unedited line of choices, a slip of the pen, a word that means no status. An empty field is only not written yet. */
const isUnclear = ({ value }: Field): boolean =>
  value !== "" && (isChoice(value) || (statusOf(value) === undefined && !isVacant(withoutPlaceholders(value))));

/** A status that claims more than holds: back to what the process says of work that is going on. */
export function takeBackFixes(
  process: Process,
  { findings }: JudgedFeature,
  stage: JudgedStage,
  node: StageNode,
): FoundFix[] {
  const own = findings.filter(
    (finding) => finding.code === "mark-without-criteria" && finding.stage === stage.path.join("/"),
  );
  return own.flatMap(({ place }) => {
    const scope = node.scopes.find(({ document }) => document.path === place.file);
    const field = scope?.document.fields.find((each) => each.line === place.line && statusOf(each.value) === "done");
    if (!scope || !field) return [];
    const doing = allowedValues(process, field.name, node).find((value) => statusOf(value) === "doing");
    return doing === undefined ? [] : [valueFix(doing, field, scope.document)];
  });
}

function valueFix(value: string, field: Field, document: MarkdownDocument): FoundFix {
  const { line, name, valueSpan } = field;
  const status = statusOf(value) as Status;
  const word = inOwnWords(status, value, isChoice(field.value) ? undefined : field, document, [name]);
  const { offset, end } = valueSpan;
  const title = t`Change ${short(name)} to “${word}”`;
  return {
    name: "setStatus",
    title,
    file: document.path,
    line,
    endLine: line,
    target: { kind: "replace", offset, end, text: word },
  };
}
