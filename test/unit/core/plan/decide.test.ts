import { deepEqual, equal, match } from "node:assert/strict";
import {
  adoptable,
  type PersonsVerdict,
  type Plan,
  planAdopt,
  planDecide,
  type Subject,
} from "../../../../src/core/index.ts";
import { readRecord } from "../../../../src/core/readers/record.ts";
import { type Files, sha256 } from "../../support/memory.ts";
import { approvalAsked, doc, made } from "../judge/made.ts";
import { onlyFeature, openUnder, stageAt, statesOf } from "../judge/process.ts";
import { applied, asChange, NOW, planned, textAfter } from "./play.ts";

const text = "# Doc\n\nText of its own.\n\n- [x] One\n";
const record = ".plangate/approvals/made/x/1.yaml";
const process = made([doc("1", approvalAsked), doc("2", approvalAsked), doc("3")]);
const person: Pick<PersonsVerdict, "by" | "through"> = {
  by: { name: "Ada Roux", email: "ada@example.org" },
  through: "editor",
};

/** Approves the first gate; `edit` plays what happens between the dialog and the confirmation. */
async function approve(
  files: Files,
  over: Partial<PersonsVerdict> = {},
  edit: (files: Files) => void = () => undefined,
): Promise<Plan> {
  const workspace = await openUnder([process], files);
  const shown = stageAt(onlyFeature(workspace), "1").approval?.subject ?? [];
  edit(files);
  return planned(workspace, files, (context) =>
    planDecide("x", ["1"], { kind: "approved", ...person, shown, ...over }, context),
  );
}

