import type { Converted } from '../../../domain/graph/convert-value-graph';
import type { LinearScm } from '../../../domain/scm/linear-scm';
import { fixed } from '../../../domain/text/format-number';
import { listed } from './node-names';

type Computed = Pick<Converted, 'assumed' | 'leftOut'> & { scm: LinearScm };

const NAMED = 4;

/**
 * What stands in for numbers that the graph does not have, and what is left out of all numbers; empty where nothing is. Worked: a → b
 * without a weight, computed with 0.3: “Assumed, because the graph has no number: a weight of 0.30 for a → b.”
 */
export function sayAssumed({ assumed, leftOut, scm }: Computed, nameOf: (id: string) => string): string {
  const { means, noiseVariances } = assumed;
  const weights = scm.edgesInto
    .flat()
    .filter((edge) => assumed.weights.includes(`“${edge.from}” → “${edge.to}”`));
  const number = (of: ArrayLike<number>, ids: readonly string[]): string =>
    fixed(of[scm.index.get(ids[0]) ?? -1] ?? 0, 2);
  const parts = [
    ...(weights.length > 0
      ? [
          `a weight of ${fixed(weights[0].weight, 2)} for ${some(weights.map(({ from, to }) => `${nameOf(from)} → ${nameOf(to)}`))}`,
        ]
      : []),
    ...(means.length > 0 ? [`a mean of ${number(scm.means, means)} for ${some(means.map(nameOf))}`] : []),
    ...(noiseVariances.length > 0
      ? [
          `a noise variance of ${number(scm.noiseVariances, noiseVariances)} for ${some(noiseVariances.map(nameOf))}`,
        ]
      : []),
  ];
  const undirected = leftOut.filter(({ kind }) => kind === 'undirected');
  const unweighted = leftOut.filter(({ kind, weight }) => kind === 'bidirected' && weight === undefined);
  const draw = (edges: readonly { from: string; to: string }[], sign: string): string =>
    some(edges.map(({ from, to }) => `${nameOf(from)} ${sign} ${nameOf(to)}`));
  return [
    ...(parts.length > 0 ? [`Assumed, because the graph has no number: ${parts.join('; ')}.`] : []),
    ...(undirected.length > 0
      ? [`Left out of all numbers, because they have no direction: ${draw(undirected, '—')}.`]
      : []),
    ...(unweighted.length > 0
      ? [`Left out of all numbers, because they have no covariance: ${draw(unweighted, '↔')}.`]
      : []),
  ].join(' ');
}

function some(names: readonly string[]): string {
  if (names.length <= NAMED) return listed(names);
  return listed([...names.slice(0, NAMED), `${names.length - NAMED} more`]);
}
