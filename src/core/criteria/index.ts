import { addressed } from "./addressed.ts";
import { checklist } from "./checklist.ts";
import { ci } from "./ci.ts";
import { claimed } from "./claimed.ts";
import { commit } from "./commit.ts";
import { count } from "./count.ts";
import { coverage } from "./coverage.ts";
import { covers } from "./covers.ts";
import type { CriterionKind } from "./criterion.ts";
import { declared } from "./declared.ts";
import { estimate } from "./estimate.ts";
import { evidence } from "./evidence.ts";
import { exists } from "./exists.ts";
import { field } from "./field.ts";
import { filled } from "./filled.ts";
import { flags } from "./flags.ts";
import { handedOver } from "./handedOver.ts";
import { links } from "./links.ts";
import { log } from "./log.ts";
import { mentions } from "./mentions.ts";
import { numbered } from "./numbered.ts";
import { objective } from "./objective.ts";
import { reruns } from "./reruns.ts";
import { resolved } from "./resolved.ts";
import { results } from "./results.ts";
import { secrets } from "./secrets.ts";
import { sections } from "./sections.ts";
import { size } from "./size.ts";
import { state } from "./state.ts";
import { table } from "./table.ts";
import { targets } from "./targets.ts";
import { tracked } from "./tracked.ts";
import { trials } from "./trials.ts";
import { variable } from "./variable.ts";

/** What a gate can ask, in the order of their names. A new kind is a new file and a line here. */
export const criterionKinds = [
  addressed,
  checklist,
  ci,
  claimed,
  commit,
  count,
  coverage,
  covers,
  declared,
  estimate,
  evidence,
  exists,
  field,
  filled,
  flags,
  handedOver,
  links,
  log,
  mentions,
  numbered,
  objective,
  reruns,
  resolved,
  results,
  secrets,
  sections,
  size,
  state,
  table,
  targets,
  tracked,
  trials,
  variable,
] as const satisfies readonly CriterionKind[];
