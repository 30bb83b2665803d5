import { Uri } from "vscode";
import type { ProblemCode } from "../../core/index.ts";

/** Documents of this scheme are pages about problem codes. The manifest has them shown as rendered Markdown. */
export const problemScheme = "plangate-problem";

/** The page about a code. It is made here, so that it is there without a network, in a remote window as well. */
export const problemLink = (code: ProblemCode): Uri => Uri.from({ scheme: problemScheme, path: `/${code}.md` });
