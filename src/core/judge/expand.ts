import type { Scope } from "../criteria/criterion.ts";
import { ownSection, resolvePath, wholeOf } from "../criteria/select.ts";
import type { Feature } from "../feature.ts";
import type { Facts } from "../ports.ts";
import { startOf } from "../problem.ts";
import type { StageDefinition } from "../process/schema.ts";
import { fillIn } from "../process/variables.ts";
import { stageSources } from "../stages/index.ts";
import type { Artifact, Inherited, SourceContext, StageNode } from "../stages/source.ts";

/** Makes the stages of a feature: those listed, and one for each heading or recorded gate where the process says so. */
export function expand(feature: Feature, facts: Facts): StageNode[] {
  const place = feature.files[0] ? startOf(feature.files[0].path) : startOf(feature.folder);
  const section = feature.section && ownSection(feature.section, facts);
  const root: Inherited = { path: [], vars: feature.vars, scopes: section ? [section] : [], missing: [], place };
  return feature.process.definition.stages.flatMap((definition) => expandStage(definition, root, feature, facts));
}

function expandStage(definition: StageDefinition, parent: Inherited, feature: Feature, facts: Facts): StageNode[] {
  if (definition.for !== undefined && !feature.files.some((file) => file.role === definition.for)) return [];
  for (const source of stageSources) {
    const params = definition.each?.[source.name];
    if (params === undefined) continue;
    const make = (own: StageDefinition, under: Inherited): StageNode => node(own, under, feature, facts);
    // The schema has checked the parameters: each source is called with its own.
    return (source.stages as (params: unknown, context: SourceContext) => StageNode[])(params, {
      feature,
      facts,
      definition,
      parent,
      make,
    });
  }
  return [node(definition, parent, feature, facts)];
}

function node(definition: StageDefinition, parent: Inherited, feature: Feature, facts: Facts): StageNode {
  const own = artifactsOf(definition, parent.vars, feature, facts);
  const id = fillIn(definition.id, parent.vars);
  const inherited: Inherited = {
    path: [...parent.path, id],
    vars: parent.vars,
    scopes: own ? own.scopes : parent.scopes,
    missing: own
      ? own.artifacts.filter((artifact) => !artifact.exists).map((artifact) => artifact.path)
      : parent.missing,
    place: own?.artifacts.find((artifact) => artifact.exists)
      ? startOf(own.artifacts.find((artifact) => artifact.exists)?.path ?? "")
      : parent.place,
    ...(parent.state ? { state: parent.state } : {}),
  };
  return {
    ...inherited,
    definition,
    id,
    title: fillIn(definition.title, parent.vars) || id,
    artifacts: own?.artifacts ?? [],
    children: (definition.stages ?? []).flatMap((child) => expandStage(child, inherited, feature, facts)),
  };
}

function artifactsOf(
  definition: StageDefinition,
  vars: Record<string, string>,
  feature: Feature,
  facts: Facts,
): { artifacts: Artifact[]; scopes: Scope[] } | undefined {
  if (!definition.artifacts) return undefined;
  const artifacts: Artifact[] = [];
  const scopes: Scope[] = [];
  for (const wanted of definition.artifacts) {
    const create = typeof wanted === "string" ? wanted : wanted.create;
    const found =
      typeof wanted === "string"
        ? undefined
        : feature.files.find(
            (file) =>
              file.role === wanted.role &&
              Object.entries(wanted.where ?? {}).every(([name, value]) => file.vars[name] === value),
          );
    const path = found?.path ?? resolvePath(create, { feature, vars });
    const artifact: Artifact = { path, exists: found !== undefined || facts.exists(path) };
    if (typeof wanted !== "string" && wanted.template !== undefined) artifact.template = wanted.template;
    if (typeof wanted === "string") artifact.template = wanted.slice(wanted.lastIndexOf("/") + 1);
    artifacts.push(artifact);
    const document = artifact.exists ? facts.document(path) : null;
    if (document?.kind === "markdown") scopes.push(wholeOf(document));
  }
  return { artifacts, scopes };
}
