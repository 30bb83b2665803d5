import type { z } from "zod";
import type { Scope, StateEntry } from "../criteria/criterion.ts";
import type { Feature } from "../feature.ts";
import type { Facts } from "../ports.ts";
import type { Place } from "../problem.ts";
import type { StageDefinition } from "../process/schema.ts";

/** A file that a stage asks for: where it is, or where it would be made from which template. */
export interface Artifact {
  path: string;
  exists: boolean;
  template?: string;
}

/** A stage of a feature, made from the process's definition: what it is about, before any verdict. */
export interface StageNode {
  definition: StageDefinition;
  id: string;
  path: string[];
  title: string;
  vars: Record<string, string>;
  artifacts: Artifact[];
  scopes: Scope[];
  missing: string[];
  place: Place;
  state?: StateEntry;
  /** What an approval of it binds to, where that is a part of a file only: the text that must stay as it was. */
  subject?: { path: string; text: string };
  children: StageNode[];
}

/** Whether two paths lead to the same stage. */
export const isSamePath = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index]);

/** What a stage takes over from the one around it. */
export type Inherited = Pick<StageNode, "path" | "vars" | "scopes" | "missing" | "place"> & { state?: StateEntry };

/** What a source makes stages from. */
export interface SourceContext {
  feature: Feature;
  facts: Facts;
  /** The stage with the source, as the process defines it. */
  definition: StageDefinition;
  parent: Inherited;
  /** Makes a stage from a definition, its listed children included. */
  make(definition: StageDefinition, parent: Inherited): StageNode;
}

/** One kind of place that stages come from, besides being listed: a file in this folder. */
export interface StageSource<Schema extends z.ZodType = z.ZodType> {
  name: string;
  description: string;
  /** A short one in YAML, for the reference. Where there is none it shows one of a shipped process. */
  example?: string;
  schema: Schema;
  stages(params: z.infer<Schema>, context: SourceContext): StageNode[];
}

/** Keeps the parameter type of `stages` in step with the schema. */
export const source = <Schema extends z.ZodType>(kind: StageSource<Schema>): StageSource<Schema> => kind;
