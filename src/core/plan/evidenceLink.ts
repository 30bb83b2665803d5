/** A Markdown link from a document to a file of the same folder, as it counts from the document; named after the file. */
export function linkTo(path: string, from: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return `[${name.replace(/[\\[\]*_`<>&]/g, "\\$&")}](${relative(path, from)})`;
}

/** A path as it counts from a document, with everything encoded that would end a link's target or mean something in it. */
function relative(path: string, from: string): string {
  const folders = from.split("/").slice(0, -1);
  const parts = path.split("/");
  let shared = 0;
  while (shared < folders.length && shared < parts.length - 1 && folders[shared] === parts[shared]) shared++;
  const way = [...folders.slice(shared).map(() => ".."), ...parts.slice(shared).map(encoded)].join("/");
  // `a:b` would be read as an address.
  return /^[^/]*:/.test(way) ? `./${way}` : way;
}

const encoded = (segment: string): string =>
  segment.replace(/[^\p{L}\p{M}\p{N}\-._~!$&'+,;=:@]/gu, (character) =>
    // A lone half of a pair cannot be encoded; no file system has it in a name either.
    /[()*]/.test(character)
      ? `%${character.charCodeAt(0).toString(16).toUpperCase()}`
      : encodeURIComponent(character.isWellFormed() ? character : "\ufffd"),
  );
