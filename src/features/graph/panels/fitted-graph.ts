import type { CausalGraph } from '../../../domain/graph/causal-graph';
import { applyFit } from '../../../domain/scm/fit-apply';
import type { ScmFit } from '../../../domain/scm/fit-scm';

/** At the end of a method, what an earlier fit wrote there. */
const EARLIER = /\.? ?Numbers fitted to .*$/s;

/**
 * The graph with the fitted numbers, and a provenance that says so: the numbers are no longer of the data that the graph came with.
 * Worked: “PC-stable” becomes “PC-stable. Numbers fitted to 569 rows of my answers by least squares.”, and n 569.
 */
export function fittedGraph(graph: CausalGraph, fit: ScmFit, dataName: string): CausalGraph {
  const { provenance } = graph;
  const how = fit.ridge === 0 ? 'least squares' : `ridge regression (λ = ${fit.ridge})`;
  const before = provenance.method.replace(EARLIER, '').replace(/\.$/, '');
  return {
    ...applyFit(graph, fit),
    provenance: {
      ...provenance,
      n: fit.rows,
      method: `${before === '' ? '' : `${before}. `}Numbers fitted to ${fit.rows} rows of ${dataName} by ${how}.`,
    },
  };
}
