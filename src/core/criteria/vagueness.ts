import { t } from "../l10n.ts";
import { fold } from "../words.ts";

/** Why a condition cannot be checked, and how it could be put instead. */
export interface Vague {
  /** The part of the text that says too little. */
  claim: string;
  /** Why a claim of that kind cannot be checked, and how it could be put, in a sentence about the claim. */
  advice(claim: string): string;
  /** A condition of that kind with placeholders for what only its author knows; written into documents. */
  skeleton: string;
}

/**
 * Whether a gate's text is vague. Only a text of which *every* claim is known to say nothing that can be checked is
 * called so: one figure, command, path, name or outcome in it is enough, and what is not understood passes. A warning on
 * an honest gate does more harm than a vague one that is missed.
 */
export function vagueness(text: string): Vague | undefined {
  const claims = text.split(/[.;!]+(?=\s|$)|\n/).flatMap((claim) => (claim.trim() === "" ? [] : [claim.trim()]));
  const found = claims.map((claim) => vagueClaim(claim));
  return found.length > 0 && found.every((each) => each !== undefined) ? found[0] : undefined;
}

/** A claim as a whole, or all of what it is joined from by "and" and commas. */
function vagueClaim(claim: string): Vague | undefined {
  if (isSpecific(claim)) return undefined;
  const whole = kindOf(claim);
  if (whole) return { claim, ...whole };
  const parts = claim.split(/,?\s+(?:and|&)\s+|,\s+/i);
  const kinds = parts.map((part) => kindOf(part));
  return parts.length > 1 && kinds[0] && kinds.every((kind) => kind !== undefined) ? { claim, ...kinds[0] } : undefined;
}

