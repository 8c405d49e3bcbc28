import type { ValueId } from '../values/value-system';
import { removeCentringFloor } from './centring-floor';
import type { ValueGraph } from './value-graph';

export type RelationKind = 'consistent' | 'opposing' | 'unrelated';

/** An edge of COUPLE's G (arXiv 2510.18526): what two values are to each other. Symmetric; `a` stands before `b` in the graph. */
export interface Relation {
  a: ValueId;
  b: ValueId;
  kind: RelationKind;
  /** Correlation in Σ after the centring floor is removed, −1 to 1; null for two values of which one does not vary. */
  correlation: number | null;
}

/**
 * From this correlation on (either sign) two values count as related. In the shipped sample of 569 the standard error of a
 * correlation near 0 is 1/√569 = 0.04, so 0.2 is far from chance; it is a convention, not a finding.
 */
export const RELATED_FROM = 0.2;

/**
 * G from the graph's Σ (the data's, `graph.covariance`): correlation ≥ 0.2 consistent, ≤ −0.2 opposing, else unrelated.
 *
 * Worked: variances 0.5 and 0.4 with covariance 0.2 correlate at 0.2/√0.2 = 0.447: consistent.
 * One relation for each unordered pair, in the order of the graph.
 */
export function relationsOf(graph: ValueGraph, relatedFrom = RELATED_FROM): Relation[] {
  const { covariance } = removeCentringFloor(graph.covariance);
  const relations: Relation[] = [];
  for (let i = 0; i < graph.nodes.length; i++) {
    for (let j = i + 1; j < graph.nodes.length; j++) {
      const spread = Math.sqrt(covariance[i][i] * covariance[j][j]);
      const correlation = spread > 0 ? covariance[i][j] / spread : null;
      relations.push({
        a: graph.nodes[i].valueId,
        b: graph.nodes[j].valueId,
        kind: kindOf(correlation ?? 0, relatedFrom),
        correlation,
      });
    }
  }
  return relations;
}

function kindOf(correlation: number, relatedFrom: number): RelationKind {
  if (correlation >= relatedFrom) return 'consistent';
  return correlation <= -relatedFrom ? 'opposing' : 'unrelated';
}
