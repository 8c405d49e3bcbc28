import type { EngineHost } from './engine-host';
import type { ModelFacts } from './protocol';
import { serve } from './serve';
import type { WorkerLike } from './worker-connection';

/** For tests: an engine's worker on this side of the fence. Messages go through a real MessageChannel, cloned and later. */
export interface WorkerHere extends WorkerLike {
  readonly terminated: boolean;
  /** What a browser does when a worker falls over. */
  fail(type: 'error' | 'messageerror'): void;
  /** Sends the page anything at all. */
  say(data: unknown): void;
}

export function workerHere(host: EngineHost): WorkerHere {
  const { port1: page, port2: worker } = new MessageChannel();
  const failures = new Map<string, (event: Event) => void>();
  let terminated = false;
  serve(worker, host);
  worker.start();
  page.start();
  return {
    get terminated() {
      return terminated;
    },
    postMessage: (request) => page.postMessage(request),
    addEventListener(type: string, listener: (event: MessageEvent<unknown>) => void) {
      if (type === 'message') page.addEventListener('message', listener);
      else failures.set(type, (event) => listener(new MessageEvent(event.type)));
    },
    terminate() {
      terminated = true;
      page.close();
    },
    fail: (type) => failures.get(type)?.(new Event(type)),
    say: (data) => worker.postMessage(data),
  };
}

const FACTS: ModelFacts = { engineVersion: '1.0', backend: 'CPU, 1 thread', contextLength: 512 };
const USAGE = { promptTokens: 20, cachedTokens: 0, completionTokens: 4, prefillMs: 100, decodeMs: 40 };

/** For tests: an engine that does what it is told, word by word, and nothing else. */
export function scriptedHost(script: Partial<EngineHost> = {}): EngineHost {
  return {
    load: async () => FACTS,
    chat: async (_request, listener) => {
      listener.chunk('Hello', 1);
      listener.chunk(' there.', 2);
      return { finish: 'stop', usage: USAGE };
    },
    choose: async ({ labels }) => ({
      probabilities: labels.map(() => 1 / labels.length),
      picked: labels[0] ?? '',
      usage: USAGE,
    }),
    unload: async () => undefined,
    ...script,
  };
}

/** For tests: until every message that is under way has arrived, and what it set off is done. */
export async function messagesArrive(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
