import { dirname } from "node:path";

/** The folder with package.json. */
export const root = dirname(import.meta.dirname);
