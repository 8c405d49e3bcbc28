import { ok, type Result } from '../result';
import { notANumber, scmFail, type ScmError, unknownValue } from './scm-error';
import type { ValueGraph } from './value-graph';

const ASYMMETRY = 1e-9;

/**
 * Everything about a graph that would make its numbers wrong without a sound, apart from cycles (topological-order.ts):
 * no values, a value or an arrow twice, an arrow to itself or to nowhere, NaN, a negative variance, a Σ of another shape.
 * A graph in several pieces is no error: what is set in one piece leaves the others as they were.
 */
export function checkGraph(graph: ValueGraph): Result<ValueGraph, ScmError> {
  if (graph.nodes.length === 0) return scmFail(`The graph “${graph.name}” has no values.`);
  const ids = new Set<string>();
  for (const { valueId, mean, noiseVariance } of graph.nodes) {
    if (ids.has(valueId)) return scmFail(`The graph has the value “${valueId}” twice.`, [valueId]);
    ids.add(valueId);
    if (!Number.isFinite(mean)) return notANumber('The mean', valueId, mean);
    if (!Number.isFinite(noiseVariance)) return notANumber('The noise variance', valueId, noiseVariance);
    if (noiseVariance < 0) {
      return scmFail(`The noise variance of “${valueId}” is negative (${noiseVariance}).`, [valueId]);
    }
  }
  const arrows = new Set<string>();
  for (const { from, to, weight } of graph.edges) {
    if (!ids.has(from)) return unknownValue(graph.name, from);
    if (!ids.has(to)) return unknownValue(graph.name, to);
    if (from === to) return scmFail(`“${from}” has an arrow to itself.`, [from]);
    if (arrows.has(`${from} ${to}`))
      return scmFail(`The arrow “${from}” → “${to}” is there twice.`, [from, to]);
    arrows.add(`${from} ${to}`);
    if (!Number.isFinite(weight)) {
      return scmFail(`The weight of “${from}” → “${to}” is ${String(weight)}, not a finite number.`, [
        from,
        to,
      ]);
    }
  }
  return checkCovariance(graph);
}

function checkCovariance(graph: ValueGraph): Result<ValueGraph, ScmError> {
  const { nodes, covariance } = graph;
  if (covariance.length !== nodes.length) {
    return scmFail(`Σ has ${covariance.length} rows for ${nodes.length} values.`);
  }
  for (let i = 0; i < nodes.length; i++) {
    const row = covariance[i];
    const id = nodes[i].valueId;
    if (row.length !== nodes.length) {
      return scmFail(`The row “${id}” of Σ has ${row.length} entries for ${nodes.length} values.`, [id]);
    }
    for (let j = 0; j <= i; j++) {
      const other = nodes[j].valueId;
      if (!Number.isFinite(row[j]) || !Number.isFinite(covariance[j][i])) {
        return scmFail(`Σ of “${id}” and “${other}” is not a finite number.`, [id, other]);
      }
      if (Math.abs(row[j] - covariance[j][i]) > ASYMMETRY) {
        return scmFail(`Σ of “${id}” and “${other}” differs from Σ of “${other}” and “${id}”.`, [id, other]);
      }
    }
    if (row[i] < 0) return scmFail(`The variance of “${id}” in Σ is negative.`, [id]);
  }
  return ok(graph);
}
