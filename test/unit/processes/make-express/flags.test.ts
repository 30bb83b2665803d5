import type { Files } from "../../support/memory.ts";
import { check, edited, section } from "./support.ts";

/** What takes itself back is not off; what is off stays so, in whatever words. */
describe("make-express: flags that are off by default", () => {
  const plan = "artifacts/instrumentation_plan.md";
  const row = "| `holds.release_locked` | the release statement in `src/holds/release.js` | off |";
  const byDefault = (value: string): Files => edited(plan, row, row.replace("| off |", `| ${value} |`));
  const listed = (text: string): Files =>
    section(plan, "## Feature Flags", `- \`holds.lock\` guards renewals; ${text}`);
  check("ME-G5", "5", "Risky paths have flags, off by default", {
    breaks: [
      ...[
        "0.5",
        "no longer off",
        "disabled=false",
        "off until deploy, then on",
        "none, always on",
        "off (on in production)",
        "off in staging, on in production",
        "off, then on",
        "false positives on",
        "0.5 (half of all users)",
        "not off",
      ].map((value): [string, Files] => [`Default: ${value}`, byDefault(value)]),
      ...[
        "default: 0.5",
        "default: off until deploy, then on",
        "default off, then on",
        "default: disabled=false",
        "no longer off by default",
        "off by default until the deploy",
      ].map((text): [string, Files] => [`listed: ${text}`, listed(text)]),
    ],
    still: [
      ...[
        "Off",
        "`false`",
        "0",
        "0 %",
        "no",
        "None",
        "unset",
        "not set",
        "disabled",
        "off (turned on for one tenant at a time)",
        "0 (off)",
        "off in production",
        "off in production, on in staging",
        "off everywhere",
        "off by default",
        "❌ off.",
        '"off"',
      ].map((value): [string, Files] => [`Default: ${value}`, byDefault(value)]),
      ...[
        "default off, removed two weeks after the release",
        "off by default",
        "default: false",
        "off by default, Jo turns it on",
        "(default: off)",
        "default is off and stays so for a week",
      ].map((text): [string, Files] => [`listed: ${text}`, listed(text)]),
    ],
  });
});
