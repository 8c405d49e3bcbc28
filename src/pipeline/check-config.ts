import { PRIMITIVES } from '../domain/runs/primitive';
import { runConfigSchema, type RunConfig, type StepEvent } from '../domain/runs/step-event';
import { fail, ok, type Result } from '../domain/result';
import type { ValueSystem } from '../domain/values/value-system';

/** Refuses a configuration that no method could run, in words, before anything is computed. */
export function checkConfig(input: unknown, system: ValueSystem): Result<RunConfig> {
  const parsed = runConfigSchema.safeParse(input);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0];
    return fail(`The run can't start: ${path.join('.')}: ${message}.`);
  }
  const config = parsed.data;
  const known = new Set(system.values.map((value) => value.id));
  const unknown = Object.keys(config.target).filter((id) => !known.has(id));
  if (unknown.length > 0) {
    return fail(
      `${system.name} has no value ${unknown.map((id) => `“${id}”`).join(', ')}. It has: ${[...known].join(', ')}.`,
    );
  }
  if (config.valueSystemId !== system.id || config.graph.valueSystemId !== system.id) {
    return fail(
      `The profile, the graph and the value system must be of one kind; the graph is of ${config.graph.valueSystemId}.`,
    );
  }
  const byModel = PRIMITIVES.filter((primitive) => config.assignment[primitive] === 'llm');
  if (byModel.length > 0 && config.model === null) {
    return fail(
      `A language model is to serve ${byModel.join(', ')}, but none is chosen. Choose a model, or let the built-in reasoner do it.`,
    );
  }
  return ok(config);
}

/** All events of a run, collected. */
export async function collect(events: AsyncIterable<StepEvent>): Promise<StepEvent[]> {
  const all: StepEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}
