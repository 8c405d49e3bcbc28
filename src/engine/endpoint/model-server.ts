import type { z } from 'zod';
import { EngineFailure } from '../engine-failure';
import { failureOf, recogniseFailure } from '../failures';
import { abortError } from '../worker/abort';
import { Watchdog } from '../worker/watchdog';
import { serverUrl } from './loopback';
import { serverSentData } from './server-sent-data';
import { errorSchema, modelListSchema } from './server-protocol';

/** Asks a server on this machine: GET, or POST of JSON where there is a body. Rejects as the browser's `fetch` does. */
export type LoopbackFetch = (
  url: string,
  init: { readonly body?: string; readonly signal: AbortSignal },
) => Promise<Response>;

/** How long a server may be silent, in milliseconds: before its reply, and between two pieces of it. */
export interface Silence {
  readonly first: number;
  readonly next: number;
}

/** The first call may have to bring a large model into memory. */
const SILENCE: Silence = { first: 600_000, next: 120_000 };

/** Requests to a server on this machine. All methods reject with an EngineFailure, or with an AbortError. */
export class ModelServer {
  constructor(
    private readonly base: string,
    private readonly fetch: LoopbackFetch,
    private readonly silence: Silence = SILENCE,
  ) {}

  get host(): string {
    return new URL(this.base).host;
  }

  /** The models that it offers, by their names, or null where it does not say. */
  async models(signal: AbortSignal): Promise<string[] | null> {
    return this.#exchange('v1/models', undefined, signal, async (response) => {
      const list = modelListSchema.safeParse(await response.json().catch(() => undefined));
      return list.success ? list.data.data.map(({ id }) => id) : null;
    });
  }

  /** One reply, read by its schema. */
  post<T>(path: string, body: object, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    return this.#exchange(path, body, signal, async (response) => schema.parse(await response.json()));
  }

  /** Calls `hear` for every event of a streamed reply. */
  async stream(
    path: string,
    body: object,
    signal: AbortSignal,
    hear: (event: unknown) => void,
  ): Promise<void> {
    await this.#exchange(path, { ...body, stream: true }, signal, async (response, alive) => {
      if (!response.body) throw new Error('The reply has no body.');
      for await (const data of serverSentData(response.body)) {
        alive();
        if (data === '[DONE]') return;
        const event: unknown = JSON.parse(data);
        const problem = errorSchema.parse(event);
        if (problem !== undefined) throw this.#refusal(problem);
        hear(event);
      }
    });
  }

  async #exchange<T>(
    path: string,
    body: object | undefined,
    signal: AbortSignal,
    read: (response: Response, alive: () => void) => Promise<T>,
  ): Promise<T> {
    const url = serverUrl(this.base, path);
    const silent = new AbortController();
    const watchdog = new Watchdog(() => silent.abort());
    watchdog.expect(this.silence.first);
    try {
      const response = await this.fetch(url, {
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.any([signal, silent.signal]),
      });
      if (!response.ok) throw await this.#refused(response);
      return await read(response, () => watchdog.expect(this.silence.next));
    } catch (error) {
      if (signal.aborted) throw abortError();
      if (error instanceof EngineFailure) throw error;
      const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      if (silent.signal.aborted) throw failureOf('hung', `${url}: silent for too long`, 'retry');
      // `fetch` and its streams fail with TypeErrors; anything else is a reply that is not what it should be.
      const kind = error instanceof TypeError ? 'endpoint-unreachable' : 'endpoint-refused';
      throw failureOf(kind, `${url}: ${words}`);
    } finally {
      watchdog.rest();
    }
  }

  async #refused(response: Response): Promise<EngineFailure> {
    const text = await response.text().catch(() => '');
    return this.#refusal(`HTTP ${response.status}: ${errorSchema.parse(parse(text)) ?? text.slice(0, 500)}`);
  }

  #refusal(words: string): EngineFailure {
    const known = recogniseFailure(words, 'call');
    if (known.kind !== 'unknown') return known;
    if (/^HTTP 404.*model|model.*not found|no such model/i.test(words))
      return failureOf('model-unknown', words);
    return failureOf('endpoint-refused', words);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