describe("planDecide (C-3)", () => {
  for (const kind of ["approved", "changes-requested", "waived", "skipped", "revoked"] as const)
    it(`decides nothing on archived work: ${kind}`, async () => {
      const files: Files = { "archive/x_doc1.md": text };
      const workspace = await openUnder([process], files);
      const { archived, id } = onlyFeature(workspace);
      equal(archived, true);
      const verdict = { kind, ...person, comment: "Because", shown: [] };
      const plan = await planned(workspace, files, (context) => planDecide(id, ["1"], verdict, context));
      deepEqual([plan.kind, "code" in plan && plan.code], ["refusal", "archived"]);
    });

  it("records who, when, through what, and what was shown", async () => {
    const files: Files = { "x_doc1.md": text };
    const plan = await approve(files, { comment: "Go: it's “fine”\n- really" });
    deepEqual(
      asChange(plan).edits.map(({ path, expect }) => [path, expect]),
      [
        [".plangate/.gitattributes", null],
        [".plangate/README.md", null],
        [record, null],
        [`.plangate/approved/${sha256(text)}`, null],
      ],
    );
    equal(textAfter(files, plan, `.plangate/approved/${sha256(text)}`), text);
    const { decisions, problems } = readRecord(record, textAfter(files, plan, record));
    deepEqual(problems, []);
    const [{ fingerprint, policy, subject, ...rest } = { fingerprint: "", policy: "", subject: [] }, ...more] =
      decisions;
    deepEqual(more, []);
    deepEqual(rest, {
      decision: "approved",
      process: "made",
      feature: "x",
      gate: "1",
      by: person.by,
      at: NOW,
      through: "editor",
      comment: "Go: it's “fine”\n- really",
    });
    match(fingerprint, /^[0-9a-f]{64}$/);
    match(policy ?? "", /^[0-9a-f]{64}$/);
    deepEqual(subject, [{ path: "x_doc1.md", sha256: sha256(text), digest: sha256(text.replace("[x]", "[ ]")) }]);
  });

  it("the gate is passed at once", async () => {
    const files: Files = { "x_doc1.md": text };
    const feature = onlyFeature(await openUnder([process], applied(files, await approve(files))));
    deepEqual(Object.values(statesOf(feature)), ["passed", "open", "locked"]);
  });

  it("the hash is of the bytes, byte order mark and line ends included", async () => {
    const windows = `\ufeff${text.replaceAll("\n", "\r\n")}`;
    const files: Files = { "x_doc1.md": windows };
    const [found] = readRecord(record, textAfter(files, await approve(files), record)).decisions;
    equal(found?.subject[0]?.sha256, sha256(windows));
    equal(textAfter(files, await approve(files), `.plangate/approved/${sha256(windows)}`), windows);
    equal(found?.subject[0]?.digest, sha256(text.replace("[x]", "[ ]")));
  });

  const appended: [title: string, before: string][] = [
    ["a free-form record", "Gate passed on Friday\nReviewer: Ada\n"],
    ["a free-form record without a final line end", "Reviewer: Ada"],
    ["a record of a Windows machine", "Reviewer: Ada\r\nOn: Friday\r\n"],
    ["an empty record", ""],
    ["words that look like YAML", "approved: [yes\n"],
  ];
  for (const [title, before] of appended) {
    it(`is appended to ${title}, which stays as it is`, async () => {
      const files: Files = { "x_doc1.md": text, [record]: before };
      const plan = await approve(files);
      const after = textAfter(files, plan, record);
      equal(after.startsWith(before), true);
      equal(readRecord(record, after).decisions.length, 1);
      if (before.includes("\r\n")) equal(/(?<!\r)\n/.test(after), false);
      equal(stageAt(onlyFeature(await openUnder([process], applied(files, plan))), "1").state, "passed");
    });
  }

  it("is appended to decisions: both are read, the older one first", async () => {
    let files: Files = { "x_doc1.md": text };
    files = applied(files, await approve(files, { comment: "first" }));
    const changed: Files = { ...files, "x_doc1.md": `${text}More.\n` };
    equal(stageAt(onlyFeature(await openUnder([process], changed)), "1").state, "stale");
    const plan = await approve({ ...changed }, { comment: "second" });
    const after = applied(changed, plan);
    deepEqual(
      readRecord(record, String(after[record])).decisions.map(({ comment }) => comment),
      ["first", "second"],
    );
    equal(stageAt(onlyFeature(await openUnder([process], after)), "1").state, "passed");
  });

  describe("is refused", () => {
    const rows: [
      title: string,
      files: Files,
      over: Partial<PersonsVerdict>,
      code: string,
      edit?: (files: Files) => void,
    ][] = [
      ["while a criterion is unmet", { "x_doc1.md": "Text <left>\n" }, {}, "unmet"],
      ["where nobody is named", { "x_doc1.md": text }, { by: { name: "", email: "" } }, "answer-missing"],
      ["where nothing was shown", { "x_doc1.md": text }, { shown: [] }, "changed"],
      [
        "where another text was shown",
        { "x_doc1.md": text },
        { shown: [{ path: "x_doc1.md", sha256: sha256("other"), digest: sha256("other") }] },
        "changed",
      ],
      [
        "where another file was shown",
        { "x_doc1.md": text },
        { shown: [{ path: "x_doc2.md", sha256: sha256(text), digest: "" }] },
        "changed",
      ],
      [
        "where the text changed under the dialog",
        { "x_doc1.md": text },
        {},
        "changed",
        (files) => Object.assign(files, { "x_doc1.md": `${text}!` }),
      ],
      [
        "where only a box was ticked under the dialog",
        { "x_doc1.md": text },
        {},
        "changed",
        (files) => Object.assign(files, { "x_doc1.md": text.replace("[x]", "[ ]") }),
      ],
      [
        "where the file vanished under the dialog",
        { "x_doc1.md": text },
        {},
        "changed",
        (files) => delete files["x_doc1.md"],
      ],
      [
        "while the text is not saved",
        { "x_doc1.md": { kind: "text", text, sha256: sha256(text), unsaved: true } },
        {},
        "unsaved",
      ],
    ];
    for (const [title, files, over, code, edit] of rows) {
      it(title, async () => {
        const plan = await approve({ ...files }, over, edit);
        deepEqual(
          [plan.kind, plan.kind === "refusal" && plan.code],
          ["refusal", code],
          plan.kind === "refusal" ? plan.message : "",
        );
      });
    }
    const at = async (stage: string, files: Files): Promise<string | false> => {
      const workspace = await openUnder([process], files);
      const shown: Subject[] = stageAt(onlyFeature(workspace), stage).approval?.subject ?? [];
      const plan = await planned(workspace, files, (context) =>
        planDecide("x", [stage], { kind: "approved", ...person, shown }, context),
      );
      return plan.kind === "refusal" && plan.code;
    };
    it("at a gate that asks for no approval", async () =>
      equal(await at("3", { "x_doc1.md": text, "x_doc3.md": text }), "not-asked"));
    it("at a gate that is locked", async () => equal(await at("2", { "x_doc1.md": text, "x_doc2.md": text }), "unmet"));
    it("for a feature that is not there", async () => {
      const workspace = await openUnder([process], { "x_doc1.md": text });
      const plan = await planned(workspace, {}, (context) =>
        planDecide("y", undefined, { kind: "approved", ...person, shown: [] }, context),
      );
      equal(plan.kind === "refusal" && plan.code, "unknown");
    });
  });
});

