import { ok, type Result } from '../../result';
import type { ScmError } from '../scm-error';
import { closure } from './ancestors';
import { locateAll, locatePair, type ReadingGraph } from './reading-graph';

/** How a step of a path runs: along an arrow, against one, or over a bidirected edge. */
export type Step = '→' | '←' | '↔';

/** Why a path is blocked at a node: it is held fixed, or it is a collider and neither it nor an effect of it is. */
export interface Block {
  node: string;
  why: 'given' | 'collider';
}

export interface ReadPath {
  nodes: string[];
  /** One fewer than the nodes. */
  steps: Step[];
  /** causal: every step runs along its arrow, from x to y; biasing: any other path. */
  kind: 'causal' | 'biasing';
  open: boolean;
  blockedBy: Block[];
  /** “a” → “b” ← “c”: blocked at “b”, a collider. */
  sentence: string;
}

export interface ReadPaths {
  /** The shortest first. */
  paths: ReadPath[];
  truncated: boolean;
}

/** Steps of search for one answer. A dense graph has more paths than can be walked; this many take some milliseconds. */
const MAX_STEPS = 200_000;

/**
 * The paths between x and y that visit no node twice, each with whether it is open given `given`, and where it is blocked
 * (Pearl, Causality, 2nd ed., Definition 1.2.3). Shorter ones are found first; after `limit` paths or 200,000 steps the search
 * ends and says so.
 *
 * Worked: x → m → y, x ← z → y given z: x → m → y is causal and open; x ← z → y is biasing and blocked at z, which is given.
 * Errors: an unknown node; x and y the same.
 */
export function pathsBetween(
  graph: ReadingGraph,
  x: string,
  y: string,
  given: readonly string[] = [],
  limit = 200,
): Result<ReadPaths, ScmError> {
  const ends = locatePair(graph, x, y);
  if (!ends.ok) return ends;
  const z = locateAll(graph, given);
  if (!z.ok) return z;
  const observed = new Set(z.value);
  const opensCollider = closure(graph.parents, z.value);
  const distance = distancesTo(graph, ends.value.y);
  const trail = [ends.value.x];
  const steps: Step[] = [];
  const onTrail = new Uint8Array(graph.ids.length);
  onTrail[ends.value.x] = 1;
  const paths: ReadPath[] = [];
  let budget = MAX_STEPS;
  let cutShort = false; // some longer path may exist than the present length allows
  let truncated = false;

  const walk = (at: number, left: number): void => {
    for (const [to, step] of neighbours(graph, at)) {
      if (truncated || onTrail[to] === 1) continue;
      if (budget-- === 0) truncated = true;
      if (distance[to] > left - 1) {
        if (distance[to] < Infinity) cutShort = true;
        continue;
      }
      trail.push(to);
      steps.push(step);
      onTrail[to] = 1;
      if (to !== ends.value.y) walk(to, left - 1);
      else if (left === 1) {
        if (paths.length === limit) truncated = true;
        else paths.push(readPath(graph, trail, steps, observed, opensCollider));
      }
      onTrail[to] = 0;
      trail.pop();
      steps.pop();
    }
  };
  for (let length = 1; length < graph.ids.length && !truncated; length++) {
    cutShort = false;
    walk(ends.value.x, length);
    if (!cutShort) break;
  }
  return ok({ paths, truncated });
}

function* neighbours(graph: ReadingGraph, at: number): Generator<[number, Step]> {
  for (const to of graph.children[at]) yield [to, '→'];
  for (const to of graph.parents[at]) yield [to, '←'];
  for (const to of graph.spouses[at]) yield [to, '↔'];
}

/** Edges to `end` on the shortest path, whatever their direction. */
function distancesTo(graph: ReadingGraph, end: number): Float64Array {
  const distance = new Float64Array(graph.ids.length).fill(Infinity);
  distance[end] = 0;
  const queue = [end];
  for (let next = 0; next < queue.length; next++) {
    for (const [to] of neighbours(graph, queue[next])) {
      if (distance[to] < Infinity) continue;
      distance[to] = distance[queue[next]] + 1;
      queue.push(to);
    }
  }
  return distance;
}

function readPath(
  graph: ReadingGraph,
  trail: readonly number[],
  steps: readonly Step[],
  observed: ReadonlySet<number>,
  opensCollider: Uint8Array,
): ReadPath {
  const blockedBy: Block[] = [];
  for (let i = 1; i < trail.length - 1; i++) {
    const collider = steps[i - 1] !== '←' && steps[i] !== '→';
    const node = graph.ids[trail[i]];
    if (collider && opensCollider[trail[i]] === 0) blockedBy.push({ node, why: 'collider' });
    if (!collider && observed.has(trail[i])) blockedBy.push({ node, why: 'given' });
  }
  const nodes = trail.map((at) => graph.ids[at]);
  const drawn = nodes.map((id, i) => (i === 0 ? `“${id}”` : `${steps[i - 1]} “${id}”`)).join(' ');
  const open = blockedBy.length === 0;
  const where = blockedBy.map(({ node, why }) =>
    why === 'given' ? `“${node}”, which is held fixed` : `“${node}”, a collider`,
  );
  return {
    nodes,
    steps: [...steps],
    kind: steps.every((step) => step === '→') ? 'causal' : 'biasing',
    open,
    blockedBy,
    sentence: open ? `${drawn}: open` : `${drawn}: blocked at ${where.join(' and at ')}`,
  };
}
