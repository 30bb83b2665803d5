/** Everything that can be wrong, by its code: a closed set, for docs, filters and tests. */
export const problemCodes = {
  "approval-missing": "Work has begun past a gate that was never approved.",
  "approval-other-rules": "A gate was approved under other rules than now, or under another policy of the team.",
  "approval-stale": "A text was approved and has changed since.",
  "choice-unmade": "A value is still the list of choices that its schema's example has.",
  "decision-not-allowed": "A waiver or a skip is recorded that is not allowed, or gives no reason; it does not count.",
  "duplicate-copy": "Another copy of the document is in force.",
  "front-matter": "The front matter is not valid YAML.",
  "gate-passed-over": "Work has begun past a gate that does not hold.",
  "gate-skipped": "A gate is recorded as skipped that may not be skipped.",
  "json-invalid": "A state file is not valid JSON.",
  "long-paragraph": "A paragraph is too long to be looked into.",
  "last-good-state": "A state file cannot be read; the last state that could be read is shown.",
  "mark-without-criteria": "A mark or a ticked box claims what is not so.",
  "no-task": "A tasks file names no task.",
  "not-judged": "A piece of work could not be judged.",
  "policy-invalid": "The team's policy cannot be used: no approval counts.",
  "policy-misnamed": "A file looks like the team's policy, and is none by its name or place.",
  "policy-unused": "Something in the team's policy can have no effect.",
  "process-invalid": "A process.yaml cannot be used.",
  "record-from-future": "A decision claims to be from the future, and does not count.",
  "record-invalid": "A recorded decision cannot be read, and does not count.",
  "rule-unmet": "Something a process asks at all times does not hold.",
  "signature-missing":
    "A waiver or a skip has no valid signature, and the team's policy asks for one; it does not count.",
  "signature-tampered": "A recorded decision does not fit its signature, and does not count.",
  "signature-unknown": "A decision is signed with a key that the allowed signers file does not have.",
  "signature-wrong-key": "A decision is signed with the key of somebody else, and does not count.",
  "task-criteria": "A task has no acceptance criteria.",
  "task-id": "A task has no usable id or title.",
  "too-deep": "The document is nested too deeply to be read.",
  "unclosed-fence": "A code fence is never closed.",
  unreadable: "A file cannot be read as text.",
  "unreadable-folder": "A folder cannot be read.",
  "yaml-invalid": "A workflow is not valid YAML.",
} as const;

export type ProblemCode = keyof typeof problemCodes;

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
