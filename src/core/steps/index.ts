import { append } from "./append.ts";
import { appendPart } from "./appendPart.ts";
import { commit } from "./commit.ts";
import { insert } from "./insert.ts";
import { mkdir } from "./mkdir.ts";
import { open } from "./open.ts";
import { row } from "./row.ts";
import { run } from "./run.ts";
import { scaffold } from "./scaffold.ts";
import { scaffoldNext } from "./scaffoldNext.ts";
import { scan } from "./scan.ts";
import { setField } from "./setField.ts";
import { splitSection } from "./splitSection.ts";
import type { StepKind } from "./step.ts";

/** What advancing and a process's own actions can do. A new kind is a new file and a line here. */
export const stepKinds = [
  append,
  appendPart,
  commit,
  insert,
  mkdir,
  open,
  row,
  run,
  scaffold,
  scaffoldNext,
  setField,
  splitSection,
  scan,
] as const satisfies readonly StepKind[];
