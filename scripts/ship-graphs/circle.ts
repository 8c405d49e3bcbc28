import type { CausalGraph } from '../../src/domain/graph/causal-graph';
import type { ValueSystem } from '../../src/domain/values/value-system';
import { VALUE_OF_COLUMN } from '../estimate-graph/individuals';
import { circleAngle, circleExpects } from '../estimate-graph/other-samples';
import { type Link, network } from './network';

/** In degrees: values at most this far apart are neighbours, at least this far apart they are opposites. */
const NEIGHBOURS = 40;
const OPPOSITES = 160;

/**
 * Schwartz's circle as a graph of associations, without a person in it. No arrows: the theory says which motivations go together and
 * which conflict, not that one causes the other.
 */
export function buildCircle(system: ValueSystem): CausalGraph {
  const ids = Object.values(VALUE_OF_COLUMN);
  const nameOf = (id: string): string => system.values.find((value) => value.id === id)?.name ?? id;
  const links = ids.flatMap((from, a) =>
    ids.slice(a + 1).flatMap((to, k): Link[] => {
      const b = a + 1 + k;
      const angle = circleAngle(a, b);
      if (angle > NEIGHBOURS && angle < OPPOSITES) return [];
      const where = angle === 0 ? 'share a wedge' : angle <= NEIGHBOURS ? 'are neighbours' : 'are opposite';
      const note = `${nameOf(from)} and ${nameOf(to)} ${where} on the circle, ${angle}° apart.`;
      return [{ from, to, weight: circleExpects(a, b), note }];
    }),
  );
  return network(
    {
      id: 'schwartz-10-circle',
      name: 'Ten values, theory only',
      valueSystemId: system.id,
      provenance: {
        source:
          'Schwartz, S. H. (1992), Universals in the content and structure of values, Advances in Experimental Social Psychology 25: ' +
          'nine equal wedges in a circle, Conformity and Tradition in one. No data.',
        licence: 'MIT (this file; the theory is cited)',
        method:
          `Values at most ${NEIGHBOURS}° apart are joined as consistent, values at least ${OPPOSITES}° apart as opposing; ` +
          'the weight is the cosine of the angle, from 1 (same place) to −1 (across the circle). Pairs in between are left out.',
        limits:
          'Nobody was asked: the weights are angles, not correlations and not effects. The circle has no arrows, because the theory says ' +
          'what goes together and what conflicts, not what moves what; nothing can be predicted from it until arrows are drawn. ' +
          'Equal wedges are an idealisation.',
      },
    },
    ids.map((id) => ({ id, label: nameOf(id), valueId: id })),
    links,
    'given',
  );
}
