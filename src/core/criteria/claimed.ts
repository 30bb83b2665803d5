import * as z from "zod";
import { isThrough } from "../judged.ts";
import { t } from "../l10n.ts";
import { criterion, met, notApplicable, placeIn, unmet } from "./criterion.ts";
import { ownSection } from "./select.ts";
import { statusOf } from "./status.ts";

export const claimed = criterion({
  name: "claimed",
  description: "A heading that calls the whole piece of work done is right; asked of the feature as a whole.",
  example: "claimed: {}",
  schema: z.strictObject({}),
  check(_, { feature, facts, leaves = [] }) {
    const scope = feature.section && ownSection(feature.section, facts);
    const heading = scope?.document.headings[scope.heading];
    if (!scope || !heading || statusOf(heading.text, "suffix") !== "done") return notApplicable(t`No such claim`);
    const open = leaves.find((stage) => !isThrough(stage.state) && !stage.aside);
    if (!open) return met(heading.text);
    return unmet(
      t`"${heading.text}" says done — but ${open.title} does not hold: ${open.reason}`,
      placeIn(scope, heading),
    );
  },
});
