import { advanceCycle } from "./advanceCycle.ts";
import { append } from "./append.ts";
import { appendPart } from "./appendPart.ts";
import { closeCycle } from "./closeCycle.ts";
import { commit } from "./commit.ts";
import { createCycle } from "./createCycle.ts";
import { feedbackDone } from "./feedbackDone.ts";
import { insert } from "./insert.ts";
import { mkdir } from "./mkdir.ts";
import { open } from "./open.ts";
import { resumeCycle } from "./resumeCycle.ts";
import { row } from "./row.ts";
import { run } from "./run.ts";
import { scaffold } from "./scaffold.ts";
import { scaffoldNext } from "./scaffoldNext.ts";
import { scan } from "./scan.ts";
import { sendBackCycle } from "./sendBackCycle.ts";
import { setField } from "./setField.ts";
import { splitSection } from "./splitSection.ts";
import type { StepKind } from "./step.ts";
import { stopCycle } from "./stopCycle.ts";

/** What advancing and a process's own actions can do. A new kind is a new file and a line here. */
export const stepKinds = [
  advanceCycle,
  append,
  appendPart,
  closeCycle,
  commit,
  createCycle,
  feedbackDone,
  insert,
  mkdir,
  open,
  resumeCycle,
  row,
  run,
  scaffold,
  scaffoldNext,
  scan,
  sendBackCycle,
  setField,
  splitSection,
  stopCycle,
] as const satisfies readonly StepKind[];
