import { findingWord } from "../../shared/words/findings.ts";
import type { FindingNode } from "../nodes.ts";
import type { Row } from "../row.ts";
import { severityIcon } from "./severity.ts";

/** A violation, contradiction or stale approval, under the gate that it is about. */
export function findingRow({ feature, finding, index }: FindingNode): Row {
  const word = findingWord(finding);
  return {
    id: `finding/${feature.id}/${finding.stage}/${index}`,
    label: word,
    description: finding.message,
    tooltip: [`${word}: ${finding.message}`, `${finding.place.file}:${finding.place.line}`],
    spoken: `${word}: ${finding.message}`,
    icon: severityIcon(finding.severity),
    place: finding.place,
  };
}
