import type { OpenFolder } from "./folder.ts";

/** A process that only these tests know: a document to fill in, then boxes to tick. No approval, so that nothing asks. */
const definition = `id: trial
title: Trial
description: Two documents
feature:
  id: "{dir}/{feature}"
  title: {else: "{feature}"}
  folder: "{dir}"
  files: [{pattern: "{dir:path}/{feature}_trial{n:int}.md", role: doc}]
stages:
  - id: "0"
    title: Problem
    artifacts: [{role: doc, where: {n: "0"}, create: "{feature}_trial0.md"}]
    gate:
      criteria: [{filled: {}, label: Filled in}]
  - id: "1"
    title: Build
    artifacts: [{role: doc, where: {n: "1"}, create: "{feature}_trial1.md"}]
    gate:
      criteria: [{checklist: {}, label: All ticked}]
`;

const folder = ".plangate/processes/trial";

/** Gives the workspace the process before a suite's tests and takes it back after them. */
export function useTrialProcess(open: OpenFolder): void {
  const known = (): boolean => open.engine.processes.some(({ id }) => id === "trial");
  before(async () => {
    await open.write(`${folder}/process.yaml`, definition);
    await open.until(known);
  });
  after(() => open.remove(".plangate"));
}
