import { ok, type Result } from '../result';
import type { ValueId } from '../values/value-system';
import type { LinearScm } from './linear-scm';
import { type ScmError, unknownValue } from './scm-error';

/** A directed path, `values` from cause to effect, `product` of its weights: its share of the total effect. */
export interface CausalPath {
  values: readonly ValueId[];
  product: number;
}

export interface CausalPaths {
  paths: CausalPath[];
  /** True where there are more paths than asked for. Their products then do not sum to the total effect. */
  truncated: boolean;
}

/**
 * Points on `to` when `from` is raised by one point by intervention, along all directed paths together: entry of
 * (I − B)⁻¹ (Wright's path rule; Pearl, Causality, 2nd ed., §5.3.1). 0 where no path leads; 1 of a value on itself.
 *
 * Worked: a → b (0.5), b → c (0.4), a → c (0.3): total effect of a on c = 0.3 + 0.5 × 0.4 = 0.5.
 */
export function totalEffect(scm: LinearScm, from: ValueId, to: ValueId): Result<number, ScmError> {
  const ends = locate(scm, from, to);
  return ends.ok ? ok(scm.totalEffects[ends.value.to * scm.size + ends.value.from]) : ends;
}

/** The weight of the arrow from → to; 0 where there is none. Worked, as above: direct effect of a on c = 0.3. */
export function directEffect(scm: LinearScm, from: ValueId, to: ValueId): Result<number, ScmError> {
  const ends = locate(scm, from, to);
  if (!ends.ok) return ends;
  return ok(scm.edgesInto[ends.value.to].find((edge) => edge.from === from)?.weight ?? 0);
}

/**
 * The directed paths from → to, the largest absolute product first. A full graph of 20 values has 2^18 paths between its
 * ends, so the search stops after `limit` paths and says so; those that it then has are not always the largest.
 *
 * Worked, as above: a → c has the paths [a, c] with 0.3 and [a, b, c] with 0.2.
 */
export function directedPaths(
  scm: LinearScm,
  from: ValueId,
  to: ValueId,
  limit = 200,
): Result<CausalPaths, ScmError> {
  const ends = locate(scm, from, to);
  if (!ends.ok) return ends;
  const target = ends.value.to;
  const start = ends.value.from;
  const paths: CausalPath[] = [];
  if (start === target) return ok({ paths, truncated: false });

  // Walk from the effect up to the cause, entering only values that the cause reaches: no step leads nowhere.
  const reached = descendants(scm, start);
  const trail: number[] = [];
  const climb = (at: number, product: number): boolean => {
    if (at === start) {
      if (paths.length === limit) return false;
      paths.push({ values: [at, ...trail.toReversed()].map((i) => scm.valueIds[i]), product });
      return true;
    }
    trail.push(at);
    for (let k = scm.parentStart[at]; k < scm.parentStart[at + 1]; k++) {
      const parent = scm.parents[k];
      if (reached[parent] === 1 && !climb(parent, product * scm.weights[k])) return false;
    }
    trail.pop();
    return true;
  };
  const truncated = reached[target] === 1 && !climb(target, 1);
  paths.sort((one, other) => Math.abs(other.product) - Math.abs(one.product));
  return ok({ paths, truncated });
}

/** 1 for the value at `start` and for everything that it reaches, 0 elsewhere; by position. */
export function descendants(scm: LinearScm, start: number): Uint8Array {
  const reached = new Uint8Array(scm.size);
  reached[start] = 1;
  for (const i of scm.order) {
    for (let k = scm.parentStart[i]; k < scm.parentStart[i + 1] && reached[i] === 0; k++) {
      reached[i] = reached[scm.parents[k]];
    }
  }
  return reached;
}

function locate(scm: LinearScm, from: ValueId, to: ValueId): Result<{ from: number; to: number }, ScmError> {
  const fromAt = scm.index.get(from);
  const toAt = scm.index.get(to);
  if (fromAt === undefined) return unknownValue(scm.graph.name, from);
  if (toAt === undefined) return unknownValue(scm.graph.name, to);
  return ok({ from: fromAt, to: toAt });
}
