import type { Draft } from "../plan/draft.ts";
import type { StepDefinition } from "../process/schema.ts";
import { stepKinds } from "./index.ts";
import type { StepContext } from "./step.ts";

/** Carries out a process's steps on a draft, in order. */
export function runSteps(steps: readonly StepDefinition[], context: StepContext, draft: Draft): void {
  for (const step of steps) {
    const { when, unless } = step as Conditions;
    if ((when && !holds(when, context)) || (unless && holds(unless, context))) continue;
    for (const kind of stepKinds) {
      const params = step[kind.name];
      // The schema has checked the parameters: each kind is called with its own.
      if (params !== undefined)
        (kind.run as (params: unknown, context: StepContext, draft: Draft) => void)(params, context, draft);
    }
  }
}

interface Conditions {
  when?: Record<string, string>;
  unless?: Record<string, string>;
}

const holds = (values: Record<string, string>, { vars }: StepContext): boolean =>
  Object.entries(values).every(([name, value]) => (vars[name] ?? "") === value);
