import type { ValueEffect } from '../runs/intervention';
import { fixed } from '../text/format-number';
import type { ValueId } from '../values/value-system';
import type { ValueGraph } from './value-graph';

/**
 * The structural equation of one value with this run's numbers, before (abduction) and after (prediction), for instance
 *
 *     u = 2.00 − 0.41 × Security 2.40 = 1.02
 *     1.02 + 0.41 × Security 5.00 = 3.07
 *
 * A value that is set has no equation: its edges are cut. A value without causes is its own noise.
 */
export function equationText(
  effect: ValueEffect,
  graph: ValueGraph,
  effects: readonly ValueEffect[],
  nameOf: (id: ValueId) => string,
): { abduction: string; prediction: string } {
  const causes = graph.edges
    .filter(({ to }) => to === effect.valueId)
    .flatMap(({ from, weight }) => {
      const cause = effects.find(({ valueId }) => valueId === from);
      return cause ? [{ name: nameOf(from), weight, cause }] : [];
    });
  const terms = (sign: 1 | -1, level: 'before' | 'after') =>
    causes
      .map(({ name, weight, cause }) => {
        const signedWeight = sign * weight;
        return ` ${signedWeight < 0 ? '−' : '+'} ${fixed(Math.abs(weight), 2)} × ${name} ${fixed(cause[level], 2)}`;
      })
      .join('');
  const abduction = `u = ${fixed(effect.before, 2)}${terms(-1, 'before')} = ${fixed(effect.noise, 2)}`;
  const prediction =
    effect.role === 'set'
      ? `do(${nameOf(effect.valueId)} = ${fixed(effect.after, 2)})`
      : `${fixed(effect.noise, 2)}${terms(1, 'after')} = ${fixed(effect.after, 2)}`;
  return { abduction, prediction };
}
