import type { Process } from "./process/process.ts";

/** A file that belongs to a feature: under which role, and what its pattern bound. */
export interface FoundFile {
  path: string;
  role: string;
  vars: Record<string, string>;
  archived: boolean;
}

/** One piece of work found in the workspace that follows a process. */
export interface Feature {
  /** Unique and stable among the features of a folder; what the command line prints and takes. */
  id: string;
  /** The id within its process, which records use: it stays when another process's feature comes to the same folder. */
  plainId: string;
  process: Process;
  /** The folder that relative paths of the process start from; "" is the workspace folder. */
  folder: string;
  vars: Record<string, string>;
  /** The live file of each role and number first, its other copies under `copies`. */
  files: FoundFile[];
  copies: FoundFile[];
  /** Where the feature is a section of a file: the file, and the index of the section's heading; -1 for all of it. */
  section?: { path: string; heading: number };
  /** The part of the same work that comes before this one, such as the phase before. */
  before?: Feature;
  archived: boolean;
}
