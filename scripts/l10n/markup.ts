import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";

type Markup = DefaultTreeAdapterTypes.Node;

/** Attributes that people read or hear. */
const speaking = new Set(
  "aria-label aria-description aria-roledescription aria-valuetext aria-placeholder title alt placeholder label data-name".split(
    " ",
  ),
);

export const isSpeakingAttribute = (name: string): boolean => speaking.has(name);

/** The texts of a piece of markup, and its attributes that speak. */
export function readTexts(markup: string): string[] {
  const found: string[] = [];
  const look = (at: Markup): void => {
    if (at.nodeName === "#text" && "value" in at) found.push(at.value.trim());
    if ("attrs" in at) found.push(...at.attrs.filter(({ name }) => speaking.has(name)).map(({ value }) => value));
    if ("childNodes" in at) at.childNodes.forEach(look);
  };
  look(parseFragment(markup));
  return found;
}