describe("planAdopt (C-14)", () => {
  const adopt = async (files: Files, over: Partial<Pick<PersonsVerdict, "by" | "comment">> = {}): Promise<Plan> => {
    const workspace = await openUnder([process], files);
    return planned(workspace, files, (context) =>
      planAdopt({ ...person, shown: adoptable(context.workspace.snapshot.features, person.by), ...over }, context),
    );
  };
  const listed = async (files: Files): Promise<string[]> =>
    adoptable((await openUnder([process], files)).snapshot.features, person.by).map(
      ({ feature, stage }) => `${feature} ${stage.path.join("/")}`,
    );

  const rows: [title: string, files: Files, gates: string[]][] = [
    ["nothing where no gate was passed over", { "x_doc1.md": text }, []],
    ["a gate without its approval", { "x_doc1.md": text, "x_doc2.md": text }, ["x 1"]],
    ["a gate without its document", { "x_doc2.md": text }, ["x 1"]],
    ["a gate with a criterion unmet", { "x_doc1.md": "Text <left>\n", "x_doc2.md": text }, ["x 1"]],
    ["every gate with progress beyond it", { "x_doc1.md": text, "x_doc2.md": text, "x_doc3.md": text }, ["x 1", "x 2"]],
    ["the gates of every feature", { "x_doc1.md": text, "x_doc2.md": text, "y_doc2.md": text }, ["x 1", "y 1"]],
    ["none of what is archived", { "archive/x_doc1.md": text, "archive/x_doc2.md": text }, []],
  ];
  for (const [title, files, gates] of rows) {
    it(`waives ${title}: what is listed is what is recorded`, async () => {
      deepEqual(await listed(files), gates);
      const plan = await adopt(files);
      const records = asChange(plan)
        .edits.filter(({ path }) => path.endsWith(".yaml"))
        .map(({ path }) => readRecord(path, textAfter(files, plan, path)).decisions);
      deepEqual(
        records.flat().map(({ decision, feature, gate }) => `${decision} ${feature} ${gate}`),
        gates.map((gate) => `waived ${gate}`),
      );
      const after = await openUnder([process], applied(files, plan));
      equal(after.snapshot.adopted, true);
      deepEqual(
        after.snapshot.features.flatMap(({ findings }) => findings),
        [],
      );
      deepEqual(adoptable(after.snapshot.features, person.by), []);
    });
  }

  it("a waiver is for good, is by the person, and says why", async () => {
    const files = { "x_doc1.md": text, "x_doc2.md": text };
    const plan = await adopt(files);
    const [found] = readRecord(record, textAfter(files, plan, record)).decisions;
    deepEqual(
      [found?.by, found?.comment, found?.until, found?.at],
      [person.by, "Work from before Plangate", undefined, NOW],
    );
    equal(
      readRecord(record, textAfter(files, await adopt(files, { comment: "Imported" }), record)).decisions[0]?.comment,
      "Imported",
    );
    const stage = stageAt(onlyFeature(await openUnder([process], applied(files, plan))), "1");
    deepEqual([stage.state, stage.approval?.state], ["waived", "none"]);
  });

  it("keeps a record that is there", async () => {
    const files: Files = { "x_doc1.md": text, "x_doc2.md": text, [record]: "Approved by the board, 2024\n" };
    equal(textAfter(files, await adopt(files), record).startsWith("Approved by the board, 2024\n--- #"), true);
  });

  it("is refused where nothing is left to adopt, and where nobody is named", async () => {
    const done = await adopt({ "x_doc1.md": text, ".plangate/README.md": "# R\n" });
    equal(done.kind === "refusal" && done.code, "nothing-to-do");
    const nobody = await adopt({ "x_doc1.md": text, "x_doc2.md": text }, { by: { name: "", email: "" } });
    equal(nobody.kind === "refusal" && nobody.code, "answer-missing");
  });

  it("is refused where the work went on since it was shown", async () => {
    const files: Files = { "x_doc1.md": text, "x_doc2.md": text };
    const shown = adoptable((await openUnder([process], files)).snapshot.features, person.by);
    const later: Files = { "x_doc1.md": `${text}More.\n`, "x_doc2.md": text };
    const workspace = await openUnder([process], later);
    const plan = await planned(workspace, later, (context) => planAdopt({ ...person, shown }, context));
    equal(plan.kind === "refusal" && plan.code, "changed");
  });

  it("waives nothing that the team's policy forbids to be waived", async () => {
    const files: Files = { "x_doc1.md": text, "x_doc2.md": text, ".plangate/config.yaml": "waivers: {allowed: false}" };
    deepEqual(adoptable((await openUnder([process], files)).snapshot.features, person.by), []);
  });

  it("what was adopted and approved later is approved", async () => {
    const files = { "x_doc1.md": text, "x_doc2.md": text };
    const adopted = applied(files, await adopt(files));
    const workspace = await openUnder([process], adopted);
    const shown = stageAt(onlyFeature(workspace), "1").approval?.subject ?? [];
    const plan = await planned(
      workspace,
      adopted,
      (context) => planDecide("x", ["1"], { kind: "approved", ...person, shown }, context),
      "2026-10-06T08:00:00.000Z",
    );
    const later = { now: "2026-10-06T08:00:00.000Z" };
    equal(stageAt(onlyFeature(await openUnder([process], applied(adopted, plan), later)), "1").state, "passed");
  });
});
