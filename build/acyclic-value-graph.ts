import { topologicalOrder } from '../src/domain/scm/topological-order';
import { valueGraphSchema } from '../src/domain/scm/value-graph';

/** A value graph that can be computed with: one whose arrows run in a circle is refused, with the circle's values. */
export const acyclicValueGraphSchema = valueGraphSchema.superRefine((graph, context) => {
  const order = topologicalOrder(
    graph.nodes.map(({ valueId }) => valueId),
    graph.edges,
    graph.name,
  );
  if (!order.ok) context.addIssue({ code: 'custom', path: ['edges'], message: order.error.message });
});
