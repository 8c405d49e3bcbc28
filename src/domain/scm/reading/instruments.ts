import { ok, type Result } from '../../result';
import type { ScmError } from '../scm-error';
import { closure } from './ancestors';
import { onCausalPaths, withoutArrows } from './causal-paths';
import { connectedTo } from './d-separation';
import { nearestSeparator } from './minimal-separators';
import { locatePair, marked, namesOf, type ReadingGraph } from './reading-graph';
import { tooLargeToList } from './reading-limits';

/** z moves y only through x, once `given` is held fixed: cov(z, y | given) / cov(z, x | given) is the total effect of x on y. */
export interface Instrument {
  instrument: string;
  given: string[];
}

/**
 * Instruments for the total effect of x on y, conditional ones included (Brito & Pearl 2002; van der Zander, Textor & Liśkiewicz
 * 2015): given W, z is separated from y once the first arrows of the causal paths are taken out, and not separated from x.
 * W, free of effects of x, is the separator nearest to y; an instrument that only another W makes one is not found.
 *
 * Worked: z → x → y, x ↔ y: z with nothing given. With w → z and w → y as well: z given w.
 * Errors: an unknown node, x and y the same, more than 120 nodes.
 */
export function instruments(graph: ReadingGraph, x: string, y: string): Result<Instrument[], ScmError> {
  const ends = locatePair(graph, x, y);
  if (!ends.ok) return ends;
  const large = tooLargeToList(graph, 'Instruments');
  if (large) return large;
  const { x: cause, y: effect } = ends.value;
  const structure = withoutArrows(graph, cause, new Set(onCausalPaths(graph, cause, effect)));
  const effects = closure(graph.children, [cause]);
  const hidden = new Set(marked(graph, 'latent'));
  const allowed = Uint8Array.from(effects, (is, at) => (is === 1 || hidden.has(at) ? 0 : 1));
  const found: Instrument[] = [];
  for (let z = 0; z < graph.ids.length; z++) {
    if (effects[z] === 1 || z === effect || hidden.has(z)) continue;
    const question = { structure, x: effect, y: z, include: [], allowed };
    const given = connectedTo(structure, [z], [])[effect] === 0 ? [] : nearestSeparator(question);
    if (given === null || connectedTo(graph, [z], given)[cause] === 0) continue;
    found.push({ instrument: graph.ids[z], given: namesOf(graph, given) });
  }
  return ok(found);
}
