import { z } from 'zod';
import { isLoopback } from './loopback';

/*
 * The page's security policy lets it ask nobody but its own host. A worker may ask a server on this machine, so it does that
 * for the page: each request has an id, and its reply comes back head first, then in pieces.
 */

const idSchema = z.number().int().positive();

const requestSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('fetch'),
    id: idSchema,
    url: z.url().refine(isLoopback),
    method: z.enum(['GET', 'POST']),
    body: z.string().nullable(),
  }),
  z.object({ type: z.literal('abort'), id: idSchema }),
]);
export type LoopbackRequest = z.infer<typeof requestSchema>;

export const loopbackAnswerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('head'), id: idSchema, status: z.number().int().min(200).max(599) }),
  z.object({ type: z.literal('piece'), id: idSchema, bytes: z.instanceof(Uint8Array) }),
  z.object({ type: z.literal('end'), id: idSchema }),
  z.object({ type: z.literal('failed'), id: idSchema, words: z.string() }),
]);
export type LoopbackAnswer = z.infer<typeof loopbackAnswerSchema>;

/** The worker's end of the line. */
export interface LoopbackServerPort {
  postMessage(answer: LoopbackAnswer): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
}

type PlainFetch = (url: string, init: RequestInit) => Promise<Response>;

/** Fetches for the page, from this machine only. Never throws. */
export function serveLoopback(port: LoopbackServerPort, fetch: PlainFetch): void {
  const running = new Map<number, AbortController>();
  port.addEventListener('message', ({ data }) => {
    const parsed = requestSchema.safeParse(data);
    // Only the client of this project talks to this worker, and it asks for nothing else.
    if (!parsed.success) return;
    const request = parsed.data;
    if (request.type === 'abort') return running.get(request.id)?.abort();
    const controller = new AbortController();
    running.set(request.id, controller);
    void relay(request, port, fetch, controller.signal).finally(() => running.delete(request.id));
  });
}

async function relay(
  { id, url, method, body }: Extract<LoopbackRequest, { type: 'fetch' }>,
  port: LoopbackServerPort,
  fetch: PlainFetch,
  signal: AbortSignal,
): Promise<void> {
  try {
    const response = await fetch(url, {
      method,
      ...(body === null ? {} : { body, headers: { 'Content-Type': 'application/json' } }),
      // What is written here goes to this address and to no other one.
      redirect: 'error',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal,
    });
    port.postMessage({ type: 'head', id, status: response.status });
    const reader = response.body?.getReader();
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
      port.postMessage({ type: 'piece', id, bytes: piece.value });
    }
    port.postMessage({ type: 'end', id });
  } catch (error) {
    port.postMessage({ type: 'failed', id, words: error instanceof Error ? error.message : String(error) });
  }
}
