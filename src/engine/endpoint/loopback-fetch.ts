import { abortError } from '../worker/abort';
import type { LoopbackFetch } from './model-server';
import { loopbackAnswerSchema, type LoopbackAnswer, type LoopbackRequest } from './loopback-port';

/** The part of a Worker that the page needs. */
export interface LoopbackWorker {
  postMessage(request: LoopbackRequest): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  addEventListener(type: 'error', listener: (event: Event) => void): void;
}

/**
 * `fetch` by way of the loopback worker: GET, or POST of JSON where there is a body. Rejects with a TypeError as `fetch`
 * does, or with an AbortError.
 */
export function loopbackFetch(worker: LoopbackWorker): LoopbackFetch {
  const open = new Map<number, (answer: LoopbackAnswer) => void>();
  let ids = 0;
  worker.addEventListener('message', ({ data }) => {
    const answer = loopbackAnswerSchema.safeParse(data);
    if (answer.success) open.get(answer.data.id)?.(answer.data);
  });
  worker.addEventListener('error', () => {
    for (const [id, hear] of open) hear({ type: 'failed', id, words: 'The worker failed.' });
  });

  return (url, { body, signal }) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(abortError());
      const id = (ids += 1);
      let pieces: ReadableStreamDefaultController<Uint8Array> | undefined;
      const finish = (): void => {
        open.delete(id);
        signal.removeEventListener('abort', stop);
      };
      const fail = (error: Error): void => {
        finish();
        reject(error);
        pieces?.error(error);
      };
      const stop = (): void => {
        worker.postMessage({ type: 'abort', id });
        fail(abortError());
      };
      const stream = new ReadableStream<Uint8Array>({
        start: (controller) => {
          pieces = controller;
        },
        cancel: () => {
          finish();
          worker.postMessage({ type: 'abort', id });
        },
      });
      open.set(id, (answer) => {
        if (answer.type === 'head') resolve(new Response(stream, { status: answer.status }));
        if (answer.type === 'piece') pieces?.enqueue(answer.bytes);
        if (answer.type === 'failed') fail(new TypeError(answer.words));
        if (answer.type !== 'end') return;
        finish();
        pieces?.close();
      });
      signal.addEventListener('abort', stop);
      worker.postMessage({
        type: 'fetch',
        id,
        url,
        method: body === undefined ? 'GET' : 'POST',
        body: body ?? null,
      });
    });
}
