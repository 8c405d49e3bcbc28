import { abduct } from '../src/domain/scm/abduct';
import { counterfactual } from '../src/domain/scm/counterfactual';
import type { Intervention } from '../src/domain/scm/intervene';
import { compileScm } from '../src/domain/scm/linear-scm';
import type { ValueGraph } from '../src/domain/scm/value-graph';
import { timeOf, type Figure } from './figure';

const SIZE = 20;
const CALLS = 2000;

/** Twenty values, each a cause of all that follow: 190 edges, the densest graph without a cycle. */
function densestGraph(): ValueGraph {
  const ids = Array.from({ length: SIZE }, (_, at) => `value-${at}`);
  return {
    kind: 'value-graph',
    version: 1,
    id: 'bench',
    name: 'Densest graph of twenty values',
    valueSystemId: 'bench',
    nodes: ids.map((valueId) => ({ valueId, mean: 3, noiseVariance: 0.5 })),
    edges: ids.flatMap((from, at) =>
      ids.slice(at + 1).map((to) => ({ from, to, weight: 0.05, status: 'given' as const })),
    ),
    covariance: ids.map((_, row) => ids.map((__, column) => (row === column ? 1 : 0.1))),
    provenance: {
      source: 'made for the benchmark',
      licence: 'MIT',
      method: 'none',
      limits: 'It means nothing.',
    },
  };
}

/** Abduction, action and prediction for a whole observed profile with five values set. */
export function benchCounterfactual(): Figure {
  const scm = compileScm(densestGraph());
  if (!scm.ok) throw new Error('The graph of the benchmark does not compile.');
  const observed = Object.fromEntries(scm.value.valueIds.map((id, at) => [id, 1 + (at % 5)]));
  const intervention: Intervention = Object.fromEntries(
    [0, 4, 8, 12, 16].map((at) => [`value-${at}`, { kind: 'set', to: 5 } as const]),
  );
  const once = (): unknown => {
    const factual = abduct(scm.value, observed);
    return factual.ok ? counterfactual(scm.value, factual.value, intervention) : undefined;
  };
  return {
    name: 'one counterfactual on 20 values',
    value: timeOf(once, CALLS) * 1000,
    unit: 'µs',
    target: 50,
  };
}
