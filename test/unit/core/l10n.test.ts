import { equal } from "node:assert/strict";
import { saidByProcess, speak, t } from "../../../src/core/l10n.ts";

describe("messages of the engine", () => {
  afterEach(() => speak(undefined));

  const say = (done: number, all: number): string => t`${done} of ${all} boxes`;

  it("are English as long as nobody says otherwise", () => {
    equal(say(3, 7), "3 of 7 boxes");
    equal(t`Nothing is written.`, "Nothing is written.");
  });

  it("are found by their English, and may fill in what they are given in another order", () => {
    speak({ "{0} of {1} boxes": "共 {1} 个,已勾选 {0} 个", "Nothing is written.": "未写入任何内容。" });
    equal(say(3, 7), "共 7 个,已勾选 3 个");
    equal(t`Nothing is written.`, "未写入任何内容。");
  });

  it("stay English where a translation is missing", () => {
    speak({ "{0} of {1} files": "{0} de {1} arquivos" });
    equal(say(0, 1), "0 of 1 boxes");
  });

  it("fill in what a document says as it stands there, however it looks", () => {
    speak({ "{0} names {1}": "{0} nomeia {1}" });
    equal(t`${"{1} $& {0}"} names ${"{9}"}`, "{1} $& {0} nomeia {9}");
    speak({ "{0} names {1}": "{0} nomeia {7}" });
    equal(t`${"a"} names ${"b"}`, "a nomeia {7}");
  });

  it("keep what a process says apart from messages of the same words", () => {
    speak({ Done: "Concluídas", "Done/process": "Concluída" });
    equal(t`Done`, "Concluídas");
    equal(saidByProcess("Done"), "Concluída");
    equal(saidByProcess("A team's own label"), "A team's own label");
  });
});
