const KEY = 'steerboard:models';

/** The model that was in use last, and how long it took to load, in milliseconds. */
export interface LastModel {
  readonly id: string;
  readonly name: string;
  readonly loadMs: number;
}

export interface Launch {
  /** The model that was being loaded when the tab ended without a word: loading it has killed the tab. */
  readonly killedBy: string | null;
  readonly last: LastModel | null;
  /** Whether the model that was in use last is loaded when the app opens. */
  readonly atStart: boolean;
}

/** The part of Storage that is needed; tests bring their own. */
type Store = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

interface Kept {
  loading: string | null;
  last: LastModel | null;
  atStart: boolean;
}

/**
 * What the next start of the app has to know of models before anything else is there. It lies in local storage because a write
 * there is done when the call returns: the tab may be killed in the next moment. Read by hand, as the first paint waits for it.
 */
export class LaunchRecord {
  readonly #store: Store | null;
  /** Whether the mark is this tab's: all tabs share the record. */
  #marked = false;

  constructor(store: Store | null) {
    this.#store = store;
  }

  read(): Launch {
    const { loading, last, atStart } = this.#kept();
    return { killedBy: loading, last, atStart };
  }

  /** Before a load begins. */
  setLoading(id: string): void {
    this.#marked = true;
    this.#change({ loading: id });
  }

  /** When a load has ended in any way that this tab lived to see; the mark of another tab stays. */
  endLoading(): void {
    if (this.#marked) this.clearKilled();
    this.#marked = false;
  }

  /** Takes away a mark that was read, and that no living tab has made. */
  clearKilled(): void {
    this.#change({ loading: null });
  }

  setLast(last: LastModel | null): void {
    this.#change({ last });
  }

  setAtStart(atStart: boolean): void {
    this.#change({ atStart });
  }

  #change(change: Partial<Kept>): void {
    try {
      this.#store?.setItem(KEY, JSON.stringify({ ...this.#kept(), ...change }));
    } catch {
      // Private mode: the app starts as if it had never had a model.
    }
  }

  #kept(): Kept {
    const none: Kept = { loading: null, last: null, atStart: false };
    try {
      const stored: unknown = JSON.parse(this.#store?.getItem(KEY) ?? '{}');
      if (typeof stored !== 'object' || stored === null) return none;
      const { loading, last, atStart }: Partial<Record<keyof Kept, unknown>> = stored;
      return {
        loading: typeof loading === 'string' ? loading : null,
        last: lastOf(last),
        atStart: atStart === true,
      };
    } catch {
      return none;
    }
  }
}

function lastOf(stored: unknown): LastModel | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const { id, name, loadMs }: Partial<Record<keyof LastModel, unknown>> = stored;
  return typeof id === 'string' && typeof name === 'string' && typeof loadMs === 'number'
    ? { id, name, loadMs }
    : null;
}

/** Local storage, or nothing where the browser refuses it. */
export function browserStore(): Store | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
