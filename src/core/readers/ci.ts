import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, type YAMLMap } from "yaml";
import { t } from "../l10n.ts";
import type { Problem } from "../problem.ts";

/** A piece of shell that CI runs. */
export interface CiScript {
  text: string;
  line: number;
  /** The folder it runs in, from the repository's root. */
  dir: string;
  /** True where CI itself runs it again when it fails. */
  retried: boolean;
  /** True where the job goes on, and is well, whatever comes of it. */
  ignored: boolean;
}

/** One job of a CI workflow, whatever system it is for. */
export interface CiJob {
  id: string;
  line: number;
  /** What the matrix gives its variables, a set for each run of the job; one empty set without a matrix. */
  legs: Record<string, string>[];
  scripts: CiScript[];
  /** Paths that are kept when the job has ended. */
  uploads: { path: string; line: number }[];
}

/** What a CI workflow runs and keeps. Jobs and steps that are switched off (`if: false`) are left out. */
export interface Ci {
  jobs: CiJob[];
}

/** A matrix of more legs than this is cut off. */
const MAX_LEGS = 256;
const MAX_TEXT = 1_000_000;

interface Reading {
  path: string;
  lineOf(node: unknown): number;
}

/** Whether a path is where a CI system looks for its workflows. */
export const isCiPath = (path: string): boolean =>
  /(^|\/)(\.github\/workflows\/[^/]+|\.gitlab-ci|\.circleci\/config|azure-pipelines|bitbucket-pipelines|\.woodpecker(\/[^/]+)?|\.drone)\.ya?ml$/i.test(
    path,
  );

/** Reads a CI workflow. A file that is no YAML has a problem with its place, and no jobs. */
export function readCi(path: string, text: string): { ci: Ci; problems: Problem[] } {
  const counter = new LineCounter();
  const broken = (message: string, line = 1, column = 1): { ci: Ci; problems: Problem[] } => ({
    ci: { jobs: [] },
    problems: [{ file: path, line, column, code: "yaml-invalid", severity: "error", message }],
  });
  if (text.length > MAX_TEXT)
    return broken(t`The workflow is longer than a million characters; it is not looked into.`);
  try {
    const yaml = parseDocument(text, { lineCounter: counter, prettyErrors: false, merge: true });
    const error = yaml.errors[0];
    if (error) {
      const { line, col } = counter.linePos(error.pos[0]);
      return broken(t`Not valid YAML: ${error.message.split("\n")[0] ?? ""}`, line, col);
    }
    const reading: Reading = {
      path,
      lineOf: (node) => counter.linePos((node as Node | undefined)?.range?.[0] ?? 0).line || 1,
    };
    const root = yaml.contents;
    if (!isMap(root)) return { ci: { jobs: [] }, problems: [] };
    // Aliases are resolved by the library, which stops where they multiply.
    yaml.toJS({ maxAliasCount: 100 });
    return { ci: { jobs: jobsOf(root as YAMLMap, reading) }, problems: [] };
  } catch (cause) {
    return broken(t`Not valid YAML: ${(cause as Error).message.split("\n")[0] ?? ""}`);
  }
}

function jobsOf(root: YAMLMap, reading: Reading): CiJob[] {
  if (/(^|\/)\.github\//i.test(reading.path)) {
    return pairsOf(root.get("jobs")).flatMap(([id, job]) => (isOff(job) ? [] : [githubJob(id, job, root, reading)]));
  }
  if (/\.gitlab-ci\.ya?ml$/i.test(reading.path)) return gitlabJobs(root, reading);
  return otherJobs(root, reading);
}

/* GitHub */

