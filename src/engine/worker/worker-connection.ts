import { answerSchema, isFinal, type Answer, type FinalAnswer, type Request } from './protocol';
import { Watchdog } from './watchdog';

/** The part of a Worker that the page needs. */
export interface WorkerLike {
  postMessage(request: Request): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: Event) => void): void;
  terminate(): void;
}

/** The worker ended without being asked to, or had to be ended. */
export class WorkerDeath extends Error {
  override readonly name = 'WorkerDeath';

  constructor(
    readonly kind: 'worker-died' | 'hung',
    message: string,
  ) {
    super(message);
  }
}

/** A request without its id, for each kind of request. */
type WithoutId<R> = R extends { id: number } ? Omit<R, 'id'> : never;
export type Wish = WithoutId<Exclude<Request, { type: 'abort' }>>;

export interface ExchangeOptions {
  /** How long the worker may be silent before its first answer, in milliseconds. */
  readonly allowed: number;
  /** Hears every answer but the last, and says how long the worker may be silent after it. Not called after an abort. */
  readonly onAnswer?: (answer: Answer) => number;
  /** Firing it asks the worker to stop; the exchange then ends when the worker says that it has. */
  readonly signal?: AbortSignal | undefined;
}

interface Exchange {
  readonly hear: (answer: Answer) => void;
  readonly end: (death: WorkerDeath) => void;
}

/** One life of a worker, and the exchanges with it. */
export class WorkerConnection {
  readonly #worker: WorkerLike;
  readonly #open = new Map<number, Exchange>();
  #death: WorkerDeath | undefined;

  /** `ids` counts on over all lives, so that no answer of one life is taken for one of another. */
  constructor(
    makeWorker: () => WorkerLike,
    private readonly nextId: () => number,
  ) {
    this.#worker = makeWorker();
    this.#worker.addEventListener('message', ({ data }) => {
      const answer = answerSchema.safeParse(data);
      if (!answer.success) return this.die('worker-died', 'The worker sent something that is no answer.');
      // Nobody waits for a stale one.
      this.#open.get(answer.data.id)?.hear(answer.data);
    });
    this.#worker.addEventListener('error', (event) =>
      this.die('worker-died', 'message' in event ? String(event.message) : 'The worker failed.'),
    );
    this.#worker.addEventListener('messageerror', () =>
      this.die('worker-died', 'A message of the worker could not be read.'),
    );
  }

  get dead(): boolean {
    return this.#death !== undefined;
  }

  /** Resolves with the final answer, whatever it is; rejects with a WorkerDeath. */
  exchange(wish: Wish, { allowed, onAnswer, signal }: ExchangeOptions): Promise<FinalAnswer> {
    return new Promise((resolve, reject) => {
      if (this.#death) return reject(this.#death);
      const id = this.nextId();
      const abort = (): void => this.#worker.postMessage({ type: 'abort', id });
      const watchdog = new Watchdog(() =>
        this.die('hung', `The engine said nothing for ${Math.round(silence / 1000)} seconds.`),
      );
      let silence = allowed;
      const finish = (): void => {
        watchdog.rest();
        signal?.removeEventListener('abort', abort);
        this.#open.delete(id);
      };

      this.#open.set(id, {
        hear: (answer) => {
          if (isFinal(answer)) {
            finish();
            return resolve(answer);
          }
          // What was said before the worker heard of the abort: it lives, and that is all.
          if (!signal?.aborted) silence = onAnswer?.(answer) ?? silence;
          watchdog.expect(silence);
        },
        end: (death) => {
          finish();
          reject(death);
        },
      });
      signal?.addEventListener('abort', abort);
      watchdog.expect(silence);
      try {
        this.#worker.postMessage({ ...wish, id });
      } catch (error) {
        // What can't be cloned can't be sent by another worker either: no death.
        finish();
        reject(error);
      }
    });
  }

  /** Ends the worker; exchanges under way reject. */
  die(kind: WorkerDeath['kind'], message: string): void {
    if (this.#death) return;
    this.#death = new WorkerDeath(kind, message);
    this.#worker.terminate();
    for (const { end } of [...this.#open.values()]) end(this.#death);
  }
}
