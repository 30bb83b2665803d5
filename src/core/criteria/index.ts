import { accepted } from "./accepted.ts";
import { addressed } from "./addressed.ts";
import { agentOutput } from "./agentOutput.ts";
import { checklist } from "./checklist.ts";
import { ci } from "./ci.ts";
import { commit } from "./commit.ts";
import { compliance } from "./compliance.ts";
import { consistent } from "./consistent.ts";
import { count } from "./count.ts";
import { coverage } from "./coverage.ts";
import { covers } from "./covers.ts";
import type { CriterionKind } from "./criterion.ts";
import { cycleFeedback } from "./cycleFeedback.ts";
import { cycleStatus } from "./cycleStatus.ts";
import { cycleVersion } from "./cycleVersion.ts";
import { declared } from "./declared.ts";
import { estimate } from "./estimate.ts";
import { evidence } from "./evidence.ts";
import { exists } from "./exists.ts";
import { field } from "./field.ts";
import { filled } from "./filled.ts";
import { flags } from "./flags.ts";
import { instrumentation } from "./instrumentation.ts";
import { iterations } from "./iterations.ts";
import { links } from "./links.ts";
import { log } from "./log.ts";
import { mentions } from "./mentions.ts";
import { openPoints } from "./openPoints.ts";
import { recordedArtifacts } from "./recordedArtifacts.ts";
import { recordedCommit } from "./recordedCommit.ts";
import { recordedFiles } from "./recordedFiles.ts";
import { reruns } from "./reruns.ts";
import { resolved } from "./resolved.ts";
import { results } from "./results.ts";
import { reviewNotes } from "./reviewNotes.ts";
import { reviews } from "./reviews.ts";
import { secrets } from "./secrets.ts";
import { sections } from "./sections.ts";
import { size } from "./size.ts";
import { state } from "./state.ts";
import { stateCoverage } from "./stateCoverage.ts";
import { table } from "./table.ts";
import { targets } from "./targets.ts";
import { tdd } from "./tdd.ts";
import { tracked } from "./tracked.ts";

/** What a gate can ask, in the order of their names. A new kind is a new file and a line here. */
export const criterionKinds = [
  accepted,
  addressed,
  agentOutput,
  checklist,
  ci,
  commit,
  compliance,
  consistent,
  count,
  coverage,
  covers,
  cycleFeedback,
  cycleStatus,
  cycleVersion,
  declared,
  estimate,
  evidence,
  exists,
  field,
  filled,
  flags,
  instrumentation,
  iterations,
  links,
  log,
  mentions,
  openPoints,
  recordedArtifacts,
  recordedCommit,
  recordedFiles,
  reruns,
  resolved,
  results,
  reviewNotes,
  reviews,
  secrets,
  sections,
  size,
  state,
  stateCoverage,
  table,
  targets,
  tdd,
  tracked,
] as const satisfies readonly CriterionKind[];
