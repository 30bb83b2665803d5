import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { readCoverageSummary, readLcov } from "../../../../src/core/readers/coverage.ts";

describe("coverage reports", () => {
  it("lcov: lines hit of lines found, over all files", () => {
    deepEqual(readLcov("SF:a\nLF:10\nLH:5\nend_of_record\nSF:b\nLF:30\nLH:30\n"), { lines: 87.5 });
    deepEqual(readLcov("SF:a\r\nDA:1,3\r\nDA:2,0\r\n"), { lines: 50 });
    equal(readLcov("SF:a\nLF:0\nLH:0\n"), undefined);
    equal(readLcov("LF:many\nLH:-1\n<html>\n"), undefined);
    deepEqual(readLcov("LF:10\nLH:50\n"), { lines: 100 });
  });
  it("summary: the percentage of the total, else its counts", () => {
    deepEqual(
      readCoverageSummary('{"total":{"lines":{"pct":84.2},"statements":{"pct":80}},"/a.js":{"lines":{"pct":1}}}'),
      { lines: 84.2, statements: 80 },
    );
    deepEqual(readCoverageSummary('{"total":{"lines":{"total":8,"covered":4,"pct":"Unknown"}}}'), {
      lines: 50,
      statements: undefined,
    });
    for (const text of [
      "",
      "{",
      "[]",
      "null",
      "{}",
      '{"total":{"lines":{"pct":"Unknown"}}}',
      '{"total":{"lines":{"pct":180}}}',
    ])
      equal(readCoverageSummary(text), undefined, text);
  });
  it("never throw", () => {
    fc.assert(fc.property(fc.string(), (text) => void readLcov(text)));
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readCoverageSummary(text)));
  });
});
