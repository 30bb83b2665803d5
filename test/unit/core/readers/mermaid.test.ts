import { deepEqual, equal } from "node:assert/strict";
import { edgesOf } from "../../../../src/core/readers/mermaid.ts";

const arrows = (text: string): string[] | undefined =>
  edgesOf(text)?.map(({ from, to, line }) => `${line}: ${from} > ${to}`);

describe("the arrows of a Mermaid flowchart", () => {
  const rows: [title: string, text: string, expected: string[]][] = [
    ["ids", "graph LR\n  A --> B", ["2: A > B"]],
    [
      "labels, wherever they stand",
      'flowchart TD\nA[Batch endpoint] --> B("Scan queue")\nB --> C{{Display}}',
      ["2: Batch endpoint > Scan queue", "3: Scan queue > Display"],
    ],
    ["a chain", "graph LR\nA --> B --> C", ["2: A > B", "2: B > C"]],
    ["several at once", "graph LR\nA & B --> C", ["2: A > C", "2: B > C"]],
    [
      "a text on the arrow",
      "graph LR\nA -->|first| B\nB -- then --> C\nC == at last ==> D",
      ["2: A > B", "3: B > C", "4: C > D"],
    ],
    ["dots and thick lines", "graph LR\nA -.-> B\nB ==> C\nC ---> D", ["2: A > B", "3: B > C", "4: C > D"]],
    ["several on a line", "graph LR\nA-->B; B-->C", ["2: A > B", "2: B > C"]],
    ["a line without a head orders nothing", "graph LR\nA --- B\nB --> C", ["3: B > C"]],
    [
      "no arrow: comments, styles, groups, lone nodes",
      "%% a\ngraph LR\n%% A --> B\nsubgraph one\nA[x]\nend\nclassDef red fill:#f00\nstyle A fill:#f00\nA:::red --> B",
      ["9: x > B"],
    ],
  ];
  for (const [title, text, expected] of rows) it(title, () => deepEqual(arrows(text), expected));
  it("another kind of diagram has none", () => {
    equal(arrows("sequenceDiagram\nA->>B: hello"), undefined);
    equal(arrows(""), undefined);
    equal(arrows("graphics"), undefined);
  });
  it("takes what is broken or endless", () => {
    deepEqual(arrows("graph LR\nA -->\n--> B\nA[ --> B\n[x] --> y"), []);
    equal((arrows(`graph LR\n${"A --> B\n".repeat(5000)}`)?.length ?? 0) < 600, true);
    equal(arrows(`graph LR\n${"-".repeat(100_000)}>`)?.length, 0);
    equal(arrows(`graph LR\nA${"[".repeat(100_000)}`)?.length, 0);
  });
});
