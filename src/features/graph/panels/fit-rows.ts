import type { ScmFit } from '../../../domain/scm/fit-scm';
import { fixed, signed } from '../../../domain/text/format-number';
import { listed } from './node-names';

export interface FitRow {
  key: string;
  arrow: string;
  weight: string;
  interval: string;
  heldFixed: string;
}

/** The fitted weights as they are printed: weight, 95 % interval, and what else was in the regression. */
export function fitRows({ edges }: ScmFit, nameOf: (id: string) => string): FitRow[] {
  return edges.map(({ from, to, weight, interval, adjustedFor }) => ({
    key: JSON.stringify([from, to]),
    arrow: `${nameOf(from)} → ${nameOf(to)}`,
    weight: signed(weight, 2),
    interval: interval ? `${fixed(interval[0], 2)} to ${fixed(interval[1], 2)}` : '–',
    heldFixed: adjustedFor.length === 0 ? 'nothing' : listed(adjustedFor.map(nameOf)),
  }));
}

/** “Conformity 0.23”, the largest share first, of the nodes that have causes. */
export function explainedShares(
  fit: ScmFit,
  nameOf: (id: string) => string,
): { id: string; name: string; rSquared: number }[] {
  const effects = new Set(fit.edges.map(({ to }) => to));
  return fit.nodes
    .flatMap(({ id, rSquared }) =>
      rSquared === undefined || !effects.has(id) ? [] : [{ id, name: nameOf(id), rSquared }],
    )
    .sort((one, other) => other.rSquared - one.rSquared);
}
