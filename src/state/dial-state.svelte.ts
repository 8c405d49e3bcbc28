import type { Target } from '../domain/values/profile';
import type { ValueId } from '../domain/values/value-system';
import { History } from './history.svelte';
import { type Dial, EMPTY_DIAL, sameDial, withPriority } from './run-config';

/** Touches of one value that follow each other this fast are one change, in milliseconds. */
export const ONE_TOUCH_MS = 900;

/** What the person dials, with undo: sliders on their way, let go, set and unset. */
export class DialState {
  #history = $state.raw(new History<Dial>(EMPTY_DIAL, sameDial));
  /** The target while a slider is being dragged, before it is committed. */
  #dragged = $state.raw<Target | null>(null);
  #lastTouched = $state<ValueId | null>(null);
  #lastSet: { valueId: ValueId; at: number } | null = null;

  get target(): Target {
    return this.#dragged ?? this.#history.present.target;
  }
  get profileName(): string | null {
    return this.#dragged ? null : this.#history.present.profileName;
  }
  /** The dial as it stands, with the target of a slider that is still moving. */
  get current(): Dial {
    return { target: this.target, profileName: this.profileName };
  }
  get lastTouched(): ValueId | null {
    return this.#lastTouched;
  }
  get canUndo(): boolean {
    return this.#history.canUndo;
  }
  get canRedo(): boolean {
    return this.#history.canRedo;
  }

  /** Begins anew with a dial that can't be undone. */
  reset(dial: Dial = EMPTY_DIAL): void {
    this.#history = new History<Dial>(dial, sameDial);
    this.settle();
  }

  touch(valueId: ValueId): void {
    this.#lastTouched = valueId;
  }

  drag(valueId: ValueId, priority: number | null): void {
    this.#lastTouched = valueId;
    this.#dragged = withPriority(this.target, valueId, priority);
  }

  /** `at` in milliseconds: the steps of one touch are one step of undo. */
  set(valueId: ValueId, priority: number | null, at: number): void {
    const dial: Dial = { target: withPriority(this.target, valueId, priority), profileName: null };
    const goesOn = this.#lastSet?.valueId === valueId && at - this.#lastSet.at < ONE_TOUCH_MS;
    this.settle();
    this.#lastTouched = valueId;
    this.#lastSet = { valueId, at };
    if (goesOn) this.#history.replace(dial);
    else this.#history.record(dial);
  }

  put(dial: Dial): void {
    this.settle();
    this.#history.record(dial);
  }

  undo(): void {
    this.settle();
    this.#history.undo();
  }

  redo(): void {
    this.settle();
    this.#history.redo();
  }

  /** Ends what is half done: a drag, or a touch that might go on. */
  settle(): void {
    this.#dragged = null;
    this.#lastSet = null;
  }
}
