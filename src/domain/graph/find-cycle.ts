import type { EdgeRef } from './edge-key';

/**
 * The shortest circle that a new arrow from → to would close, in arrow order and beginning with `from`; null where it closes
 * none. Only directed edges count. Breadth first, O(nodes + edges).
 *
 * Worked: with a → b and b → c, the arrow c → a closes [c, a, b].
 */
export function cycleClosedBy(edges: readonly EdgeRef[], from: string, to: string): string[] | null {
  if (from === to) return [from];
  const effects = new Map<string, string[]>();
  for (const edge of edges) {
    if (edge.kind !== 'directed') continue;
    const list = effects.get(edge.from);
    if (list) list.push(edge.to);
    else effects.set(edge.from, [edge.to]);
  }
  const cameFrom = new Map<string, string | null>([[to, null]]);
  const queue = [to];
  for (let next = 0; next < queue.length; next++) {
    for (const effect of effects.get(queue[next]) ?? []) {
      if (cameFrom.has(effect)) continue;
      cameFrom.set(effect, queue[next]);
      if (effect === from) return walkBack(cameFrom, from);
      queue.push(effect);
    }
  }
  return null;
}

function walkBack(cameFrom: ReadonlyMap<string, string | null>, end: string): string[] {
  const cycle: string[] = [];
  for (let at: string | null = end; at !== null; at = cameFrom.get(at) ?? null) cycle.unshift(at);
  const last = cycle.pop();
  return last === undefined ? cycle : [last, ...cycle];
}

/** “a” → “b” → “a”. */
export function drawCycle(cycle: readonly string[]): string {
  return [...cycle, ...cycle.slice(0, 1)].map((id) => `“${id}”`).join(' → ');
}
