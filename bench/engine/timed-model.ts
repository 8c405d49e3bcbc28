import { ContractError, type Chunk, type LanguageModel, type Usage } from '../../src/engine/language-model';

/** One call of the pipeline to a language model. */
export interface TimedCall {
  readonly kind: 'chat' | 'json' | 'choose';
  /** From the call to its end, in milliseconds. */
  readonly ms: number;
  /** Null where the engine failed before it could say. */
  readonly usage: Usage | null;
  /** Whether the reply was what was asked for. Text always is. */
  readonly valid: boolean;
}

/** The same model, whose calls are written down as they end. `now` in milliseconds. */
export function timedModel(
  model: LanguageModel,
  now: () => number,
  onCall: (call: TimedCall) => void,
): LanguageModel {
  async function timed<T extends { readonly usage: Usage }>(
    kind: TimedCall['kind'],
    call: () => Promise<T>,
  ): Promise<T> {
    const start = now();
    try {
      const reply = await call();
      onCall({ kind, ms: now() - start, usage: reply.usage, valid: true });
      return reply;
    } catch (error) {
      const usage = error instanceof ContractError ? error.usage : null;
      onCall({ kind, ms: now() - start, usage, valid: false });
      throw error;
    }
  }
  async function* chat(...given: Parameters<LanguageModel['chat']>): AsyncGenerator<Chunk, void> {
    const start = now();
    let usage: Usage | null = null;
    try {
      for await (const chunk of model.chat(...given)) {
        usage = chunk.usage ?? usage;
        yield chunk;
      }
    } finally {
      onCall({ kind: 'chat', ms: now() - start, usage, valid: usage !== null });
    }
  }
  return {
    used: model.used,
    capabilities: model.capabilities,
    chat,
    json: (...given) => timed('json', () => model.json(...given)),
    choose: (...given) => timed('choose', () => model.choose(...given)),
  };
}
