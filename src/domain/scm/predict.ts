import { type IntervenedScm, SCALE, SET, SHIFT } from './intervene';

/**
 * Pearl's third step, prediction: the world that the (sub)model makes of a noise vector, computed cause before effect,
 *
 *     x_i = Σ_p B_ip x_p + u_i      (mechanism)        x_i = c     (set)
 *     x_i = Σ_p B_ip x_p + u_i + s  (shifted by s)     x_i = k · (Σ_p B_ip x_p + u_i)     (scaled by k)
 *
 * `noise` and the result are in the order of the model's values, in priority points; numbers are not clamped to 1..5.
 * Worked: Security → Conformity (0.5), u = (4, 0.5), do(Security = 2): x = (2, 0.5 × 2 + 0.5) = (2, 1.5).
 */
export function predict({ scm, action, amount }: IntervenedScm, noise: Float64Array): Float64Array {
  const { order, parentStart, parents, weights } = scm;
  const world = new Float64Array(scm.size);
  for (let step = 0; step < order.length; step++) {
    const i = order[step];
    if (action[i] === SET) {
      world[i] = amount[i];
      continue;
    }
    let output = noise[i];
    for (let k = parentStart[i]; k < parentStart[i + 1]; k++) output += weights[k] * world[parents[k]];
    world[i] = action[i] === SHIFT ? output + amount[i] : action[i] === SCALE ? output * amount[i] : output;
  }
  return world;
}
