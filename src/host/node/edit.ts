import { type FileEdit, t } from "../../core/index.ts";

/** A text with an edit's replacements made, everything else as it was; or what is wrong with the edit. */
export function edited(text: string, changes: FileEdit["changes"]): string | { flaw: string } {
  const parts: string[] = [];
  let at = 0;
  for (const { offset, end, text: replacement } of changes) {
    if (!Number.isInteger(offset) || !Number.isInteger(end) || offset < at || end < offset || end > text.length) {
      return { flaw: t`its replacement at offset ${offset} is out of order or beyond the text` };
    }
    parts.push(text.slice(at, offset), replacement);
    at = end;
  }
  const result = parts.concat(text.slice(at)).join("");
  // Half a surrogate pair would silently become another character on disk.
  return result.isWellFormed() ? result : { flaw: t`it cuts a character in two` };
}

const mark = new Uint8Array([0xef, 0xbb, 0xbf]);

/** The bytes of a new text for a file that held `old`: a byte order mark stays. */
export function encode(text: string, old: Uint8Array | undefined): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  return old && hasMark(old) ? Buffer.concat([mark, bytes]) : bytes;
}

/** Whether bytes begin with a byte order mark. */
export const hasMark = (bytes: Uint8Array): boolean => mark.every((byte, i) => bytes[i] === byte);
