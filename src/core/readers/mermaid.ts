/** An arrow of a Mermaid flowchart, by the labels of its ends; where a node has no label, its id. */
export interface Edge {
  from: string;
  to: string;
  /** Counted from the first line of the diagram, which is 1. */
  line: number;
}

/** A hostile diagram has no end; one that people read has far fewer lines. */
const MAX_LINES = 500;
const MAX_LINE = 500;

const nodeId = /^\s*([\p{L}\p{N}_]+(?:[-.][\p{L}\p{N}_]+)*)/u;
const label =
  /^(?:\(\(|\[\[|\[\(|\(\[|\{\{|>|[[({])\s*(?:"([^"]*)"|([^"[\](){}|]*))\s*(?:\)\)|\]\]|\)\]|\]\)|\}\}|[\])}])/;
const styled = /^:::[\w-]+/;
/** `-->`, `==>`, `-.->`, with a text in bars behind it or between its halves; and lines without a head, which say nothing. */
const arrow =
  /^\s*(?:(?:--|==|-\.)\s+[^\s>|-][^>|]*?\s(?:-{2,}>|={2,}>|\.+->)|(?:-{2,}|={2,}|-\.+-)([>ox]?))\s*(?:\|[^|]*\|)?/;

/** The arrows of a flowchart (`graph LR`, `flowchart TD`); undefined for a diagram of another kind. Never throws. */
export function edgesOf(text: string): Edge[] | undefined {
  const lines = text.split(/\r\n|\r|\n/).slice(0, MAX_LINES);
  const start = lines.findIndex((line) => line.trim() !== "" && !line.trim().startsWith("%%"));
  if (!/^\s*(?:graph|flowchart)\b/.test(lines[start] ?? "")) return undefined;
  const labels = new Map<string, string>();
  const found: { from: string; to: string; line: number }[] = [];
  lines.forEach((line, index) => {
    if (
      index <= start ||
      /^\s*(?:%%|subgraph\b|end\b|style\b|classDef\b|class\b|click\b|linkStyle\b|direction\b)/.test(line)
    )
      return;
    for (const statement of line.slice(0, MAX_LINE).split(";")) readStatement(statement, index + 1, labels, found);
  });
  return found.map(({ from, to, line }) => ({ from: labels.get(from) ?? from, to: labels.get(to) ?? to, line }));
}

/** One chain of nodes and arrows: `A & B --> C[Queue] -->|text| D`. */
function readStatement(statement: string, line: number, labels: Map<string, string>, found: Edge[]): void {
  let rest = statement;
  let before: string[] = [];
  for (;;) {
    const group = readNodes(rest, labels);
    if (group.ids.length === 0) return;
    for (const from of before) for (const to of group.ids) found.push({ from, to, line });
    rest = group.rest;
    const next = arrow.exec(rest);
    if (!next) return;
    // A line without a head joins its ends and orders nothing.
    before = next[1] === "" ? [] : group.ids;
    rest = rest.slice(next[0].length);
  }
}

function readNodes(text: string, labels: Map<string, string>): { ids: string[]; rest: string } {
  const ids: string[] = [];
  let rest = text;
  for (;;) {
    const found = nodeId.exec(rest);
    if (!found?.[1]) return { ids, rest };
    ids.push(found[1]);
    rest = rest.slice(found[0].length);
    const said = label.exec(rest);
    if (said) {
      const words = (said[1] ?? said[2] ?? "").replace(/<br\s*\/?>/gi, " ").trim();
      if (words !== "") labels.set(found[1], words);
      rest = rest.slice(said[0].length);
    }
    rest = rest.replace(styled, "");
    const more = /^\s*&/.exec(rest);
    if (!more) return { ids, rest };
    rest = rest.slice(more[0].length);
  }
}
