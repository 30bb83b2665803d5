import { join } from "node:path";
import { root } from "../../scripts/root.ts";

/** The command line as it is shipped. */
export const cli = join(root, "dist", "cli.js");
