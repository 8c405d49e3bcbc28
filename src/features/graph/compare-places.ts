import type { CausalGraph, CausalNode } from '../../domain/graph/causal-graph';
import type { Value, ValueSystem } from '../../domain/values/value-system';

/** A node of the picture. Lengths in units of the picture, which is SIZE wide and high. */
export interface ComparedNode {
  id: string;
  label: string;
  value: Value | undefined;
  /** Two letters or so for the disc. */
  code: string;
  x: number;
  y: number;
  /** Where the name stands, and from where it runs. */
  labelX: number;
  labelY: number;
  anchor: 'start' | 'middle' | 'end';
}

export const PICTURE = { width: 420, height: 340, radius: 118, disc: 15 };

/**
 * Every node of either graph on one circle, so that the same node stands at the same place in both pictures. Values stand in the order
 * of their system, the first at the top and on clockwise; other nodes after them. Worked: four nodes stand at 12, 3, 6 and 9 o'clock.
 */
export function comparePlaces(
  left: CausalGraph,
  right: CausalGraph,
  system: ValueSystem | null = null,
): ComparedNode[] {
  const nodes = new Map<string, CausalNode>();
  for (const node of [...left.nodes, ...right.nodes]) if (!nodes.has(node.id)) nodes.set(node.id, node);
  const rankOf = new Map(system?.values.map((value, at) => [value.id, at]));
  const rank = ({ id, valueId = id }: CausalNode): number => rankOf.get(valueId) ?? Infinity;
  const ordered = [...nodes.values()].sort((one, other) =>
    rank(one) < rank(other) ? -1 : rank(one) > rank(other) ? 1 : 0,
  );
  const { width, height, radius, disc } = PICTURE;
  return ordered.map(({ id, label, valueId = id }, at) => {
    const turn = (2 * Math.PI * at) / ordered.length;
    const [sin, cos] = [Math.sin(turn), Math.cos(turn)];
    const away = radius + disc + 7;
    const value = system?.values.find((one) => one.id === valueId);
    return {
      id,
      label,
      value,
      code: value?.code ?? label.slice(0, 2),
      x: width / 2 + radius * sin,
      y: height / 2 - radius * cos,
      labelX: width / 2 + away * sin,
      labelY: height / 2 - away * cos,
      anchor: Math.abs(sin) < 0.2 ? 'middle' : sin > 0 ? 'start' : 'end',
    };
  });
}
