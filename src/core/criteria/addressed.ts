import * as z from "zod";
import { t } from "../l10n.ts";
import { criterion, type GateContext, met, quoted, type Scope, unknown, unmet } from "./criterion.ts";
import { isPutOff } from "./denial.ts";
import { type Point, pointIn } from "./points.ts";
import { isReasonedRefusal, isRefusal, saysSomethingOfItsOwn } from "./reason.ts";
import { listOf, select, where, wordsOf } from "./select.ts";

const names = z.union([z.string(), z.array(z.string()).min(1)]);

export const addressed = criterion({
  name: "addressed",
  description:
    "Each point is spoken of, as a section, a field, a row or an item, by a text of its own or by “n/a” with its reason.",
  schema: z.strictObject({
    ...where,
    files: z.array(z.string()).min(1).optional().describe("Instead of one file: a point may stand in any of these"),
    all: z.array(names).min(1).describe("The points; a list gives other names for one"),
    min: z.number().int().positive().optional().describe("So many of them are enough"),
    given: z.literal(true).optional().describe("What is only promised (will be added, not recorded) is no answer"),
    none: z.boolean().optional().describe("A bare “None” is an answer here"),
    refused: z.boolean().optional().describe("Met only where each of them is “n/a” with its reason"),
  }),
  check(params, context) {
    const found = scopesOf(params.files ?? [params.file], params.in, context);
    if (!Array.isArray(found))
      return found.isUnknown ? unknown(found.message, context.place) : unmet(found.message, context.place);
    const faults = params.all.flatMap((each) => {
      const fault = faultOf(listOf(each), found, params);
      return fault ? [fault] : [];
    });
    const first = faults[0];
    const enough = params.min ?? params.all.length;
    if (params.all.length - faults.length >= enough || !first) return met(t`Everything is addressed`);
    if (params.min !== undefined) {
      const lacking = namesOf(faults);
      return unmet(
        t`${enough} of ${params.all.length} are needed; nothing is said on ${lacking}`,
        first.place ?? context.place,
      );
    }
    const message = faults.length === 1 ? first.message : t`${first.message}; nor on ${namesOf(faults.slice(1))}`;
    return unmet(message, first.place ?? context.place);
  },
});

const namesOf = (faults: readonly { name: string }[]): string => faults.map(({ name }) => quoted(name)).join(", ");

type Missing = { message: string; isUnknown: boolean };

/** The scopes of several files as one; a file that is not there is left out as long as another one is. */
function scopesOf(
  files: readonly (string | undefined)[],
  section: string | string[] | undefined,
  context: GateContext,
): Scope[] | Missing {
  const scopes: Scope[] = [];
  let missing: Missing | undefined;
  for (const file of files) {
    const selection = select({ file, in: section }, context);
    if (selection.kind === "unknown") return { message: selection.message, isUnknown: true };
    if (selection.kind === "missing") missing ??= { message: selection.message, isUnknown: false };
    else scopes.push(...selection.scopes);
  }
  return scopes.length > 0 || !missing ? scopes : missing;
}

function faultOf(
  alternatives: readonly string[],
  scopes: readonly Scope[],
  { given, none, refused }: { given?: true | undefined; none?: boolean | undefined; refused?: boolean | undefined },
): { name: string; message: string; place?: Point["place"] } | undefined {
  const name = wordsOf(alternatives);
  const points = scopes.flatMap((scope) => pointIn(scope, alternatives) ?? []);
  const answers = (text: string): boolean =>
    refused
      ? isReasonedRefusal(text)
      : !(given && isPutOff(text)) && (saysSomethingOfItsOwn(text) || (none === true && isRefusal(text)));
  // A refusal is of the point as a whole; beside real text it is one remark among others.
  if (
    points.some((point) => (refused ? point.texts.length > 0 && point.texts.every(answers) : point.texts.some(answers)))
  )
    return undefined;
  const point = points[0];
  if (!point) return { name, message: t`Nothing is said on "${name}"` };
  const message = point.texts.some(isRefusal)
    ? t`"${name}" says that it does not apply, but not why`
    : t`"${name}" says nothing of its own yet`;
  return { name, message, place: point.place };
}
