/**
 * A text of a document in Markdown that draws icons and follows links: every sign that could mean something there is
 * written as a number, so that nothing in it is bold, a link, an icon, HTML or another block.
 */
export const inMarkdown = (text: string): string =>
  text.replace(/[\r\n]+/g, " ").replace(/[^\p{L}\p{M}\p{N} ]/gu, (sign) => `&#${sign.codePointAt(0)};`);
