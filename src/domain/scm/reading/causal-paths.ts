import { closure, positionsIn } from './ancestors';
import type { Structure } from './d-separation';

/**
 * Positions on a directed path from x to y, y included and x not: PCP in van der Zander et al. (2019), for one cause and one effect.
 * Worked: in x → m → y, x → k: m and y.
 */
export function onCausalPaths({ parents, children }: Structure, x: number, y: number): number[] {
  const from = closure(children, [x]);
  const to = closure(parents, [y]);
  return positionsIn(from).filter((at) => at !== x && to[at] === 1);
}

/** A copy of the structure without the arrows `from` → each of `to`. */
export function withoutArrows(structure: Structure, from: number, to: ReadonlySet<number>): Structure {
  return {
    parents: structure.parents.map((list, at) =>
      to.has(at) ? list.filter((other) => other !== from) : list,
    ),
    children: structure.children.map((list, at) =>
      at === from ? list.filter((other) => !to.has(other)) : list,
    ),
    spouses: structure.spouses,
  };
}