function githubJob(id: string, job: Node, root: YAMLMap, reading: Reading): CiJob {
  const made: CiJob = {
    id,
    line: reading.lineOf(job),
    legs: githubLegs(at(job, "strategy", "matrix")),
    scripts: [],
    uploads: [],
  };
  const defaultDir =
    textAt(job, "defaults", "run", "working-directory") || textAt(root, "defaults", "run", "working-directory");
  for (const step of itemsOf(at(job, "steps"))) {
    if (isOff(step)) continue;
    const uses = textAt(step, "uses");
    const dir = textAt(step, "working-directory") || defaultDir;
    const retried = hasRetries(at(step, "env")) || hasRetries(at(job, "env"));
    const ignored = [step, job].some((each) => textAt(each, "continue-on-error") === "true");
    const run = at(step, "run");
    if (isScalar(run)) made.scripts.push({ text: String(run.value), line: reading.lineOf(run), dir, retried, ignored });
    if (/retry/i.test(uses)) {
      const command = at(step, "with", "command");
      if (isScalar(command))
        made.scripts.push({ text: String(command.value), line: reading.lineOf(command), dir, retried: true, ignored });
    }
    if (/(^|\/)upload-artifact(@|$|\/)/i.test(uses)) {
      const paths = at(step, "with", "path");
      for (const path of textsIn(paths)) made.uploads.push({ path, line: reading.lineOf(paths) });
    }
  }
  return made;
}

/** Variables that say how often a failing target is tried again, with a value that is not nothing. */
const hasRetries = (env: unknown): boolean =>
  pairsOf(env).some(
    ([name, value]) =>
      /RETRY|RETRIES|ATTEMPTS/i.test(name) && isScalar(value) && !/^(0|false|)$/.test(String(value.value)),
  );

function githubLegs(matrix: unknown): Record<string, string>[] {
  const axes = pairsOf(matrix).filter(([key]) => key !== "include" && key !== "exclude");
  let legs = product(axes);
  const excluded = itemsOf(at(matrix, "exclude")).map(recordOf);
  legs = legs.filter((leg) => !excluded.some((each) => covers(leg, each)));
  for (const extra of itemsOf(at(matrix, "include")).map(recordOf)) {
    const fitting = legs.filter(
      (leg) => axes.some(([key]) => key in extra) && axes.every(([key]) => !(key in extra) || leg[key] === extra[key]),
    );
    if (fitting.length > 0) for (const leg of fitting) Object.assign(leg, extra);
    else if (legs.length < MAX_LEGS) legs = axes.length === 0 && isBare(legs) ? [extra] : [...legs, extra];
  }
  return legs;
}

const isBare = (legs: readonly Record<string, string>[]): boolean =>
  legs.length === 1 && Object.keys(legs[0] ?? {}).length === 0;

const covers = (leg: Record<string, string>, part: Record<string, string>): boolean =>
  Object.keys(part).length > 0 && Object.entries(part).every(([key, value]) => leg[key] === value);

/* GitLab */

const reserved = new Set(
  "default include stages variables workflow image services cache pages spec before_script after_script".split(" "),
);

function gitlabJobs(root: YAMLMap, reading: Reading): CiJob[] {
  return pairsOf(root).flatMap(([id, job]): CiJob[] => {
    if (id.startsWith(".") || (reserved.has(id) && id !== "pages") || !isMap(job)) return [];
    const inherited = [job as Node, ...parentsOf(job, root), at(root, "default") as Node].filter(Boolean);
    const first = (...keys: string[]): unknown =>
      inherited.map((each) => at(each, ...keys)).find((found) => found !== undefined);
    const script = first("script");
    if (script === undefined) return [];
    const retry = first("retry");
    const retried = Number(isMap(retry) ? textAt(retry, "max") : isScalar(retry) ? retry.value : 0) > 0;
    const allowed = first("allow_failure");
    const ignored = isScalar(allowed) && allowed.value === true;
    const lines = [...textsIn(first("before_script") ?? root.get("before_script", true)), ...textsIn(script)];
    const paths = first("artifacts", "paths");
    return [
      {
        id,
        line: reading.lineOf(job),
        legs: gitlabLegs(first("parallel", "matrix")),
        scripts: [{ text: lines.join("\n"), line: reading.lineOf(script), dir: "", retried, ignored }],
        uploads: textsIn(paths).map((path) => ({ path, line: reading.lineOf(paths) })),
      },
    ];
  });
}

/** The jobs that a job extends, nearest first. */
function parentsOf(job: unknown, root: YAMLMap, depth = 0): Node[] {
  if (depth > 5) return [];
  return textsIn(at(job, "extends")).flatMap((name) => {
    const parent = root.get(name, true);
    return isMap(parent) ? [parent as Node, ...parentsOf(parent, root, depth + 1)] : [];
  });
}

