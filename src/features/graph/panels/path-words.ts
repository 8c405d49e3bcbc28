import { fixed } from '../../../domain/text/format-number';
import type { CausalPath } from '../../../domain/scm/effects';
import type { LinearScm } from '../../../domain/scm/linear-scm';
import type { ReadPath } from '../../../domain/scm/reading/paths';

type Named = (id: string) => string;

/** Security → Conformity ← Tradition. `steps` is one shorter than `nodes`; without it every step is an arrow. */
export function drawPath(nodes: readonly string[], nameOf: Named, steps?: readonly string[]): string {
  return nodes.map((id, at) => (at === 0 ? nameOf(id) : `${steps?.[at - 1] ?? '→'} ${nameOf(id)}`)).join(' ');
}

/** The state of a path in words: “open”, or where it is blocked and why (Pearl, Causality, 2nd ed., Definition 1.2.3). */
export function sayOpen({ open, blockedBy }: ReadPath, nameOf: Named): string {
  if (open) return 'open';
  const places = blockedBy.map(
    ({ node, why }) => `${nameOf(node)}, ${why === 'collider' ? 'a collider' : 'which is held fixed'}`,
  );
  return `blocked at ${places.join('; and at ')}`;
}

/**
 * The product of a directed path's weights, written out (Wright's path rule). Worked: a → b (0.5), b → c (−0.4) gives
 * “0.50 × −0.40 = −0.20”; a single arrow is its own product, “0.30”.
 */
export function productText(scm: LinearScm, { values, product }: CausalPath): string {
  const weights = values.slice(1).map((to, at) => {
    const into = scm.edgesInto[scm.index.get(to) ?? -1] ?? [];
    return fixed(into.find(({ from }) => from === values[at])?.weight ?? 0, 2);
  });
  return weights.length === 1 ? weights.join('') : `${weights.join(' × ')} = ${fixed(product, 2)}`;
}

export interface EffectsToSay {
  total: number;
  direct: number;
  paths: number;
  truncated: boolean;
}

/**
 * The total effect and how it comes about, in points on the outcome for one point on the cause made by intervention. Worked: a → c
 * (0.3) and a → b → c (0.2): “One point more on a, made by intervention, moves c by 0.50: 0.30 directly and 0.20 through 1 other path.”
 */
export function sayEffects(effects: EffectsToSay, cause: string, outcome: string): string {
  const { total, direct, paths, truncated } = effects;
  if (paths === 0)
    return `No directed path leads from ${cause} to ${outcome}, so intervening on ${cause} does not move ${outcome}.`;
  const indirect = direct === 0 ? paths : paths - 1;
  const count = truncated ? `more than ${indirect}` : String(indirect);
  const others = `${direct === 0 ? count : `${count} other`} ${indirect === 1 && !truncated ? 'path' : 'paths'}`;
  const moved = `One point more on ${cause}, made by intervention, moves ${outcome} by ${fixed(total, 2)}`;
  if (indirect === 0) return `${moved}, all of it directly.`;
  if (direct === 0) return `${moved}, all of it through ${others}.`;
  return `${moved}: ${fixed(direct, 2)} directly and ${fixed(total - direct, 2)} through ${others}.`;
}
