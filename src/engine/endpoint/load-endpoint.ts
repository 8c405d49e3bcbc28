import { EngineFailure } from '../engine-failure';
import type { LoadedModel, LoadOptions } from '../loaded-model';
import type { ModelEntry } from '../models/model-entry';
import { COMPLETIONS, EndpointModel } from './endpoint-model';
import { ModelServer, type LoopbackFetch, type Silence } from './model-server';
import { replySchema, type ServerReply } from './server-protocol';

export interface EndpointSurroundings {
  readonly fetch: LoopbackFetch;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Ends what `fetch` needs; called when the model is unloaded or could not be loaded. */
  readonly release: () => void;
  readonly silence?: Silence;
}

/** Tokens that servers give the probabilities of: as many as one allows, the most first. */
const TOP_LOGPROBS = [20, 5];

/**
 * Finds the server and has its model write one token, which also brings it into the server's memory.
 * @throws EngineFailure, or an AbortError
 */
export async function loadEndpoint(
  entry: ModelEntry,
  around: EndpointSurroundings,
  options: LoadOptions = {},
): Promise<LoadedModel> {
  try {
    return await connect(entry, around, options);
  } catch (error) {
    around.release();
    throw error;
  }
}

async function connect(
  { id, name, source, quantisation, contextLength }: ModelEntry,
  { fetch, now, release, silence }: EndpointSurroundings,
  { signal = new AbortController().signal, onProgress }: LoadOptions,
): Promise<LoadedModel> {
  if (source.kind !== 'endpoint') throw new Error(`${id} is not behind a server.`);
  const { base, model } = source;
  const server = new ModelServer(base, fetch, silence);
  onProgress?.({ phase: 'start', fraction: null });
  const models = await server.models(signal);
  if (models && !knows(models, model)) {
    throw new EngineFailure(
      'model-unknown',
      `The server at ${server.host} has no model called “${model}”. It has: ${models.slice(0, 8).join(', ') || 'none'}.`,
      'none',
      models.join(', '),
    );
  }
  onProgress?.({ phase: 'warm-up', fraction: null });
  const { reply, topLogprobs } = await firstToken(server, model, signal);
  return new EndpointModel({
    server,
    model,
    topLogprobs,
    now,
    release,
    used: {
      id,
      name,
      engine: 'endpoint',
      engineVersion: reply.system_fingerprint ?? 'not said',
      revision: null,
      quantisation,
      backend: `server at ${server.host}`,
      contextLength,
      // Another model may answer under the same name tomorrow.
      reproducible: false,
    },
  });
}

/** A server with a single model mostly takes every name for it; Ollama adds a tag to the names. */
function knows(models: readonly string[], model: string): boolean {
  return models.length === 1 || models.includes(model) || models.includes(`${model}:latest`);
}

async function firstToken(
  server: ModelServer,
  model: string,
  signal: AbortSignal,
): Promise<{ reply: ServerReply; topLogprobs: number }> {
  const body = { model, messages: [{ role: 'user', content: 'Say yes.' }], max_tokens: 1, temperature: 0 };
  for (const most of TOP_LOGPROBS) {
    try {
      const wish = { ...body, logprobs: true, top_logprobs: most };
      const reply = await server.post(COMPLETIONS, wish, replySchema, signal);
      const given = reply.choices[0].logprobs?.content?.[0]?.top_logprobs.length ?? 0;
      return { reply, topLogprobs: given > 1 ? most : 0 };
    } catch (error) {
      // A server that knows no logprobs, or not so many, may say so instead of passing the wish over.
      if (!(error instanceof EngineFailure) || error.kind !== 'endpoint-refused') throw error;
    }
  }
  return { reply: await server.post(COMPLETIONS, body, replySchema, signal), topLogprobs: 0 };
}
