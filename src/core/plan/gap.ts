/** What has to stand between a text and a block behind it, so that a blank line keeps them apart. */
export function gapAfter(before: string, lineEnd: string): string {
  if (before === "") return "";
  const blank = before.slice(before.trimEnd().length);
  if (!/[\r\n]$/.test(blank)) return lineEnd + lineEnd;
  return (blank.match(/\r\n|\r|\n/g) ?? []).length > 1 ? "" : lineEnd;
}
