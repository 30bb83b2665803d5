import { l10n, ThemeIcon } from "vscode";
import { startOf } from "../../../core/index.ts";
import type { OfferNode } from "../nodes.ts";
import type { Row } from "../row.ts";

/** Work that a process could be started from. */
export const offerRow = ({ engine, offer }: OfferNode): Row => ({
  id: `offer/${offer.process}/${offer.path}`,
  label: offer.title,
  description: engine.processes.find(({ id }) => id === offer.process)?.title ?? offer.process,
  tooltip: [offer.title, offer.path],
  spoken: l10n.t("{0}, ready to start", offer.title),
  icon: new ThemeIcon("rocket"),
  place: startOf(offer.path),
});
