import { type GateState, isThrough, type JudgedFeature, type JudgedStage, type Problem, plain } from "../core/index.ts";
import { criterionLine } from "./carryOut.ts";
import { byText, sortedProblems } from "./order.ts";
import { type Color, columns, counted, json, painter } from "./output.ts";
import { openSession, type Session } from "./session.ts";
import { decisionLines } from "./signatures.ts";
import { countOf, featureJson, gatesOf } from "./statusJson.ts";
import { featureIn } from "./target.ts";
import type { Terminal } from "./terminal.ts";

export interface StatusOptions {
  json?: boolean;
  feature?: string;
  now?: string;
}

/** `plangate status`: where each piece of work stands. */
export async function status(terminal: Terminal, folder: string, options: StatusOptions): Promise<number> {
  const session = await openSession(folder, options);
  const features = selected(session, options.feature).sort((a, b) => byText(a.id, b.id));
  const problems = problemsOf(session, features);
  if (options.json) {
    const inFull = options.feature !== undefined;
    const root = session.root.replaceAll("\\", "/");
    terminal.out(json({ root, features: features.map((feature) => featureJson(feature, inFull)), problems }));
    return 0;
  }
  const [only] = features;
  if (options.feature !== undefined && only) {
    showFeature(terminal, only);
  } else {
    showFeatures(terminal, session, features);
  }
  showProblems(terminal, problems);
  return 0;
}

const selected = (session: Session, id: string | undefined): JudgedFeature[] =>
  id === undefined ? [...session.snapshot.features] : [featureIn(session.snapshot, id)];

/** The problems of the folder as a whole and those of the features shown; each once. */
export function problemsOf(session: Session, features: readonly JudgedFeature[]): Problem[] {
  return sortedProblems([...session.snapshot.problems, ...features.flatMap((feature) => feature.problems)]);
}

const colors: Record<GateState, Color> = {
  locked: "dim",
  open: "yellow",
  ready: "cyan",
  passed: "green",
  stale: "red",
  waived: "cyan",
  skipped: "dim",
  blocked: "red",
};

function showFeatures(terminal: Terminal, session: Session, features: readonly JudgedFeature[]): void {
  const paint = painter(terminal);
  if (features.length === 0) {
    terminal.out("No work found that follows a known process.\n");
  } else {
    const rows = features.map((feature) => [
      plain(feature.id),
      feature.process,
      ...standing(feature),
      trouble(feature),
    ]);
    const header = ["FEATURE", "PROCESS", "CURRENT GATE", "STATE", "MET", "GATES", ""];
    terminal.out(
      columns([header, ...rows], (cell, column) => {
        if (cell === header[column]) {
          return paint(cell, "bold");
        }
        return column === 3 && cell in colors ? paint(cell, colors[cell as GateState]) : cell;
      }),
    );
  }
  for (const { process, path, title } of session.snapshot.offers) {
    terminal.out(`Ready to start: ${plain(path)} (${plain(title)}), ${plain(process)}\n`);
  }
}

/** Title, state and count of the current gate; and how many gates are through. */
function standing(feature: JudgedFeature): string[] {
  const { current } = feature;
  const { total, passed, waived, skipped } = gatesOf(feature);
  const through = `${passed + waived + skipped}/${total}`;
  return current
    ? [plain(current.title), current.state, `${current.met}/${current.total}`, through]
    : ["-", feature.done ? "done" : "-", "-", through];
}

function trouble(feature: JudgedFeature): string {
  const said = [
    [countOf(feature, "violation"), "violation"],
    [countOf(feature, "contradiction"), "contradiction"],
    [countOf(feature, "stale"), "stale approval"],
    [sortedProblems(feature.problems).length, "problem"],
  ] as const;
  const parts = said.filter(([number]) => number > 0).map(([number, noun]) => counted(number, noun));
  return [...parts, ...(feature.archived ? ["archived"] : [])].join(", ");
}

function showFeature(terminal: Terminal, feature: JudgedFeature): void {
  const paint = painter(terminal);
  terminal.out(`${paint(plain(feature.title), "bold")}  ${plain(feature.id)}  ${plain(feature.processTitle)}\n`);
  const said = trouble(feature);
  if (said !== "") {
    terminal.out(`${said}\n`);
  }
  showStages(terminal, feature.stages, feature.current, "");
  for (const { kind, severity, place, message, rule } of feature.findings) {
    const where = `${plain(place.file)}:${place.line}`;
    terminal.out(
      `${severity === "info" ? severity : kind}  ${where}  ${plain(message)}${rule ? ` (${plain(rule)})` : ""}\n`,
    );
  }
}

function showStages(
  terminal: Terminal,
  stages: readonly JudgedStage[],
  current: JudgedStage | null,
  indent: string,
): void {
  const paint = painter(terminal);
  for (const stage of stages) {
    const here = current !== null && stage.path.join("/") === current.path.join("/");
    const state = `${stage.state}${stage.unverified ? ", unverified" : ""}`;
    const met = stage.total > 0 && stage.children.length === 0 ? `  ${stage.met}/${stage.total}` : "";
    terminal.out(`${here ? ">" : " "} ${indent}${plain(stage.title)}  ${paint(state, colors[stage.state])}${met}\n`);
    const lines = stage.children.length === 0 ? [...decisionLines(stage), ...approvalLines(stage)] : [];
    for (const line of lines) {
      terminal.out(`  ${indent}  ${plain(line)}\n`);
    }
    if (stage.children.length === 0 && (here || (!isThrough(stage.state) && stage.state !== "locked"))) {
      for (const criterion of stage.criteria.filter(({ verdict }) => verdict === "unmet" || verdict === "unknown")) {
        terminal.out(`  ${indent}  ${criterionLine(criterion)}\n`);
      }
    }
    showStages(terminal, stage.children, current, `${indent}  `);
  }
}

/** Who approved, where that is not the whole story: some are missing, or the rules have changed since. */
function approvalLines({ approval, refused }: JudgedStage): string[] {
  const lines: string[] = [];
  const { needed = 1, given = [], changedSince = [] } = approval ?? {};
  if (needed > 1 && given.length > 0) {
    const missing = Math.max(needed - given.length, 0);
    const names = given.map(({ by }) => by.name).join(", ");
    lines.push(`Approved by ${names}${missing > 0 ? `; ${missing} of ${needed} approvals missing` : ""}.`);
  }
  const which = { rules: "other rules of this gate", policy: "another policy of the team" };
  if (changedSince.length > 0) {
    lines.push(`The approval was given under ${changedSince.map((each) => which[each]).join(" and ")} than now.`);
  }
  if (refused) {
    const what = refused.decision.decision === "waived" ? "waiver" : "skip";
    lines.push(`The ${what} by ${refused.decision.by.name} does not count: ${refused.why}.`);
  }
  return lines;
}

function showProblems(terminal: Terminal, problems: readonly Problem[]): void {
  if (problems.length === 0) {
    return;
  }
  terminal.out(`\n${counted(problems.length, "problem")}\n`);
  for (const { severity, file, line, column, message, code } of problems) {
    terminal.out(`  ${severity}  ${plain(file)}:${line}:${column}  ${plain(message)} [${code}]\n`);
  }
}
