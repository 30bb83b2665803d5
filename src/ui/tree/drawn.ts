/** How rows are told apart, what they show, and what lies below them at this moment. */
export interface Looks<Row> {
  idOf(row: Row): string;
  textOf(row: Row): string;
  /** What it says only when asked. */
  moreOf(row: Row): string;
  below(row: Row): readonly Row[];
}

/**
 * What has been drawn of a tree, so that a change draws anew what differs and nothing else. Rows stay the same objects as
 * long as their ids are there. While the editor draws a row it forgets those below it for a moment, and a click or a press
 * of a key on one of them comes to nothing: what did not change is therefore left alone.
 */
export class Drawn<Row extends object> {
  readonly #looks: Looks<Row>;
  readonly #texts = new WeakMap<Row, string>();
  readonly #told = new WeakMap<Row, string>();
  readonly #below = new WeakMap<Row, readonly Row[]>();

  constructor(looks: Looks<Row>) {
    this.#looks = looks;
  }

  /** Notes that a row is drawn as it looks now. */
  draw(row: Row): void {
    this.#texts.set(row, this.#looks.textOf(row));
    this.#told.delete(row);
  }

  /** What a row says only when asked. From now on that may make it change too, until it is drawn again. */
  tell(row: Row): string {
    const more = this.#looks.moreOf(row);
    this.#told.set(row, more);
    return more;
  }

  /** The rows below one that is unfolded: those that were there before are the same objects with what is new in them. */
  unfold(row: Row): Row[] {
    const before = this.#below.get(row) ?? [];
    const known = new Map(before.map((one) => [this.#looks.idOf(one), one] as const).reverse());
    const rows = this.#looks.below(row).map((fresh) => {
      const id = this.#looks.idOf(fresh);
      const same = known.get(id);
      known.delete(id);
      return same ? Object.assign(same, fresh) : fresh;
    });
    this.#below.set(row, rows);
    return rows;
  }

  /** The rows to draw anew after this one was given other content: itself, with all below it, or only some of those. */
  changed(row: Row): Row[] {
    if (this.#looksOther(row)) return [row];
    const before = this.#below.get(row);
    // It was never unfolded.
    if (!before) return [];
    const ids = before.map((one) => this.#looks.idOf(one));
    const now = this.#looks.below(row);
    if (now.length !== ids.length || now.some((one, index) => this.#looks.idOf(one) !== ids[index])) return [row];
    return before.flatMap((one, index) => this.changed(Object.assign(one, now[index])));
  }

  #looksOther(row: Row): boolean {
    const told = this.#told.get(row);
    if (told !== undefined && told !== this.#looks.moreOf(row)) return true;
    return this.#texts.get(row) !== this.#looks.textOf(row);
  }
}
