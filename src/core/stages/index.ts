import { cycle } from "./cycle.ts";
import { files } from "./files.ts";
import { headings } from "./headings.ts";
import type { StageSource } from "./source.ts";

/** Where stages come from, besides being listed. A new kind is a new file and a line here. */
export const stageSources = [cycle, files, headings] as const satisfies readonly StageSource[];
