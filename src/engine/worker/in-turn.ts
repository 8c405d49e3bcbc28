/** Runs tasks one after the other, in the order in which they were given. */
export class InTurn {
  #before: Promise<unknown> = Promise.resolve();

  run<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#before.then(task);
    this.#before = turn.catch(() => undefined);
    return turn;
  }
}
