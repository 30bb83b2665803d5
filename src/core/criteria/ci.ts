import * as z from "zod";
import type { CiDocument } from "../document.ts";
import { t } from "../l10n.ts";
import { either } from "../listing.ts";
import type { Place } from "../problem.ts";
import type { CiJob } from "../readers/ci.ts";
import { joined, makeCallsIn } from "../readers/shell.ts";
import { criterion, type GateContext, met, unknown, unmet } from "./criterion.ts";
import { listOf, pathsOf } from "./select.ts";

const names = z.union([z.string(), z.array(z.string()).min(1)]);

/** Where CI systems look for their workflows, from the workspace folder. */
const workflows = [
  "/.github/workflows/*.yml",
  "/.github/workflows/*.yaml",
  "/.gitlab-ci.yml",
  "/.circleci/config.yml",
  "/azure-pipelines.yml",
  "/bitbucket-pipelines.yml",
  "/.woodpecker.yml",
  "/.woodpecker/*.yml",
  "/.drone.yml",
];

export const ci = criterion({
  name: "ci",
  description: "CI makes targets, each in a job or a leg of a matrix of its own where asked, and keeps folders.",
  example: "ci: {makes: [qa], fails: true}",
  schema: z.strictObject({
    files: z.array(z.string()).min(1).optional().describe("The workflows, where they are none of the usual ones"),
    makes: z.array(names).default([]).describe("Targets; a list gives other names, of which one is enough"),
    apart: z.boolean().optional().describe("Each of them in a job, or a leg of a matrix, of its own"),
    fails: z.boolean().optional().describe("The job fails when they do"),
    retries: z.boolean().optional().describe("They are tried again when they fail"),
    keeps: z.array(z.string()).default([]).describe("Folders that are stored when a job has ended"),
  }),
  check(params, context) {
    const paths = pathsOf(params.files ?? workflows, context);
    if (paths.length === 0) return nowhere(context);
    const documents = paths.map((path) => ({ path, document: context.facts.document(path) }));
    const unread = documents.find(({ document }) => document === undefined);
    if (unread) return unknown(t`${unread.path} is not read yet`);
    const read = documents.flatMap(({ document }) => (document?.kind === "ci" ? [document] : []));
    const place: Place = { file: paths[0] ?? "", line: 1, column: 1 };
    const broken = read.flatMap((document) => document.problems)[0];
    const lacking = (message: string) =>
      broken ? unknown(t`${message}; ${broken.file} cannot be read`, broken) : unmet(message, place);
    const calls = read.flatMap(callsOf);
    const here = calls.filter(({ dir }) => dir === context.feature.folder || dir.includes("$"));
    const legs = new Set<string>();
    for (const each of params.makes) {
      const wanted = listOf(each);
      const made = here.filter((call) => call.targets.some((target) => wanted.includes(target)));
      const name = either(wanted);
      if (made.length === 0) {
        const elsewhere = calls.find((call) => call.targets.some((target) => wanted.includes(target)));
        if (elsewhere)
          return unmet(
            t`CI makes ${name} in "${elsewhere.dir || "."}", not in "${context.feature.folder || "."}"`,
            elsewhere.place,
          );
        const open = here.find((call) => call.targets.some((target) => target.includes("$")));
        return open
          ? unknown(
              t`Whether CI makes ${name} is not known: "${open.targets.join(" ")}" is decided as it runs`,
              open.place,
            )
          : lacking(t`No CI workflow makes ${name}`);
      }
      const sure = made.filter((call) => !call.dir.includes("$"));
      if (sure.length === 0)
        return unknown(t`The folder that CI makes ${name} in is decided as it runs`, made[0]?.place);
      const counting = params.fails ? sure.filter((call) => !call.ignored) : sure;
      if (counting.length === 0) return unmet(t`CI makes ${name}, but goes on when it fails`, sure[0]?.place);
      if (params.retries && !counting.some((call) => call.retried))
        return unmet(t`CI makes ${name}, but does not try again when it fails`, counting[0]?.place);
      if (!params.apart) continue;
      const own = counting.find((call) => !legs.has(call.leg));
      if (!own)
        return unmet(
          t`CI makes ${name} in one job with others; a matrix, or a job of its own, runs it beside them`,
          counting[0]?.place,
        );
      legs.add(own.leg);
    }
    const kept = read.flatMap((document) =>
      document.ci.jobs.flatMap((job) => job.uploads.map(({ path }) => plainPath(path))),
    );
    const wanted = params.keeps.map((folder) => joined(context.feature.folder, folder));
    const dropped = wanted.find((folder) => !kept.some((path) => holds(path, folder)));
    if (dropped !== undefined) return lacking(t`No CI workflow keeps ${dropped}/`);
    return met(t`CI does it`, place);
  },
});

/** Where no workflow is seen: none at all, or out of sight above the workspace folder. */
function nowhere(context: GateContext) {
  const prefix = context.facts.git?.prefix ?? "";
  return prefix === ""
    ? unmet(t`There is no CI workflow`, context.place)
    : unknown(
        t`CI looks at the top of the repository, which lies above this folder (${prefix} in it): open that folder`,
        context.place,
      );
}

interface Call {
  targets: string[];
  dir: string;
  retried: boolean;
  ignored: boolean;
  /** The job, and the leg of its matrix. */
  leg: string;
  place: Place;
}

const callsOf = (document: CiDocument): Call[] =>
  document.ci.jobs.flatMap((job) => job.legs.flatMap((leg, index) => callsIn(job, leg, index, document.path)));

function callsIn(job: CiJob, leg: Record<string, string>, index: number, file: string): Call[] {
  return job.scripts.flatMap((script) =>
    makeCallsIn(withLeg(script.text, leg)).map((call) => ({
      targets: call.targets,
      dir: joined(plainPath(withLeg(script.dir, leg)), call.dir),
      retried: script.retried || call.retried,
      ignored: script.ignored || call.ignored,
      leg: `${file}\0${job.id}\0${index}`,
      place: { file, line: script.line, column: 1 },
    })),
  );
}

/** A text with what the matrix gives: `${{ matrix.target }}`, `$TARGET`, `${TARGET}`. */
const withLeg = (text: string, leg: Record<string, string>): string =>
  text
    .replace(/\$\{\{\s*matrix\.([\w-]+)\s*\}\}/g, (whole, name: string) => leg[name] ?? whole.replace(/\s+/g, ""))
    .replace(/\$\{\{[^}]{0,200}\}\}/g, (whole) => whole.replace(/\s+/g, ""))
    .replace(/\$\{?(\w+)\}?/g, (whole, name: string) => (Object.hasOwn(leg, name) ? (leg[name] ?? whole) : whole));

/** A path is no longer than this anywhere. */
const MAX_PATH = 1000;

/** A path from the repository's root, without what stands for that root and without wildcards at its end. */
const plainPath = (path: string): string =>
  joined(
    "",
    path
      .slice(0, MAX_PATH)
      .trim()
      .replace(/^\$\{\{\s*github\.workspace\s*\}\}\/?|^\$\{?(GITHUB_WORKSPACE|CI_PROJECT_DIR)\}?\/?|^~\/project\/?/, "")
      .replace(/(\/\*+)+(\/?\*?\.\w+)?$/, ""),
  );

/** Whether what is kept under a path holds a folder: the folder itself, one around it, or files in it. */
const holds = (path: string, folder: string): boolean =>
  !path.startsWith("!") &&
  (path === "" || path === "**" || path === folder || folder.startsWith(`${path}/`) || path.startsWith(`${folder}/`));
