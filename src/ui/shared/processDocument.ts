import type { TextDocument } from "vscode";
import type { Document, JudgedFeature, JudgedStage, Workspace } from "../../core/index.ts";
import { leavesOf } from "../../core/index.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { pathOf } from "../../host/vscode/paths.ts";
import type { Surface } from "./surface.ts";

/** Files on disk: what virtual and untitled documents say belongs to no feature. */
export const onDisk = { scheme: "file" } as const;

/** An open document that belongs to work which the engine has found, as the engine has read it. */
export interface ProcessDocument {
  engine: FolderEngine;
  workspace: Workspace;
  path: string;
  document: Document;
  /** The live features whose file it is, or that have something wrong in it, such as in a record. */
  features: JudgedFeature[];
}

/**
 * The engine's own reading of a document in an editor; undefined where it belongs to no live feature. What was typed since
 * the last reading is read first, so that places fit the text that is on the screen.
 */
export async function processDocument({ folders }: Surface, shown: TextDocument): Promise<ProcessDocument | undefined> {
  const engine = folders.all.find(({ folder }) => pathOf(folder, shown.uri) !== undefined);
  const path = engine && pathOf(engine.folder, shown.uri);
  if (!engine || path === undefined || owners(engine, path).length === 0) return undefined;
  if (shown.isDirty && engine.workspace?.document(path)?.sha256 !== engine.ports.sha256(shown.getText()))
    await engine.refresh([path]);
  return known(engine, path);
}

/** The same without waiting, for what is asked again after every reading. */
export function known(engine: FolderEngine, path: string): ProcessDocument | undefined {
  const { workspace } = engine;
  const document = workspace?.document(path);
  const features = owners(engine, path);
  return workspace && document && features.length > 0 ? { engine, workspace, path, document, features } : undefined;
}

const owners = (engine: FolderEngine, path: string): JudgedFeature[] =>
  engine.snapshot.features.filter(
    ({ archived, files, findings, problems }) =>
      !archived &&
      (files.includes(path) ||
        findings.some(({ place }) => place.file === path) ||
        problems.some(({ file }) => file === path)),
  );

/** A gate that has its place in a document. */
export interface PlacedGate {
  feature: JudgedFeature;
  stage: JudgedStage;
  /** From 1. */
  line: number;
}

/** The gates of the document's features that have their place in it, in the order of their lines. */
export const gatesIn = ({ features, path }: Pick<ProcessDocument, "features" | "path">): PlacedGate[] =>
  features
    .flatMap((feature) =>
      leavesOf(feature.stages).flatMap((stage) =>
        stage.place?.file === path ? [{ feature, stage, line: stage.place.line }] : [],
      ),
    )
    .sort((a, b) => a.line - b.line);
