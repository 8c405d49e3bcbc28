import type { CausalGraph } from '../../../domain/graph/causal-graph';
import { topologicalOrder } from '../../../domain/scm/topological-order';
import type { Point } from '../../../ui/graph/node-places';
import type { Places } from './places';

const BETWEEN_LAYERS = 150;
const BETWEEN_NODES = 140;
/** Every other layer is shifted by this much, so that an arrow over two layers does not run through a node. */
const OFFSET = 50;
/** Passes of the barycentre rule, downwards and upwards in turn. */
const PASSES = 6;

/**
 * Causes to the left of their effects: a node's layer is the length of the longest path of arrows that ends in it, and in its layer it stands
 * near the middle of its neighbours (the barycentre rule of Sugiyama, Tagawa and Toda 1981). A graph with a circle, which has
 * no such layers, is laid out in one column.
 *
 * Worked: a → b → c and a → c give the layers 0, 1, 2.
 */
export function layeredLayout(graph: CausalGraph): Places {
  const layers = layersOf(graph);
  const neighbours = new Map<string, string[]>(graph.nodes.map(({ id }) => [id, []]));
  for (const { from, to } of graph.edges) {
    neighbours.get(from)?.push(to);
    neighbours.get(to)?.push(from);
  }
  const rank = new Map<string, number>();
  const number = (layer: readonly string[]): void =>
    layer.forEach((id, at) => rank.set(id, at - (layer.length - 1) / 2));
  layers.forEach(number);
  for (let pass = 0; pass < PASSES; pass++) {
    for (const layer of pass % 2 === 0 ? layers : layers.toReversed()) {
      const middle = (id: string): number => {
        const others = neighbours.get(id) ?? [];
        if (others.length === 0) return rank.get(id) ?? 0;
        return others.reduce((sum, other) => sum + (rank.get(other) ?? 0), 0) / others.length;
      };
      const middles = new Map(layer.map((id) => [id, middle(id)]));
      layer.sort((one, other) => (middles.get(one) ?? 0) - (middles.get(other) ?? 0));
      number(layer);
    }
  }
  return new Map(
    layers.flatMap((layer, depth) =>
      layer.map((id): [string, Point] => [
        id,
        {
          x: depth * BETWEEN_LAYERS,
          y: (rank.get(id) ?? 0) * BETWEEN_NODES + (depth % 2 === 0 ? -OFFSET : OFFSET),
        },
      ]),
    ),
  );
}

function layersOf(graph: CausalGraph): string[][] {
  const ids = graph.nodes.map(({ id }) => id);
  const arrows = graph.edges.filter((edge) => edge.kind === 'directed');
  const order = topologicalOrder(ids, arrows);
  if (!order.ok) return [ids];
  const depth = new Map<string, number>(ids.map((id) => [id, 0]));
  const into = new Map<string, string[]>();
  for (const { from, to } of arrows) into.set(to, [...(into.get(to) ?? []), from]);
  for (const at of order.value) {
    const causes = into.get(ids[at]) ?? [];
    depth.set(ids[at], Math.max(-1, ...causes.map((cause) => depth.get(cause) ?? 0)) + 1);
  }
  const layers: string[][] = [];
  for (const id of ids) (layers[depth.get(id) ?? 0] ??= []).push(id);
  return layers;
}
