import type { DiscoveryError } from '../domain/discovery/discovery-error';
import type { Falsification } from '../domain/discovery/falsification';
import { fail, ok, type Result } from '../domain/result';
import {
  discoveryAnswerSchema,
  type DiscoveryProgress,
  type DiscoveryTask,
  type FalsifyTask,
  type Learned,
  type LearnTask,
} from './discovery-protocol';

/** The part of a Worker that the client needs. */
export type DiscoveryWorker = {
  postMessage(task: DiscoveryTask): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: Event) => void): void;
  terminate(): void;
};

export type DiscoveryOptions = {
  signal?: AbortSignal;
  onProgress?: (progress: DiscoveryProgress) => void;
  /** Tests start another kind of worker. */
  start?: () => DiscoveryWorker;
};

const error = (message: string): DiscoveryError => ({ message, columns: [] });
const CANCELLED = error('Learning was cancelled. Nothing was changed.');
const STOPPED = error(
  'Learning stopped unexpectedly, perhaps for lack of memory. Nothing was changed: try again, with fewer columns or rows.',
);

const startWorker = (): DiscoveryWorker =>
  new Worker(new URL('./discovery.worker.ts', import.meta.url), { type: 'module' });

/** Learns a graph in a worker of its own, and with it the bootstrap if asked for. Never rejects; aborting ends the worker at once. */
export function learnInWorker(
  task: Omit<LearnTask, 'type'>,
  options: DiscoveryOptions = {},
): Promise<Result<Learned, DiscoveryError>> {
  return ask({ ...task, type: 'learn' }, options, (answer) =>
    answer.type === 'learned' ? answer.result : undefined,
  );
}

/** Puts a graph's implications to the data in a worker, as above. */
export function falsifyInWorker(
  task: Omit<FalsifyTask, 'type'>,
  options: DiscoveryOptions = {},
): Promise<Result<Falsification, DiscoveryError>> {
  return ask({ ...task, type: 'falsify' }, options, (answer) =>
    answer.type === 'falsified' ? answer.result : undefined,
  );
}

type Answer = ReturnType<typeof discoveryAnswerSchema.parse>;

function ask<T>(
  task: DiscoveryTask,
  { signal, onProgress, start = startWorker }: DiscoveryOptions,
  resultOf: (answer: Answer) => T | undefined,
): Promise<Result<T, DiscoveryError>> {
  if (signal?.aborted) return Promise.resolve(fail(CANCELLED));
  return new Promise((resolve) => {
    let worker: DiscoveryWorker | undefined;
    const finish = (outcome: Result<T, DiscoveryError>): void => {
      signal?.removeEventListener('abort', cancel);
      worker?.terminate();
      resolve(outcome);
    };
    const cancel = (): void => finish(fail(CANCELLED));
    try {
      worker = start();
      worker.addEventListener('message', ({ data }) => {
        const answer = discoveryAnswerSchema.safeParse(data);
        if (!answer.success) return finish(fail(STOPPED));
        if (answer.data.type === 'progress') return onProgress?.(answer.data);
        if (answer.data.type === 'failed') return finish(fail(answer.data.error));
        const result = resultOf(answer.data);
        finish(result === undefined ? fail(STOPPED) : ok(result));
      });
      for (const type of ['error', 'messageerror'] as const) {
        worker.addEventListener(type, () => finish(fail(STOPPED)));
      }
      signal?.addEventListener('abort', cancel);
      worker.postMessage(task);
    } catch {
      finish(fail(STOPPED));
    }
  });
}
