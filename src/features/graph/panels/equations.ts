import type { Converted } from '../../../domain/graph/convert-value-graph';
import type { LinearScm } from '../../../domain/scm/linear-scm';
import { fixed } from '../../../domain/text/format-number';

export interface EquationLine {
  id: string;
  name: string;
  /** Conformity = 1.00 + 0.50 × Security + u. */
  equation: string;
  /** Variance of u, in squared points. */
  noiseVariance: number;
  /** E[x], in points. */
  mean: number;
  /** Of x, as the model implies it, in squared points. */
  variance: number;
  /** What of this line was assumed because the graph has no number for it. */
  assumed: string[];
}

type Computed = Pick<Converted, 'assumed'> & { scm: LinearScm };

/**
 * The structural equations with the numbers of the graph, causes before effects. u has mean 0 here: the mean of the model's noise
 * term is written as the intercept.
 *
 * Worked: Security (mean 3.2) → Conformity (mean 2.6), weight 0.5, noise variances 0.4 and 0.3: Security = 3.20 + u;
 * Conformity = 1.00 + 0.50 × Security + u, variance 0.25 × 0.4 + 0.3 = 0.4.
 */
export function equationLines({ scm, assumed }: Computed, nameOf: (id: string) => string): EquationLine[] {
  return [...scm.order].map((at) => {
    const id = scm.valueIds[at];
    const terms = scm.edgesInto[at].map(
      ({ from, weight }) => ` ${weight < 0 ? '−' : '+'} ${fixed(Math.abs(weight), 2)} × ${nameOf(from)}`,
    );
    const weights = scm.edgesInto[at].filter((edge) =>
      assumed.weights.includes(`“${edge.from}” → “${edge.to}”`),
    );
    return {
      id,
      name: nameOf(id),
      equation: `${nameOf(id)} = ${fixed(scm.intercepts[at], 2)}${terms.join('')} + u`,
      noiseVariance: scm.noiseVariances[at],
      mean: scm.means[at],
      variance: scm.covariance[at * scm.size + at],
      assumed: [
        ...weights.map(({ from }) => `weight of ${nameOf(from)}`),
        ...(assumed.noiseVariances.includes(id) ? ['noise variance'] : []),
        ...(assumed.means.includes(id) ? ['mean'] : []),
      ],
    };
  });
}
