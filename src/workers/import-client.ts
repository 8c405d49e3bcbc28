import type { Dataset, DatasetItem } from '../domain/datasets/dataset';
import { fail, ok, type Result } from '../domain/result';
import type { Storage } from '../storage/storage';
import {
  importResponseSchema,
  type ImportError,
  type ImportProgress,
  type ImportRequest,
} from './import-protocol';

/** The part of a Worker that the client needs. */
export type WorkerLike = {
  postMessage(message: ImportRequest): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: Event) => void): void;
  terminate(): void;
};

export type ImportOptions = {
  /** Milliseconds since the epoch. */
  now: number;
  signal?: AbortSignal;
  onProgress?: (progress: ImportProgress) => void;
};

export type ImportFile = { name: string; content: Blob };

export type ImportClient = {
  /** Reads the files in the worker and stores the dataset; the storage then has it. Never rejects. */
  importFiles(files: readonly ImportFile[], options: ImportOptions): Promise<Result<Dataset, ImportError>>;
};

type Pending = {
  onProgress: ImportOptions['onProgress'];
  finish(outcome: Result<{ dataset: Dataset; items?: DatasetItem[] | undefined }, ImportError>): void;
};

const STOPPED: ImportError = {
  code: 'stopped',
  message:
    'The import stopped unexpectedly, perhaps for lack of memory. Datasets stored before are kept: try again, with fewer files at a time.',
};

const startWorker = (): WorkerLike =>
  new Worker(new URL('./import.worker.ts', import.meta.url), { type: 'module' });

/** Talks to one import worker, which is started for the first request and ended after the last one. */
export function importClient(
  storage: Pick<Storage, 'engine' | 'datasets'>,
  start: () => WorkerLike = startWorker,
): ImportClient {
  const pending = new Map<number, Pending>();
  let worker: WorkerLike | undefined;
  let lastId = 0;

  function running(): WorkerLike {
    if (worker) return worker;
    const started = start();
    worker = started;
    started.addEventListener('message', (event) => receive(event.data));
    for (const type of ['error', 'messageerror'] as const) started.addEventListener(type, () => die(started));
    return started;
  }

  function die(dead: WorkerLike): void {
    if (dead !== worker) return;
    for (const { finish } of [...pending.values()]) finish(fail(STOPPED));
  }

  function receive(data: unknown): void {
    const parsed = importResponseSchema.safeParse(data);
    if (!parsed.success) {
      if (worker) die(worker);
      return;
    }
    const response = parsed.data;
    // An answer to a request that has ended is stale.
    const request = pending.get(response.requestId);
    if (!request) return;
    if (response.type === 'progress') request.onProgress?.(response);
    else if (response.type === 'failed') request.finish(fail(response.error));
    else request.finish(ok({ dataset: response.dataset, items: response.items }));
  }

  function ask(files: readonly ImportFile[], { now, signal, onProgress }: ImportOptions) {
    return new Promise<Parameters<Pending['finish']>[0]>((resolve) => {
      lastId += 1;
      const requestId = lastId;
      // The worker answers a cancellation too: only it knows whether the dataset was stored already.
      const cancel = () => worker?.postMessage({ type: 'cancel', requestId });
      pending.set(requestId, {
        onProgress,
        finish(outcome) {
          pending.delete(requestId);
          signal?.removeEventListener('abort', cancel);
          if (pending.size === 0) {
            worker?.terminate();
            worker = undefined;
          }
          resolve(outcome);
        },
      });
      const plain = files.map(({ name, content }) => ({ name, content }));
      try {
        running().postMessage({ type: 'import', requestId, files: plain, now, keep: storage.engine });
      } catch {
        pending.get(requestId)?.finish(fail(STOPPED));
      }
      signal?.addEventListener('abort', cancel);
      if (signal?.aborted) cancel();
    });
  }

  return {
    async importFiles(files, options) {
      const answer = await ask(files, options);
      if (!answer.ok) return answer;
      const { dataset, items } = answer.value;
      if (items) {
        const saved = await storage.datasets.save(dataset, items);
        if (!saved.ok) return fail({ code: 'storage', message: saved.error.message });
      }
      return ok(dataset);
    },
  };
}
