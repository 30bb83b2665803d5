import { type Status, statusOf } from "../criteria/status.ts";
import { t } from "../l10n.ts";
import { isDeepStrictEqual } from "./equal.ts";
import { type JSONPath, type JsonText, readJson, valueAt, withoutKey, withValue } from "./jsonText.ts";
import { misfit } from "./place.ts";
import { type Entry, entriesAt, gateEntries, type Shape, shapeOf, type Unfit } from "./shape.ts";

/**
 * A cycle's state file that is being edited. Only what is set changes; all other bytes stay. Each edit is read back
 * and compared with what was meant.
 */
export class StateFile {
  readonly shape: Shape;
  private current: JsonText;
  private reason: string | undefined;

  private constructor(json: JsonText, shape: Shape) {
    this.current = json;
    this.shape = shape;
  }

  /** Opens a text, its byte order mark left out. What cannot be edited for certain is not opened, and says why. */
  static open(text: string): StateFile | Unfit {
    const json = readJson(text);
    if ("reason" in json) return { unfit: t`${json.reason}, line ${json.line}` };
    const shape = shapeOf(json);
    return "unfit" in shape ? shape : new StateFile(json, shape);
  }

  get json(): JsonText {
    return this.current;
  }

  /** Why an edit could not be made; its text is not to be written then. */
  get refused(): Unfit | undefined {
    return this.reason === undefined ? undefined : { unfit: this.reason };
  }

  get text(): string {
    return this.current.text;
  }

  get(path: JSONPath): unknown {
    return valueAt(this.current.value, path);
  }

  /** Sets a value; nothing happens where it is so already, nor where the place has another shape: see {@link refused}. */
  set(path: JSONPath, value: unknown): void {
    this.edit(path, () => {
      if (isDeepStrictEqual(this.get(path), value)) return;
      this.reason ??= misfit(this.current, path, value);
      if (this.reason !== undefined) return;
      const next = withValue(this.current, path, value);
      if (isDeepStrictEqual(valueAt(next.value, path), value)) this.current = next;
      else this.reason = t`${path.join("/")} cannot be written for certain`;
    });
  }

  remove(path: JSONPath): void {
    this.edit(path, () => {
      this.current = withoutKey(this.current, path);
    });
  }

  private edit(path: JSONPath, change: () => void): void {
    try {
      change();
    } catch (error) {
      // A hostile file can nest so deep that the text of its parts cannot be made.
      const said = error instanceof RangeError ? t`it is nested too deeply` : String(error);
      this.reason ??= t`${path.join("/")} cannot be changed: ${said}`;
    }
  }

  /** The word that this file uses for a status, where it uses one; else the one that most files use. */
  word(status: Extract<Status, "done" | "doing" | "todo">, of: "gate" | "unit"): string {
    const { value } = this.current;
    const units = entriesAt(value[this.shape.units]);
    const owners = [...units, ...units.flatMap((unit) => entriesAt(unit[this.shape.children]))];
    const entries: Entry[] =
      of === "unit" ? owners : [value, ...owners].flatMap((each) => gateEntries(each).map(([, gate]) => gate as Entry));
    const words = entries.flatMap((entry) =>
      typeof entry.status === "string" && statusOf(entry.status) === status && usual[status].includes(entry.status)
        ? [entry.status]
        : [],
    );
    const count = (word: string): number => words.filter((each) => each === word).length;
    return [...new Set(words)].sort((a, b) => count(b) - count(a))[0] ?? usual[status][0] ?? status;
  }
}

/** Plain words for a status. "verified by hand" is one as well, and not to be written by anyone else. */
const usual = {
  done: ["completed", "complete", "done", "passed", "PASS"],
  doing: ["in_progress", "running", "doing", "Doing"],
  todo: ["pending", "todo", "not_started"],
};
