import type { Plan } from "../change.ts";
import { leavesOf } from "../judged.ts";
import { t } from "../l10n.ts";
import { readMarkdown } from "../readers/markdown/markdown.ts";
import type { StageNode } from "../stages/source.ts";
import { type Draft, draft, type PlanContext, refuse } from "./draft.ts";
import { type AskedField, atClaim, behindText, type Claim, inField, inSection } from "./evidencePlaces.ts";
import { isArchived, leafAt, nodeOf, targetOf } from "./target.ts";

/**
 * Where evidence is added: at a check box, by its line and the text that it was shown with, or at a gate. A group stands
 * for its gate that work is at.
 */
export type EvidencePlace =
  | { file: string; line: number; text?: string }
  | { feature: string; stage: readonly string[] };

/**
 * Plans adding links to files as evidence. At a check box they go behind its text. At a gate they go where its process
 * looks for evidence: the field of its `evidence` criterion, else the box that this criterion stands behind, else a
 * section named Evidence. Refused (`unfit`) where there is no such place, and where a path is none of the folder; nothing is
 * added to archived work (`archived`).
 * @param paths files, relative to the workspace folder; that they exist is the caller's to see
 */
export function planAddEvidence(place: EvidencePlace, paths: readonly string[], context: PlanContext): Plan {
  const stranger = paths.find((path) => !isInside(path));
  if (stranger !== undefined)
    return refuse(
      "unfit",
      t`${stranger} lies outside the workspace folder: only files in it can be linked as evidence.`,
    );
  if (paths.length === 0) return refuse("nothing-to-do", t`There is no file to add as evidence.`);
  const title = paths.length === 1 ? t`Add ${paths[0] ?? ""} as evidence` : t`Add ${paths.length} files as evidence`;
  return draft(context, title, (made) => {
    if ("line" in place) atBox(place, paths, made, context);
    else atGate(place.feature, place.stage, paths, made, context);
    warnOfApprovals(made, context);
  });
}

const isInside = (path: string): boolean =>
  path !== "" && !path.startsWith("/") && path.split("/").every((part) => part !== "" && part !== "." && part !== "..");

function atBox(
  { file, line, text: shown }: { file: string; line: number; text?: string },
  paths: readonly string[],
  made: Draft,
  context: PlanContext,
): void {
  if (!made.exists(file)) made.stop(refuse("unknown", t`There is no file ${file}.`));
  if (isArchived(file, context))
    made.stop(refuse("archived", t`${file} belongs to an archived feature: nothing is added to it any more.`));
  const text = made.text(file);
  const document = readMarkdown(file, text);
  const item = document.items.find((each) => each.line === line && each.box);
  if (!item || (shown !== undefined && shown !== item.text))
    made.stop(refuse("changed", t`${file}:${line} is not the box that was shown any more. Look again and repeat it.`));
  behindText(file, text, document, item, paths, made);
}

function atGate(
  feature: string,
  path: readonly string[],
  paths: readonly string[],
  made: Draft,
  context: PlanContext,
): void {
  const target = targetOf(feature, context);
  if (target?.judged.archived)
    made.stop(refuse("archived", t`"${feature}" is archived: nothing is added to it any more.`));
  const leaf = target && leafAt(target.judged, path);
  const node = target && leaf && nodeOf(target.feature, leaf.path, context);
  if (!node) made.stop(refuse("unknown", t`There is no gate "${path.join("/")}" in "${feature}".`));
  for (const { field, box } of evidenceOf(node))
    if ((field && inField(node, field, paths, made)) || (box && atClaim(node, box, paths, made))) return;
  if (node.scopes.some((scope) => inSection(scope, paths, made))) return;
  made.stop(
    refuse(
      "unfit",
      leaf.items.length > 0
        ? t`“${node.title}” has no place for evidence: no field or section of that name. Drop the file on one of its check boxes instead. Nothing was written.`
        : t`“${node.title}” has no place for evidence: no field or section of that name. Nothing was written.`,
    ),
  );
}

/** Where a gate's criteria look for evidence: in a field, or behind a box that claims it. */
function evidenceOf({ definition }: StageNode): { field?: AskedField; box?: Claim }[] {
  return (definition.gate?.criteria ?? []).flatMap((criterion) => {
    const kinds = [criterion, ...(criterion.any ?? [])] as { evidence?: AskedField }[];
    return kinds.flatMap(({ evidence }) => {
      if (!evidence) return [];
      const box = criterion.behind as Claim | undefined;
      return [{ ...(evidence.field && { field: evidence }), ...(box && { box }) }];
    });
  });
}

/** An approval binds to the text: adding to it makes the approval stale, which nobody should learn afterwards. */
function warnOfApprovals(made: Draft, { workspace }: PlanContext): void {
  const written = made.written();
  for (const { stages } of workspace.snapshot.features)
    for (const { approval, title } of leavesOf(stages))
      if (approval?.state === "approved" && approval.subject.some(({ path }) => written.includes(path)))
        made.note(t`“${title}” was approved as its text is now: this makes the approval stale.`);
}
