/** Adam (Kingma & Ba, 2015) for one array of parameters, with the defaults beta 0.9 and 0.999. */
export class Adam {
  readonly #mean: Float64Array;
  readonly #square: Float64Array;
  #steps = 0;

  constructor(size: number) {
    this.#mean = new Float64Array(size);
    this.#square = new Float64Array(size);
  }

  /** Moves `parameters` against `gradient` and empties it. */
  step(parameters: Float64Array, gradient: Float64Array, rate: number): void {
    this.#steps += 1;
    const scale = (rate * Math.sqrt(1 - 0.999 ** this.#steps)) / (1 - 0.9 ** this.#steps);
    for (let at = 0; at < parameters.length; at += 1) {
      const slope = gradient[at];
      this.#mean[at] = 0.9 * this.#mean[at] + 0.1 * slope;
      this.#square[at] = 0.999 * this.#square[at] + 0.001 * slope * slope;
      parameters[at] -= (scale * this.#mean[at]) / (Math.sqrt(this.#square[at]) + 1e-8);
      gradient[at] = 0;
    }
  }
}
