import { type Disposable, Hover, languages, Range } from "vscode";
import { gatesIn, onDisk, processDocument } from "../shared/processDocument.ts";
import type { Surface } from "../shared/surface.ts";
import { criterionHover, gateHover } from "./texts.ts";

/** More gates than these on one line, or more criteria, are for the tree to show. */
const most = 6;

/** At a gate's heading: what it asks for and what of it holds. At a criterion's place: that criterion. */
export const registerHover = (surface: Surface): Disposable =>
  languages.registerHoverProvider(onDisk, {
    async provideHover(shown, position) {
      const at = await processDocument(surface, shown);
      if (!at) return undefined;
      const line = position.line + 1;
      const gates = gatesIn(at);
      const here = gates.filter((gate) => gate.line === line && gate.stage.criteria.length > 0);
      const criteria = gates.flatMap(({ stage }) =>
        stage.criteria.filter(
          ({ place, verdict }) =>
            verdict !== "met" && place?.file === at.path && place.line === line && stage.place?.line !== line,
        ),
      );
      // On the first line every gate of a document may have its place: those that work is going on at say enough.
      const open = here.filter(({ stage }) => stage.state !== "locked");
      const texts = [
        ...(open.length > 0 ? open : here).slice(0, most).map(({ stage }) => gateHover(stage)),
        ...(criteria.length > 0 ? [criterionHover(criteria.slice(0, most))] : []),
      ];
      const { length } = shown.lineAt(position.line).text;
      return texts.length === 0 ? undefined : new Hover(texts, new Range(position.line, 0, position.line, length));
    },
  });
