import { plain } from "../core/index.ts";
import type { Report } from "./check.ts";
import { byText } from "./order.ts";
import { jsonText } from "./output.ts";
import { packageVersion } from "./version.ts";

const levels = { error: "error", warning: "warning", info: "note" } as const;

/** Findings as SARIF 2.1.0, as code scanning takes it. Paths count from `%SRCROOT%`, the folder that was checked. */
export function sarifOf(reports: readonly Report[]): string {
  const ids = [...new Set(reports.map(idOf))].sort(byText);
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Plangate",
            semanticVersion: packageVersion(),
            rules: ids.map((id) => ({ id, shortDescription: { text: nameOf(id, reports) } })),
          },
        },
        columnKind: "utf16CodeUnits",
        results: reports.map((report) => ({
          ruleId: idOf(report),
          ruleIndex: ids.indexOf(idOf(report)),
          level: levels[report.severity],
          message: { text: literal(plain(report.message)) },
          locations: [location(report.file, { startLine: report.line, startColumn: report.column })],
          ...(report.related.length > 0 && {
            relatedLocations: report.related.map(({ file, line }, id) => ({
              id,
              ...location(file, { startLine: line }),
            })),
          }),
          properties: { kind: report.kind, code: report.code, feature: report.feature, stage: report.stage },
        })),
      },
    ],
  };
  return jsonText(log);
}

/** A viewer makes links of `[text](target)`; what a document says is no link. */
const literal = (text: string): string => (/\]\(/.test(text) ? text.replace(/[\\[\]]/g, "\\$&") : text);

const idOf = ({ rule, code }: Report): string => rule ?? code;

function nameOf(id: string, reports: readonly Report[]): string {
  const report = reports.find((each) => idOf(each) === id);
  return report ? `${report.kind}: ${report.code}` : id;
}

function location(file: string, region: { startLine: number; startColumn?: number }): object {
  const uri = file.toWellFormed().split("/").map(encodeURIComponent).join("/");
  return { physicalLocation: { artifactLocation: { uri, uriBaseId: "%SRCROOT%" }, region } };
}
