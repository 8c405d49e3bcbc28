import { abduct } from '../src/domain/scm/abduct';
import { counterfactual } from '../src/domain/scm/counterfactual';
import type { Intervention } from '../src/domain/scm/intervene';
import { compileScm } from '../src/domain/scm/linear-scm';
import { timeOf, type Figure } from './figure';
import { densestGraph } from './made-graphs';

const SIZE = 20;
const CALLS = 2000;

/** Abduction, action and prediction for a whole observed profile with five values set, with 190 arrows between the twenty. */
export function benchCounterfactual(): Figure {
  const scm = compileScm(densestGraph(SIZE));
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
