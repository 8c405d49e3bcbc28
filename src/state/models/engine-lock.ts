import { z } from 'zod';

const NAME = 'steerboard-engine';
/** Asked again in this many milliseconds: the tab that has the engine now may not be the one that had it at the first asking. */
const ASK_AGAIN_MS = 2000;

/** The right to have a language model in memory: one tab of this origin has it at a time. */
export interface Hold {
  release(): void;
}

export interface EngineLock {
  /** Null where another tab has it. */
  tryHold(onAsked: () => void): Promise<Hold | null>;
  /** Asks the tab that has it to let go, and waits for it. Rejects with an AbortError when the signal fires. */
  takeOver(onAsked: () => void, signal: AbortSignal): Promise<Hold>;
}

const wantedSchema = z.object({ kind: z.literal('engine-wanted') });

/** The one way in which Web Locks are used here. */
export type RequestLock = (
  name: string,
  options: { mode: 'exclusive'; ifAvailable?: boolean; signal?: AbortSignal },
  granted: (lock: object | null) => void | Promise<void>,
) => Promise<void>;

/** The parts of the browser that the lock is made of; tests bring their own. */
export interface LockParts {
  readonly request: RequestLock;
  readonly channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'removeEventListener'>;
}

/** A lock on Web Locks, which the browser gives back when a tab ends in whatever way, and a channel to ask for it. */
export function webLock({ request: requestLock, channel }: LockParts): EngineLock {
  /** Resolves as soon as the lock is held or refused; the lock itself is held until `release`. */
  const request = (
    options: { ifAvailable: true } | { signal: AbortSignal },
    onAsked: () => void,
  ): Promise<Hold | null> =>
    new Promise((resolve, reject) => {
      requestLock(NAME, { mode: 'exclusive', ...options }, (lock) => {
        if (lock === null) return resolve(null);
        return new Promise<void>((done) => {
          const hear = ({ data }: MessageEvent<unknown>): void => {
            if (wantedSchema.safeParse(data).success) onAsked();
          };
          channel.addEventListener('message', hear);
          resolve({
            release: () => {
              channel.removeEventListener('message', hear);
              done();
            },
          });
        });
      }).catch(reject);
    });

  return {
    tryHold: (onAsked) => request({ ifAvailable: true }, onAsked),
    async takeOver(onAsked, signal) {
      const wait = request({ signal }, onAsked);
      const ask = (): void => channel.postMessage({ kind: 'engine-wanted' });
      ask();
      const again = setInterval(ask, ASK_AGAIN_MS);
      try {
        const hold = await wait;
        if (!hold) throw new DOMException('The engine was not given.', 'AbortError');
        return hold;
      } finally {
        clearInterval(again);
      }
    },
  };
}

/** Where the browser has no Web Locks (an insecure page), each tab is on its own. */
const NO_LOCK: EngineLock = {
  tryHold: async () => ({ release: () => undefined }),
  takeOver: async () => ({ release: () => undefined }),
};

export function browserLock(): EngineLock {
  // Absent in insecure pages and old browsers, whatever the types say.
  const { locks }: { locks?: LockManager } = navigator;
  if (!locks || typeof BroadcastChannel === 'undefined') return NO_LOCK;
  return webLock({
    request: (name, options, granted) => locks.request(name, options, granted),
    channel: new BroadcastChannel(NAME),
  });
}
