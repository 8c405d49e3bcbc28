import { z } from 'zod';
import { EngineCrash, type EngineHost } from './engine-host';
import { requestSchema, type Answer, type Request } from './protocol';

/** The worker's end of the line: its own global scope, or a MessagePort. */
export interface ServerPort {
  postMessage(answer: Answer): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
}

/** What can be read of a message that is no request. */
const addressSchema = z.object({ id: z.number().int().positive() });

/** Answers the page's requests with an engine, one after the other in the order in which they came. Never throws. */
export function serve(port: ServerPort, host: EngineHost): void {
  const running = new Map<number, AbortController>();
  let before: Promise<void> = Promise.resolve();

  port.addEventListener('message', ({ data }) => {
    const parsed = requestSchema.safeParse(data);
    if (!parsed.success) {
      // Whoever asked waits for an answer; a message without an id is from nobody who does.
      const address = addressSchema.safeParse(data);
      if (address.success) send(port, refused(address.data.id, parsed.error));
      return;
    }
    const request = parsed.data;
    if (request.type === 'abort') return running.get(request.id)?.abort();
    const controller = new AbortController();
    running.set(request.id, controller);
    before = before.then(async () => {
      const last = await answer(request, host, port, controller.signal);
      running.delete(request.id);
      send(port, last);
    });
  });
}

const refused = (id: number, error: z.ZodError): Answer => ({
  type: 'failed',
  id,
  words: `ZodError: The request could not be read: ${z.prettifyError(error)}`,
  crashed: false,
});

/** An answer that can't be sent is a failure of its exchange alone; where not even that can be said, the page's watchdog will. */
function send(port: ServerPort, answer: Answer): void {
  try {
    port.postMessage(answer);
  } catch (error) {
    try {
      port.postMessage({ type: 'failed', id: answer.id, words: wordsOf(error), crashed: false });
    } catch {
      // The port is gone, and with it everybody who could hear of it.
    }
  }
}

async function answer(
  request: Exclude<Request, { type: 'abort' }>,
  host: EngineHost,
  port: ServerPort,
  signal: AbortSignal,
): Promise<Answer> {
  const { id } = request;
  // Nothing is said of an exchange that the page has given up, except that it is over.
  const tell = (message: Answer): void => {
    if (!signal.aborted) port.postMessage(message);
  };
  try {
    if (signal.aborted) return { type: 'aborted', id };
    const last = await perform(request, host, tell, signal);
    return signal.aborted ? { type: 'aborted', id } : last;
  } catch (error) {
    // A crash is told even to a page that gave the exchange up: the next one would fail.
    if (error instanceof EngineCrash) return { type: 'failed', id, words: wordsOf(error), crashed: true };
    return signal.aborted
      ? { type: 'aborted', id }
      : { type: 'failed', id, words: wordsOf(error), crashed: false };
  }
}

async function perform(
  request: Exclude<Request, { type: 'abort' }>,
  host: EngineHost,
  tell: (message: Answer) => void,
  signal: AbortSignal,
): Promise<Answer> {
  const { id } = request;
  switch (request.type) {
    case 'load': {
      const onProgress = (progress: {
        phase: 'start' | 'weights' | 'shaders' | 'warm-up';
        fraction: number | null;
      }) => tell({ type: 'progress', id, ...progress });
      return { type: 'loaded', id, facts: await host.load(request.model, onProgress, signal) };
    }
    case 'chat': {
      const { finish, usage } = await host.chat(
        request,
        {
          prefill: (done, total) => tell({ type: 'prefill', id, done, total }),
          chunk: (text, tokens) => tell({ type: 'chunk', id, text, tokens }),
        },
        signal,
      );
      return { type: 'done', id, finish, usage: withExtra(usage) };
    }
    case 'choose': {
      const { usage, ...choice } = await host.choose(request, signal);
      return { type: 'chosen', id, ...choice, usage: withExtra(usage) };
    }
    case 'unload':
      await host.unload();
      return { type: 'unloaded', id };
  }
}

const withExtra = <U extends { extra?: Readonly<Record<string, number>> }>(usage: U) => ({
  ...usage,
  extra: usage.extra ?? {},
});

/** Engines throw Errors, strings and plain objects; their names are often all that tells failures apart. */
function wordsOf(error: unknown): string {
  if (error instanceof Error) return `${error.name}: ${error.message}`;
  return typeof error === 'string' ? error : `Error: ${JSON.stringify(error)}`;
}
