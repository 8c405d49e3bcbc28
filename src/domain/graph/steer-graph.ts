import { ok, type Result } from '../result';
import { compileScm } from '../scm/linear-scm';
import { NEUTRAL_PRIORITY } from '../scm/priority-points';
import { scmFail, type ScmError } from '../scm/scm-error';
import type { ValueGraph } from '../scm/value-graph';
import { counted } from '../text/format-number';
import { PRIORITY_MAX, PRIORITY_MIN } from '../values/priority';
import type { ValueSystem } from '../values/value-system';
import type { CausalGraph } from './causal-graph';
import { toValueGraph } from './convert-value-graph';
import { drawEdge } from './edge-key';

export interface SteerGraph {
  graph: ValueGraph;
  /** What steering with it leaves out or fills in, a sentence each: to be shown. */
  notes: string[];
}

/**
 * The graph as the Steer screen uses it: with every value of its system, in the system's order. Nothing in it is assumed but
 * for values that it doesn't have: they stand alone at the middle of the scale with the average variance, and the notes say so.
 *
 * Worked: a graph of Security → Conformity, 0.6, steers ten values; eight of them neither move nor are moved.
 * Errors: another value system; what convert-value-graph.ts names, such as a missing weight; a value that the system has not; a
 * mean outside 1 to 5, which is not in priority points; no values; a circle.
 */
export function steerGraph(drawn: CausalGraph, system: ValueSystem): Result<SteerGraph, ScmError> {
  if (drawn.valueSystemId !== undefined && drawn.valueSystemId !== system.id) {
    return scmFail(
      `The graph “${drawn.name}” belongs to the value system “${drawn.valueSystemId}”, not to ${system.name}.`,
    );
  }
  if (drawn.nodes.length === 0) return scmFail(`The graph “${drawn.name}” has no values yet. Add some.`);
  const converted = toValueGraph(drawn);
  if (!converted.ok) return converted;
  const { graph, leftOut } = converted.value;
  const strangers = graph.nodes.filter(({ valueId }) => !system.values.some(({ id }) => id === valueId));
  if (strangers.length > 0) {
    const names = strangers.map(({ valueId }) => `“${valueId}”`).join(', ');
    return scmFail(
      `${system.name} has no value ${names}. Link the node to one of its values, or remove it.`,
      strangers.map(({ valueId }) => valueId),
    );
  }
  const off = graph.nodes.filter(({ mean }) => !(mean >= PRIORITY_MIN && mean <= PRIORITY_MAX));
  if (off.length > 0) {
    const [{ valueId, mean }] = off;
    return scmFail(
      `The mean of “${valueId}” is ${Number(mean.toFixed(3))}, not a priority of ${PRIORITY_MIN} to ${PRIORITY_MAX}. Fit the graph to data in priority points, or enter means.`,
      off.map((node) => node.valueId),
    );
  }
  const whole = withEveryValue(graph, system);
  const compiled = compileScm(whole);
  if (!compiled.ok) return compiled;
  const added = system.values.filter(({ id }) => !graph.nodes.some(({ valueId }) => valueId === id));
  const notes: string[] = [];
  if (leftOut.length > 0) {
    const shown = leftOut.slice(0, 3).map(drawEdge).join(', ');
    notes.push(
      `${counted(leftOut.length, 'edge')} without a direction ${leftOut.length === 1 ? 'is' : 'are'} left out: ${shown}${leftOut.length > 3 ? ' and more' : ''}.`,
    );
  }
  if (added.length > 0) {
    const names = added.map(({ name }) => name).join(', ');
    notes.push(
      `Not in the graph, so standing alone at the middle of the scale: ${names}. Setting ${added.length === 1 ? 'it' : 'one of them'} moves nothing else.`,
    );
  }
  return ok({ graph: whole, notes });
}

/** The nodes in the system's order, with those that are missing at the neutral priority and the average variance. */
function withEveryValue(graph: ValueGraph, system: ValueSystem): ValueGraph {
  const places = new Map(graph.nodes.map(({ valueId }, at) => [valueId, at]));
  const average = graph.covariance.reduce((sum, row, at) => sum + row[at], 0) / graph.nodes.length;
  const at = system.values.map(({ id }) => places.get(id));
  return {
    ...graph,
    nodes: system.values.map(({ id }, nth) => {
      const place = at[nth];
      return place === undefined
        ? { valueId: id, mean: NEUTRAL_PRIORITY, noiseVariance: average }
        : graph.nodes[place];
    }),
    covariance: at.map((row, i) =>
      at.map((column, j) => {
        if (row !== undefined && column !== undefined) return graph.covariance[row][column];
        return i === j ? average : 0;
      }),
    ),
  };
}
