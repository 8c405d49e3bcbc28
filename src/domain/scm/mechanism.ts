import type { IntervenedScm } from './intervene';
import { SCALE, SET, SHIFT } from './intervene';
import type { LinearScm } from './linear-scm';

/**
 * How a value follows from its causes: x_i = f_i(causes) + u_i, additive noise (Hoyer et al. 2009). f may be any function of the
 * causes alone; only linear ones are shipped. Because u is added, abduction is exact whatever f is: u_i = x_i − f_i(causes).
 */
export interface AdditiveMechanism {
  readonly kind: string;
  /** Positions of the causes in the model's values. */
  readonly causes: readonly number[];
  /** f_i, from the numbers of the causes in the order of `causes`; points. Pure, and finite for finite numbers. */
  readonly evaluate: (causes: Float64Array) => number;
}

export interface AdditiveScm {
  /** Positions, causes before effects. */
  readonly order: ArrayLike<number>;
  /** By position. */
  readonly mechanisms: readonly AdditiveMechanism[];
}

/** f = Σ_k weights_k · causes_k. Worked: weights (0.5, −1) at causes (4, 1) give 1. */
export function linearMechanism(causes: readonly number[], weights: readonly number[]): AdditiveMechanism {
  const evaluate = (numbers: Float64Array): number => {
    let sum = 0;
    for (let k = 0; k < weights.length; k++) sum += weights[k] * numbers[k];
    return sum;
  };
  return { kind: 'linear', causes, evaluate };
}

/** A linear model as one of mechanisms. Replace one of them by another function to try what that changes. */
export function additiveScm({ size, order, parentStart, parents, weights }: LinearScm): AdditiveScm {
  const mechanisms = Array.from({ length: size }, (_, i) => {
    const row = [parentStart[i], parentStart[i + 1]] as const;
    return linearMechanism([...parents.subarray(...row)], [...weights.subarray(...row)]);
  });
  return { order, mechanisms };
}

/** Abduction: u_i = x_i − f_i(x). Worked: f = causes², cause 2, x = (2, 5): u = (2, 1). */
export function abductNoise({ mechanisms }: AdditiveScm, world: Float64Array): Float64Array {
  return world.map((x, i) => x - outputOf(mechanisms[i], world));
}

/** Action and prediction, as predict.ts does for linear mechanisms. Worked, as above: do(cause = 3) gives (3, 9 + 1). */
export function predictAdditive(
  { order, mechanisms }: AdditiveScm,
  { action, amount }: Pick<IntervenedScm, 'action' | 'amount'>,
  noise: Float64Array,
): Float64Array {
  const world = new Float64Array(mechanisms.length);
  for (let step = 0; step < order.length; step++) {
    const i = order[step];
    const output = action[i] === SET ? 0 : outputOf(mechanisms[i], world) + noise[i];
    if (action[i] === SET) world[i] = amount[i];
    else if (action[i] === SHIFT) world[i] = output + amount[i];
    else world[i] = action[i] === SCALE ? output * amount[i] : output;
  }
  return world;
}

function outputOf({ causes, evaluate }: AdditiveMechanism, world: Float64Array): number {
  return evaluate(Float64Array.from(causes, (at) => world[at]));
}
