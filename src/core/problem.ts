import type { ProblemCode } from "./problemCodes.ts";

export type { ProblemCode } from "./problemCodes.ts";

/** How bad a problem is: an error makes something unreadable, a warning is likely wrong, an info is worth knowing. */
export type Severity = "error" | "warning" | "info";

/** A place in a workspace file. Lines and columns count from 1, columns in UTF-16 units. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

/** Something wrong in a file, said so that a person can mend it. `rule` is `<process>/<row id>` where one applies. */
export interface Problem extends Place {
  code: ProblemCode;
  severity: Severity;
  message: string;
  rule?: string;
}

/** The start of a file: the place for what concerns the file as a whole. */
export const startOf = (file: string): Place => ({ file, line: 1, column: 1 });