/** A figure, a command, a path, a quoted text inside the claim: something that can be looked for. */
function isSpecific(claim: string): boolean {
  const inner = claim.replace(/^["'“”‘’*_\s]+|["'“”‘’*_\s.]+$/g, "");
  return /[`\d%<>=/]|["“”]/.test(inner);
}

type Kind = Omit<Vague, "claim">;

function kindOf(claim: string): Kind | undefined {
  const plain = fold(claim)
    .replace(/^["'\s]+|["'\s.:!]+$/g, "")
    .replace(/\([^()]*\)$/, "")
    .replace(/^(?:verify|check|ensure|make sure|confirm|validate|the|our|that|this|all|every|whole|entire|new)\s+/g, "")
    .replace(/^(?:that|the|our|all|whole|entire|new)\s+/g, "")
    .trim();
  return kinds.find(([pattern]) => pattern.test(plain))?.[1];
}

/** One of these, as a part of a larger expression. */
const oneOf = (...parts: readonly RegExp[]): string => `(?:${parts.map(({ source }) => source).join("|")})`;

const adverb = oneOf(
  /correctly|properly|well|fine|ok|okay|smoothly|reliably|nicely|great|perfectly|successfully|flawlessly|cleanly/,
  /(?:just )?as (?:expected|intended|designed|planned|it should|required|desired)|without (?:any )?(?:issues?|problems?)/,
  /(?:for|to) (?:the )?users?|end to end|end-to-end|in (?:general|practice)/,
);
/** Up to four words that name something, none of which says when or how. */
const thing = oneOf(/(?:[\p{L}-]+ ){0,3}?[\p{L}-]+/u);
const quality = oneOf(
  /clean|good|fine|nice|great|ok|okay|ready|stable|solid|robust|complete|completed|done|finished|acceptable/,
  /satisfactory|sufficient|adequate|reasonable|correct|right|maintainable|readable|understandable|clear|simple|fast|quick/,
  /performant|responsive|efficient|scalable|secure|safe|reliable|usable|intuitive|polished|professional|modern|user-friendly/,
  /production-ready|production ready|ready for (?:production|release|launch|review|use)|in good shape|in place|good enough/,
  /functional|operational|working|up and running|well[- ](?:tested|designed|structured|written|documented)|high|better|improved/,
);
const degree = `${oneOf(/very |really |quite |all |fully |pretty |much |mostly |reasonably |sufficiently |now /)}*`;

const noOutcome: Kind = {
  advice: (claim) =>
    t`“${claim}” does not say what is tried and what must come out. Rather: name one request, command or action and its outcome, such as “a second claim on one parcel returns 409”`,
  skeleton: "<one request, command or action> gives <its outcome>",
};

const impression: Kind = {
  advice: (claim) =>
    t`“${claim}” is an impression: it comes out differently with every person asked. Rather: say what a person does and must reach, such as “two people who did not build it each file a claim by the guide alone”`,
  skeleton: "2 people who did not build it each reach <outcome> by <what they do> alone",
};

/** What says nothing that somebody else could check, by the whole of a claim. */
const kinds: readonly (readonly [RegExp, Kind])[] = [
  [
    /^tests? (?:all )?(?:(?:are |is )?(?:passing|green|ok|fine)|pass|passes|succeed|work|run)(?: (?:fine|ok|correctly|now))?$/u,
    {
      advice: (claim) =>
        t`“${claim}” leaves open which tests, and how they are run. Rather: name the command and what it must print, such as “\`npm test -- claims\` ends with 0 failures”`,
      skeleton: "<test command> ends with 0 failures",
    },
  ],
  [
    new RegExp(
      `^(?:${thing} )?(?:quality )?(?:looks?|seems?|feels?|appears?)(?: to be)? ${degree}(?:${quality}|right|like it works)(?: to (?:me|us|everyone))?$`,
      "u",
    ),
    {
      advice: (claim) =>
        t`“${claim}” is an impression: two people may differ. Rather: say what a tool or a person counts, such as “the linter reports 0 warnings for \`src/claims\`”`,
      skeleton: "<tool, such as the linter> reports 0 <what it counts> for <path>",
    },
  ],
  [
    new RegExp(
      `^${thing} (?:works?|functions?|behaves?|operates?|performs?|runs?|(?:is|are) (?:working|running|functioning)) ${degree}${adverb}(?: ${adverb})?$`,
      "u",
    ),
    noOutcome,
  ],
  [/^(?:(?:[\p{L}-]+ ){0,2}[\p{L}-]+|end[- ]to[- ]end) (?:works?|(?:is|are) working|functions)$/u, noOutcome],
  [
    new RegExp(
      `^(?:${thing} )?(?:is|are|has been|have been|be) ${degree}${quality}(?:(?:,| and| &) ${quality})*(?: ${adverb})?$`,
      "u",
    ),
    {
      advice: (claim) =>
        t`“${claim}” does not say by what it is seen. Rather: name what must be there or be measured, such as “\`docs/api.md\` lists every route that \`npm run routes\` prints”`,
      skeleton: "<file, page or output> has <what must be in it>, 0 of it missing",
    },
  ],
  [
    new RegExp(`^(?:${thing} )?(?:done|finished|complete|completed|implemented)$`, "u"),
    {
      advice: (claim) =>
        t`“${claim}” only repeats that the work is finished. Rather: say what shows it, such as “a new user signs up and the row is in \`users\`”`,
      skeleton: "<one action> leaves <what shows it, such as a row or a file> behind, seen by <command>",
    },
  ],
  [
    /^(?:(?:high|good|great|better|improved|acceptable|adequate|reasonable|sufficient|decent|clean) (?:[\p{L}-]+ ){0,2}[\p{L}-]+|lgtm|looks good|good to go|(?:production[- ])?ready(?: for [\p{L}-]+)?|everything (?:ok|okay|fine|good))$/u,
    {
      advice: (claim) =>
        t`“${claim}” gives no measure. Rather: give the figure and how it is taken, such as “p95 of \`GET /claims\` is below 300 ms over 1,000 requests”`,
      skeleton: "<figure that is measured> is below <limit> over <how many runs>, taken by <command>",
    },
  ],
  [
    /^no (?:major|big|serious|obvious|significant|known|noticeable) (?:issues?|bugs?|problems?|errors?|regressions?|defects?)(?: (?:remain|left|found|exist|open))?$/u,
    {
      advice: (claim) =>
        t`“${claim}” leaves open who looked, and for what. Rather: name where they would be listed and how many may be open, such as “0 open issues with the label \`claims\`”`,
      skeleton: "<where they are listed> has 0 open <kind of issue>",
    },
  ],
  [
    /^(?:[\p{L}-]+ ){0,2}(?:team|users?|stakeholders?|customers?|clients?|everyone|everybody|people|we|management|developers?) (?:is|are|feels?|seems?) (?:happy|satisfied|confident|comfortable|pleased|ok|okay|fine|convinced|in agreement)(?: with .{0,40})?$/u,
    impression,
  ],
  [
    /^(?:[\p{L}-]+ ){0,2}(?:users?|stakeholders?|customers?|everyone|people|team) (?:likes?|loves?|enjoys?) .{1,40}$/u,
    impression,
  ],
];
