import { isNode, LineCounter, parseDocument } from "yaml";
import { criterionKinds } from "../../src/core/criteria/index.ts";

/** A process.yaml with one thing in it disabled, and where that stands in the text. */
export interface Mutant {
  /** What is disabled, for people: `plan: criterion "At least one story" (CP-G2)`. */
  what: string;
  /** From 1. */
  line: number;
  /** The whole definition without it; JSON, which is YAML as well. */
  text: string;
}

type Path = (string | number)[];
type Node = Record<string, unknown>;

/** What a gate says besides its criteria; each is taken away by itself. */
const gateKeys = ["done", "started", "blocked", "approval"];

/** A criterion that asks nothing: it is always met, under the label of the one whose place it takes. */
const nothing = { exists: {} };

/**
 * Every way to disable one thing that a process asks: a criterion (its kind gives way to one that is always met, so that
 * a test has to have seen it unmet), a claim behind a box, a mark, a sign of progress or of a stop, an approval, a
 * condition of a stage.
 */
export function mutantsOf(text: string): Mutant[] {
  const counter = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: counter });
  const definition = JSON.parse(JSON.stringify(yaml.toJS())) as Node;
  const mutants: Mutant[] = [];

  const add = (path: Path, what: string, change: (parent: Node, key: string | number) => void): void => {
    const copy = structuredClone(definition);
    const key = path.at(-1) as string | number;
    change(
      path.slice(0, -1).reduce((node, step) => (node as Node)[step] as Node, copy as Node),
      key,
    );
    mutants.push({ what, line: lineOf(path), text: JSON.stringify(copy, undefined, 1) });
  };
  const remove = (path: Path, what: string): void =>
    add(path, what, (parent, key) => {
      delete parent[key];
    });
  const lineOf = (path: Path): number => {
    for (let length = path.length; length > 0; length--) {
      const node = yaml.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return counter.linePos(node.range[0]).line;
    }
    return 1;
  };

  const criterion = (path: Path, value: Node, where: string): void => {
    const name = `${where}: criterion ${value.label ? `"${value.label}"` : kindOf(value)}${ruleOf(value)}`;
    add(path, name, (parent, key) => {
      const { [kindOf(value)]: _, ...rest } = parent[key] as Node;
      parent[key] = { ...nothing, ...rest };
    });
    if (value.behind) remove([...path, "behind"], `${name}, the box that claims it`);
  };

  const walk = (value: unknown, path: Path, where: string): void => {
    if (Array.isArray(value)) {
      value.forEach((each, index) => {
        walk(each, [...path, index], where);
      });
    } else if (isMap(value)) {
      const here = typeof value.id === "string" && path.length > 0 ? value.id : where;
      for (const [key, inner] of Object.entries(value)) {
        const at = [...path, key];
        if (key === "gate" && isMap(inner)) gate(at, inner, here);
        else if (key === "gates" && isMap(inner)) gates(at, inner, here);
        else if (key === "conditional" && isMap(inner)) remove(at, `${here}: conditional`);
        else walk(inner, at, here);
      }
    }
  };
  const gates = (path: Path, value: Node, where: string): void => {
    for (const [name, each] of Object.entries(value)) if (isMap(each)) gate([...path, name], each, `${where}/${name}`);
  };
  const gate = (path: Path, value: Node, where: string): void => {
    criteriaOf(value.criteria).forEach((each, index) => {
      criterion([...path, "criteria", index], each, where);
    });
    for (const key of gateKeys) if (value[key] !== undefined) remove([...path, key], `${where}: ${key}`);
  };

  criteriaOf(definition.always).forEach((each, index) => {
    criterion(["always", index], each, typeof each.stage === "string" ? `always at ${each.stage}` : "always");
  });
  walk(definition.stages, ["stages"], "");
  return mutants.sort((a, b) => a.line - b.line);
}

const isMap = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);

const criteriaOf = (value: unknown): Node[] => (Array.isArray(value) ? (value as Node[]) : []);

const kindOf = (criterion: Node): string =>
  Object.keys(criterion).find((key) => key === "any" || criterionKinds.some(({ name }) => name === key)) ?? "?";

const ruleOf = ({ rule }: Node): string => (typeof rule === "string" ? ` (${rule})` : "");
