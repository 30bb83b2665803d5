import * as z from "zod";
import type { Item } from "../document.ts";
import { t } from "../l10n.ts";
import { likeAny } from "../words.ts";
import {
  boxesIn,
  criterion,
  excerpt,
  met,
  notApplicable,
  placeIn,
  type Scope,
  startOfScope,
  unknown,
  unmet,
  within,
} from "./criterion.ts";
import { select, where } from "./select.ts";

export const checklist = criterion({
  name: "checklist",
  description: "The check boxes of a section are ticked.",
  example: 'checklist: {in: "Tasks*"}',
  schema: z.strictObject({
    ...where,
    all: z.literal("done").optional().describe("Every box is ticked, dropped or skipped; the default"),
    any: z.literal("done").optional().describe("At least one is ticked"),
    has: z
      .array(z.array(z.string()))
      .optional()
      .describe("Boxes that must be there and ticked, each by the words of its text"),
    optional: z.string().optional().describe("Boxes with this behind their bracket hold nothing, such as * in [ ]*"),
    strict: z.boolean().optional().describe("A box that is dropped or skipped is not ticked"),
    bullets: z.boolean().optional().describe("A section with plain bullets and no box at all is accepted"),
    none: z.enum(["unmet", "notApplicable"]).optional().describe("What a section without any box is; unmet by default"),
  }),
  check(params, context) {
    const selection = select(params, context);
    if (selection.kind === "unknown") return unknown(selection.message, context.place);
    if (selection.kind === "missing") {
      return params.none === "notApplicable"
        ? notApplicable(selection.message)
        : unmet(selection.message, context.place);
    }
    const { optional } = params;
    const counts = (item: Item): boolean => optional === undefined || item.box?.mark.endsWith(optional) !== true;
    const boxes = selection.scopes.flatMap((scope) =>
      boxesIn(scope)
        .filter(counts)
        .map((item) => ({ scope, item })),
    );
    const first = selection.scopes[0] as Scope;
    const isDone = (item: Item): boolean => (params.strict ? item.state === "done" : isSettled(item));
    const taken = new Set<Item>();
    for (const words of params.has ?? []) {
      const found = boxes.find(({ item }) => !taken.has(item) && likeAny(item.text, words));
      if (!found) return unmet(t`There is no box for "${plain(words[0])}"`, startOfScope(first));
      taken.add(found.item);
      if (!isDone(found.item))
        return unmet(t`Not ticked: ${excerpt(found.item.text)}`, placeIn(found.scope, found.item));
    }
    if (boxes.length === 0) {
      const items = selection.scopes.flatMap((scope) => within(scope, scope.document.items));
      const bullets = items.length > 0 && items.every((item) => item.box === undefined);
      if (params.bullets && bullets) return met(t`A list without boxes`);
      if (params.none === "notApplicable") return notApplicable(t`There is no box`);
      return unmet(t`There is no check box`, startOfScope(first));
    }
    const open = boxes.filter(({ item }) => !isDone(item));
    const done = boxes.filter(({ item }) => item.state === "done").length;
    if (params.any) return done > 0 ? met(t`${done} ticked`) : unmet(t`Nothing is ticked`, startOfScope(first));
    const next = open[0];
    if (next) {
      return unmet(
        t`${boxes.length - open.length} of ${boxes.length} ticked; next: ${excerpt(next.item.text)}`,
        placeIn(next.scope, next.item),
      );
    }
    return met(t`${boxes.length} of ${boxes.length} ticked`);
  },
});

/** Nothing is left to do at this box. */
export const isSettled = (item: Item): boolean =>
  item.state === "done" || item.state === "dropped" || item.state === "skipped" || item.struck;

const plain = (pattern: string | undefined): string => (pattern ?? "").replaceAll("*", "").trim();
