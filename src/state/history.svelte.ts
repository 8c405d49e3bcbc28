/** Undo and redo over immutable snapshots, without limit. A snapshot equal to the present one is not recorded. */
export class History<T> {
  #past = $state.raw<readonly T[]>([]);
  #present: T;
  #future = $state.raw<readonly T[]>([]);
  readonly #same: (a: T, b: T) => boolean;

  constructor(present: T, same: (a: T, b: T) => boolean = Object.is) {
    this.#present = $state.raw(present);
    this.#same = same;
  }

  get present(): T {
    return this.#present;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  record(next: T): void {
    if (this.#same(this.#present, next)) return;
    this.#past = [...this.#past, this.#present];
    this.#present = next;
    this.#future = [];
  }

  /** Whether this very snapshot can be reached by undo or redo, or is the present one. */
  has(snapshot: T): boolean {
    return snapshot === this.#present || this.#past.includes(snapshot) || this.#future.includes(snapshot);
  }

  /** Changes snapshots where they stand, for what is no edit, such as a name that the whole history is kept under. */
  rewrite(change: (snapshot: T) => T): void {
    this.#past = this.#past.map(change);
    this.#present = change(this.#present);
    this.#future = this.#future.map(change);
  }

  /** Takes the place of the present snapshot: a change that goes on is one step. */
  replace(next: T): void {
    this.#present = next;
    this.#future = [];
  }

  undo(): T {
    const previous = this.#past.at(-1);
    if (previous === undefined) return this.#present;
    this.#past = this.#past.slice(0, -1);
    this.#future = [this.#present, ...this.#future];
    this.#present = previous;
    return previous;
  }

  redo(): T {
    const next = this.#future.at(0);
    if (next === undefined) return this.#present;
    this.#future = this.#future.slice(1);
    this.#past = [...this.#past, this.#present];
    this.#present = next;
    return next;
  }
}
