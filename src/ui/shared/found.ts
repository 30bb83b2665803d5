import type { Finding, JudgedFeature, JudgedStage } from "../../core/index.ts";

/** The findings about one stage itself. */
export const findingsAt = ({ findings }: JudgedFeature, stage: JudgedStage): Finding[] =>
  findings.filter((finding) => finding.stage === stage.path.join("/"));

/** The findings about a stage and whatever lies in it. */
export const findingsWithin = ({ findings }: JudgedFeature, { path }: JudgedStage): Finding[] =>
  findings.filter(({ stage }) => `${stage}/`.startsWith(`${path.join("/")}/`));

/** What weighs: before a folder is adopted a missing approval is worth knowing and no more. */
export const weighty = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ severity }) => severity !== "info");
