import { describe, expect, it } from 'vitest';
import { canAddEdge } from './edit-edges';
import { graphFrom } from './example-causal-graphs';
import { problemInLabels } from './problem-in-labels';

describe('problemInLabels', () => {
  it('names a refused circle by labels and points at it by ids', () => {
    const drawn = graphFrom('a -> b', 'b -> c');
    // Labels that are other nodes' ids must not be translated twice.
    const labels: Partial<Record<string, string>> = { a: 'b', b: 'Wealth', c: 'Self-direction' };
    const graph = { ...drawn, nodes: drawn.nodes.map((node) => ({ ...node, label: labels[node.id] ?? '' })) };
    const refused = canAddEdge(graph, { kind: 'directed', from: 'c', to: 'a' });
    if (refused.ok) throw new Error('A circle was allowed.');
    const { message, values } = problemInLabels(graph, refused.error);
    expect(message).toContain('“Self-direction” → “b” → “Wealth” → “Self-direction”');
    expect(values).toEqual(['c', 'a', 'b']);
  });

  it('leaves what is not about a node of the graph', () => {
    const problem = { message: 'The graph “a” has no value “x”.', values: ['x'] };
    expect(problemInLabels(graphFrom('a'), problem)).toEqual(problem);
  });
});
