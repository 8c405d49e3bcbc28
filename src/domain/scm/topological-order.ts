import { ok, type Result } from '../result';
import type { ValueId } from '../values/value-system';
import { scmFail, type ScmError, unknownValue } from './scm-error';

export interface Arrow {
  from: ValueId;
  to: ValueId;
}

/**
 * Positions in `valueIds`, every value after all of its causes (Kahn 1962). Among values that could come next, the one that
 * became free first stands first, and at the start the order of `valueIds` decides: the same graph gives the same order.
 *
 * Worked: values a, b, c with arrows c → a and a → b give the positions [2, 0, 1].
 * Errors: an arrow names an unknown value; the arrows run in a circle (the error's `values` are the circle, in arrow order).
 */
export function topologicalOrder(
  valueIds: readonly ValueId[],
  arrows: readonly Arrow[],
  graphName = 'graph',
): Result<number[], ScmError> {
  const position = new Map(valueIds.map((id, at) => [id, at]));
  const effects: number[][] = valueIds.map(() => []);
  const causes: number[][] = valueIds.map(() => []);
  for (const { from, to } of arrows) {
    const fromAt = position.get(from);
    const toAt = position.get(to);
    if (fromAt === undefined) return unknownValue(graphName, from);
    if (toAt === undefined) return unknownValue(graphName, to);
    effects[fromAt].push(toAt);
    causes[toAt].push(fromAt);
  }
  const waitingFor = causes.map((list) => list.length);
  const order = valueIds.map((_, at) => at).filter((at) => waitingFor[at] === 0);
  for (let next = 0; next < order.length; next++) {
    for (const to of effects[order[next]]) if (--waitingFor[to] === 0) order.push(to);
  }
  if (order.length === valueIds.length) return ok(order);

  const cycle = findCycle(causes, waitingFor).map((at) => valueIds[at]);
  const drawn = [...cycle, cycle[0]].join(' → ');
  return scmFail(`The arrows run in a circle: ${drawn}. Remove or turn one of them.`, cycle);
}

/** Every value still waiting has a cause that is still waiting, so walking up from one must come back to a value seen before. */
function findCycle(causes: readonly number[][], waitingFor: readonly number[]): number[] {
  const walk: number[] = [];
  const seenAt = new Map<number, number>();
  let at = waitingFor.findIndex((count) => count > 0);
  while (!seenAt.has(at)) {
    seenAt.set(at, walk.length);
    walk.push(at);
    at = causes[at].find((cause) => waitingFor[cause] > 0) ?? at;
  }
  return walk.slice(seenAt.get(at)).reverse();
}