function gitlabLegs(matrix: unknown): Record<string, string>[] {
  const entries = itemsOf(matrix);
  return entries.length === 0 ? [{}] : entries.flatMap((entry) => product(pairsOf(entry))).slice(0, MAX_LEGS);
}

/* Any other system: whatever looks like a command or a path that is kept, in the jobs that there are. */

const commandKeys = new Set(["run", "script", "command", "commands", "bash", "pwsh"]);
const uploadKeys = new Set([
  "store_artifacts",
  "publish",
  "artifacts",
  "PathtoPublish",
  "targetPath",
  "persist_to_workspace",
]);

function otherJobs(root: YAMLMap, reading: Reading): CiJob[] {
  const jobs = pairsOf(root.get("jobs"));
  const parts: [string, unknown][] = jobs.length > 0 ? jobs : [["workflow", root]];
  return parts.map(([id, node]) => {
    const job: CiJob = { id, line: reading.lineOf(node), legs: [{}], scripts: [], uploads: [] };
    collect(node, job, reading, 0);
    return job;
  });
}

function collect(node: unknown, job: CiJob, reading: Reading, depth: number): void {
  if (depth > 20) return;
  for (const item of itemsOf(node)) collect(item, job, reading, depth + 1);
  for (const [key, value] of pairsOf(node)) {
    if (commandKeys.has(key) && !isMap(value)) {
      job.scripts.push({
        text: textsIn(value).join("\n"),
        line: reading.lineOf(value),
        dir: "",
        retried: false,
        ignored: false,
      });
    } else if (uploadKeys.has(key)) {
      const paths = isMap(value) ? (at(value, "path") ?? at(value, "paths") ?? at(value, "targetPath")) : value;
      for (const path of textsIn(paths)) job.uploads.push({ path, line: reading.lineOf(paths) });
    } else collect(value, job, reading, depth + 1);
  }
}

/* YAML */

function at(node: unknown, ...keys: string[]): unknown {
  let found = node;
  for (const key of keys) {
    if (!isMap(found)) return undefined;
    found = found.get(key, true);
  }
  return found ?? undefined;
}

function textAt(node: unknown, ...keys: string[]): string {
  const found = at(node, ...keys);
  return isScalar(found) && found.value !== null ? String(found.value) : "";
}

const pairsOf = (node: unknown): [string, Node][] =>
  isMap(node)
    ? (node.items as Pair[]).flatMap((pair): [string, Node][] =>
        pair.value ? [[String(isScalar(pair.key) ? pair.key.value : pair.key), pair.value as Node]] : [],
      )
    : [];

const itemsOf = (node: unknown): unknown[] => (isSeq(node) ? node.items : []);

/** The texts of a scalar of one or several lines, or of a list, however deep it is nested. */
function textsIn(node: unknown, depth = 0): string[] {
  if (isScalar(node)) {
    return String(node.value ?? "")
      .split(/\r\n|\r|\n/)
      .map((line) => line.trimEnd())
      .filter((line) => line.trim() !== "");
  }
  return depth > 5 ? [] : itemsOf(node).flatMap((item) => textsIn(item, depth + 1));
}

function recordOf(node: unknown): Record<string, string> {
  return Object.fromEntries(
    pairsOf(node).flatMap(([key, value]) => (isScalar(value) ? [[key, String(value.value)]] : [])),
  );
}

function product(axes: readonly [string, unknown][]): Record<string, string>[] {
  let legs: Record<string, string>[] = [{}];
  for (const [key, values] of axes) {
    const texts = isScalar(values)
      ? [String(values.value)]
      : itemsOf(values).flatMap((item) => (isScalar(item) ? [String(item.value)] : []));
    if (texts.length === 0) continue;
    legs = legs.flatMap((leg) => texts.map((text) => ({ ...leg, [key]: text }))).slice(0, MAX_LEGS);
  }
  return legs;
}

/** A job or step that is switched off for good. */
const isOff = (node: unknown): boolean => /^(\$\{\{\s*)?false(\s*\}\})?$/.test(textAt(node, "if"));
