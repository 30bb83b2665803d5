const failure =
  "(?:fail(?:ed|s|ing|ures?)?|errors?|warnings?|problems?|issues?|findings?|flak(?:y|es?)|broken|red|critical)(?![\\p{L}])";

/** "0 failed", "no errors", "none of them failed", "without failures": that there is none. */
const none = new RegExp(
  `(?<![\\d.,/])(?:0+|no|none|zero|without|not one)(?: of (?:\\d+|them))?\\s+(?:\\p{L}+\\s+)?${failure}`,
  "gu",
);

/** "no longer flaky", "not flaky any more", "does not fail any more". */
const ended = new RegExp(
  `\\b(?:no longer ${failure}|(?:(?:is|are|was|were|does|do|did) )?not ${failure} (?:any ?more|any longer|now))`,
  "gu",
);

/** "the test that failed last week": what was is not what is. */
const past = /\b(?:that|which) (?:had )?failed (?:last|before|earlier|previously|yesterday|in the past)(?: \p{L}+)?/gu;

/**
 * A folded text in which only those failures are left that happened: that there is none reads as `clean`, and what
 * failed once and does so no more is taken out.
 */
export const withoutNoFailures = (text: string): string =>
  text.replace(past, " ").replace(ended, " ").replace(none, "clean");
