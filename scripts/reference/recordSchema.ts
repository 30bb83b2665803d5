import * as z from "zod";
import { decisionSchema } from "../../src/core/readers/record.ts";
import { type JsonSchema, plainSchema } from "./jsonSchema.ts";

/** What each part of a decision means, where its own schema does not say so itself. */
const meanings: Record<string, string> = {
  decision: "What was decided",
  process: "The process of the feature, by its id",
  feature: "The feature, by its id without its archive and date",
  gate: "The gate, by its path: the ids from the top down, joined by /",
  by: "Who decided, as git knew them",
  "by.name": "The person's name",
  "by.email": "The person's e-mail address; two decisions with the same one are by one person",
  at: "When, in ISO 8601 with a zone",
  through: "Through what the person decided",
  comment: "What the person said; a waiver, a skip, a revocation and a request for changes need a reason",
  until: "When a waiver ends: a day, or a time in ISO 8601; without it, as late as the team's policy lets it",
  fingerprint: "SHA-256 of the gate's rules as they were",
  policy: "SHA-256 of what the team's policy asked of an approval at the gate then",
  subject: "The files that were shown",
  "subject.path": "The file, from the workspace folder",
  "subject.sha256": "SHA-256 of its exact bytes",
  "subject.section": "The heading of the section that was shown, where it was not the whole file",
  signature: "The SSH signature over everything else that the decision says, in one line of base64",
  "subject.digest": "SHA-256 of what matters in it: an approval stands while this does",
};

/** One decision of an approval record, as editors read it: a record is a file of such documents, one after the other. */
export function recordJsonSchema(): JsonSchema {
  const schema = plainSchema(z.toJSONSchema(decisionSchema, { io: "input", target: "draft-7" }) as JsonSchema);
  return {
    ...explained(schema, ""),
    description:
      "A person's decision on a gate. Plangate writes it, through a dialog or at a terminal; a decision that is written by hand is one that nobody was asked for.",
  };
}

function explained(schema: JsonSchema, path: string): JsonSchema {
  const under = (key: string): string => (path === "" ? key : `${path}.${key}`);
  const properties = Object.entries(schema.properties ?? {}).map(([key, each]): [string, JsonSchema] => {
    const inner = each.items ? { ...each, items: explained(each.items, under(key)) } : explained(each, under(key));
    const description = each.description ?? meanings[under(key)];
    return [key, { ...(description !== undefined && { description }), ...inner }];
  });
  return properties.length === 0 ? schema : { ...schema, properties: Object.fromEntries(properties) };
}
