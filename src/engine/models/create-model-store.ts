import { z } from 'zod';
import { EngineFailure } from '../engine-failure';
import { CATALOGUE } from './catalogue';
import { pathIn } from './entry-from-files';
import type { ModelEntry } from './model-entry';
import type { DownloadOptions, DownloadProgress, ModelStore } from './model-store';
import { aborted, FAILURES } from './store/store-failures';
import {
  blobsSchema,
  offlineCheckSchema,
  sentSchema,
  addressedSchema,
  storeAnswerSchema,
  storedModelSchema,
  type StoreAsk,
  type StoreRequest,
} from './store/store-protocol';

/** The part of a Worker that the store needs. */
export interface StoreWorker {
  postMessage(request: StoreRequest): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: Event) => void): void;
  terminate(): void;
}

const startWorker = (): StoreWorker =>
  new Worker(new URL('./download.worker.ts', import.meta.url), { type: 'module' });

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
  readonly onProgress: ((progress: DownloadProgress) => void) | undefined;
}

/**
 * The model store of this browser. Its worker starts with the first question, and again after it died. A file from a disk
 * that is one of the `known` models by its fingerprint is taken in as that model.
 */
export function createModelStore(
  start: () => StoreWorker = startWorker,
  known: readonly ModelEntry[] = CATALOGUE.models,
): ModelStore {
  let worker: StoreWorker | null = null;
  let calls = 0;
  const pending = new Map<number, Pending>();

  const end = (call: number): Pending | undefined => {
    const found = pending.get(call);
    pending.delete(call);
    return found;
  };
  const die = (event: Event): void => {
    worker?.terminate();
    worker = null;
    const detail = 'message' in event ? String(event.message) : event.type;
    for (const call of [...pending.keys()]) end(call)?.reject(FAILURES.stopped(detail));
  };
  const listen = ({ data }: MessageEvent<unknown>): void => {
    const read = storeAnswerSchema.safeParse(data);
    if (!read.success) {
      // Somebody waits for it, and nothing else will come.
      const addressed = addressedSchema.safeParse(data).data;
      const waiting = addressed === undefined ? [...pending.keys()] : [addressed.call];
      for (const call of waiting) end(call)?.reject(FAILURES.stopped(z.prettifyError(read.error)));
      return;
    }
    const { call, answer } = read.data;
    if (answer.type === 'progress') pending.get(call)?.onProgress?.(answer.progress);
    else if (answer.type === 'done') end(call)?.resolve(answer.value);
    else if (answer.type === 'aborted') end(call)?.reject(aborted());
    else {
      const { kind, message, step, detail } = answer.failure;
      end(call)?.reject(new EngineFailure(kind, message, step, detail));
    }
  };
  const running = (): StoreWorker => {
    if (worker !== null) return worker;
    worker = start();
    worker.addEventListener('message', listen);
    for (const type of ['error', 'messageerror'] as const) worker.addEventListener(type, die);
    return worker;
  };

  async function ask<T>(question: StoreAsk, answer: z.ZodType<T>, options: DownloadOptions = {}): Promise<T> {
    const { signal, onProgress } = options;
    if (signal?.aborted === true) throw aborted();
    if (globalThis.isSecureContext === false) throw FAILURES.insecure();
    const call = (calls += 1);
    const stop = (): void => worker?.postMessage({ call, ask: { type: 'abort' } });
    try {
      const value = await new Promise<unknown>((resolve, reject) => {
        pending.set(call, { resolve, reject, onProgress });
        signal?.addEventListener('abort', stop);
        running().postMessage({ call, ask: question });
      });
      const read = answer.safeParse(value);
      if (!read.success) throw FAILURES.stopped(z.prettifyError(read.error));
      return read.data;
    } finally {
      pending.delete(call);
      signal?.removeEventListener('abort', stop);
    }
  }

  return {
    list: () => ask({ type: 'list' }, storedModelSchema.array()),
    check: (id) => ask({ type: 'check', id }, offlineCheckSchema),
    download: (entry, options) => ask({ type: 'download', entry }, storedModelSchema, options),
    importFiles: (files, options) =>
      ask(
        { type: 'import', files: files.map((file) => ({ path: pathIn(file), file })), known: [...known] },
        storedModelSchema,
        options,
      ),
    remove: async (id) => {
      await ask({ type: 'remove', id }, z.unknown());
    },
    blobs: (id) => ask({ type: 'blobs', id }, blobsSchema),
    sent: () => ask({ type: 'sent' }, sentSchema),
  };
}
