/** A `Name: value` inside a paragraph's content, by offsets over that content. */
export interface ContentField {
  name: string;
  value: string;
  start: number;
  valueStart: number;
  valueEnd: number;
}

/** Words that a field's name may have; more are a sentence that happens to hold a colon. */
const MAX_NAME_WORDS = 6;

/** A name in bold that ends in a period, as people begin a paragraph with what it is about: `**Problem.** Volunteers …`. */
const leadIn = /^\s*(?:\*\*|__)([\p{L}\p{N}][^:*_`<>|[\]{}.]{0,60}?)\.(?:\*\*|__)(?=\s|$)\s*/u;

/** A name, in bold or not, a colon inside or outside of the bold, and then a space or the end. */
const named =
  /^\s*(?:\[[^[\]]{0,2}\]\s+)?(?:\*\*|__)?([\p{L}\p{N}][^:*_`<>|[\]{}]{0,60}?)(?:\*\*|__)?\s*[:：](?:\*\*|__)?(?=\s|$)\s*/u;

/**
 * The fields of a paragraph: at the start of a line, and after each ` | ` of a line that starts with one. A value
 * runs to the line's end, or to the ` | ` that another field follows.
 */
export function fieldsIn(content: string): ContentField[] {
  const fields: ContentField[] = [];
  let at = 0;
  for (const line of content.split("\n")) {
    fields.push(...fieldsOfLine(line, at));
    at += line.length + 1;
  }
  return fields;
}

function fieldsOfLine(line: string, at: number): ContentField[] {
  const fields: ContentField[] = [];
  let start = 0;
  for (const part of line.split(" | ")) {
    const field = fieldOf(part, at + start);
    const last = fields.at(-1);
    if (field) fields.push(field);
    else if (last === undefined) return [];
    else {
      last.valueEnd = at + start + part.trimEnd().length;
      last.value = line.slice(last.valueStart - at, last.valueEnd - at).trim();
    }
    start += part.length + 3;
  }
  return fields;
}

function fieldOf(part: string, at: number): ContentField | undefined {
  const found = named.exec(part) ?? leadIn.exec(part);
  const name = found?.[1]?.trim() ?? "";
  if (!found || name === "" || /^(todo|tbd|fixme)$/i.test(name) || name.split(/\s+/).length > MAX_NAME_WORDS)
    return undefined;
  const whole = part.trimEnd();
  // `**Status: done**`: the bold type that began before the name ends behind the value, and is no part of it.
  const bold = /^\s*(?:\[[^[\]]{0,2}\]\s+)?(\*\*|__)/.exec(found[0])?.[1];
  const isOpen = bold !== undefined && found[0].split(bold).length === 2 && whole.endsWith(bold);
  const valueEnd = whole.length - (isOpen ? bold.length : 0);
  const valueStart = Math.min(found[0].length, Math.max(valueEnd, found[0].trimEnd().length));
  return {
    name,
    value: part.slice(valueStart, valueEnd).trim(),
    start: at + (part.length - part.trimStart().length),
    valueStart: at + valueStart,
    valueEnd: at + Math.max(valueStart, valueEnd),
  };
}
