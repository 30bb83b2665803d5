/** The engine's only door: whatever is outside `core` imports from here. */
export { type Decision, type DecisionKind, type Subject, sameSubject, subjectName } from "./approval.ts";
export type { Ask, AskedQuestion, Change, Choice, FileEdit, FollowUp, Plan, Refusal, Run, Wants } from "./change.ts";
export { type Completion, completionsAt } from "./complete.ts";
export * from "./cycle/index.ts";
export { holdsDecisions } from "./decisionPaths.ts";
export type * from "./document.ts";
export type { Feature } from "./feature.ts";
export { type FileLink, fileLinksIn } from "./fileLinks.ts";
export type { Offer } from "./find/find.ts";
export { fixesAt } from "./fix/find.ts";
export type { Fix } from "./fix/fix.ts";
export { planFix } from "./fix/plan.ts";
export { type History, type HistoryEvent, historyOf } from "./history/history.ts";
export type * from "./judged.ts";
export { gateStates, isThrough, leavesOf } from "./judged.ts";
export { type Messages, speak, t } from "./l10n.ts";
export { type Piece, plain, steering, unsteered, visible, visibly } from "./plain.ts";
export { type Action, actionsOf, planAction } from "./plan/action.ts";
export { type EvidencePlace, planAddEvidence } from "./plan/addEvidence.ts";
export { type Adoptable, adoptable, planAdopt, unadoptable } from "./plan/adopt.ts";
export { planAdvance, unmetOf } from "./plan/advance.ts";
export { planDecide } from "./plan/decide.ts";
export { type PlanContext, type RefusalCode, type Searches, searchKey, type Texts } from "./plan/draft.ts";
export { goOn } from "./plan/goOn.ts";
export { planCustomize, planNewProcess } from "./plan/ownProcess.ts";
export type { Answers } from "./plan/questions.ts";
export { approvedPath, type Verdict as PersonsVerdict } from "./plan/record.ts";
export { planStart } from "./plan/start.ts";
export { planTick } from "./plan/tick.ts";
export type { GatePolicy } from "./policy/policy.ts";
export { policyFile } from "./policy/policy.ts";
export type { Commit, Findings, FoundIn, FoundLine, GitFacts, Ports, ReadResult, Search, SecretScan } from "./ports.ts";
export { type Place, type Problem, type Severity, startOf } from "./problem.ts";
export {
  type FixName,
  fixesFor,
  fixNames,
  type ProblemCode,
  type ProblemGuide,
  problemCodes,
  problemGuides,
  problemPage,
} from "./problemCodes.ts";
export { loadProcesses, type Origin, type Process, type ProcessSource } from "./process/process.ts";
export { slugOf } from "./process/variables.ts";
export { readDocument } from "./readers/read.ts";
export { linesWith } from "./search.ts";
export { type Section, sectionIn } from "./section.ts";
export {
  isDenied,
  type Signed,
  type Signing,
  type SignResult,
  signatureNamespace,
  type ToSign,
  type Verified,
} from "./signature.ts";
export { type Person, type WaitingGate, waitingFor } from "./waiting.ts";
export { openWorkspace, type Snapshot, type Workspace } from "./workspace.ts";
