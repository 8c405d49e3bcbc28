import type { Assignment } from '../../src/domain/runs/primitive';
import { EngineFailure } from '../../src/engine/engine-failure';
import type { CallOptions, Choice, LanguageModel, Usage } from '../../src/engine/language-model';

/** The language model writes both texts; the built-in reasoner does the rest. */
export const WRITES: Assignment = {
  answer: 'llm',
  extract: 'builtin',
  attribute: 'builtin',
  predict: 'builtin',
  realise: 'llm',
  judge: 'builtin',
};

const ANSWER =
  'I would leave the decision to her, because it is her life and her car. Talk with her about what driving means to her and what she would do without it. A doctor can tell you both how far the illness has come, and until then you can offer to drive her at night.';
const RESPONSE =
  'I would take the keys now, before somebody is hurt. One confused moment at a crossing can not be undone, and the danger is real for her and for everybody else on the road. Keep everyone safe first: ask her doctor for a driving test, and drive her to the places that matter until the result is there.';

/** A stand-in for an engine that writes the same texts whatever it is asked, a token every `paceMs`, and dies at token `dieAt`. */
export function slowModel(paceMs: number, dieAt: number): LanguageModel {
  let texts = 0;
  let written = 0;

  const wait = (ms: number, signal: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      signal?.throwIfAborted();
      const stop = () => (clearTimeout(timer), reject(new DOMException('stopped', 'AbortError')));
      const timer = setTimeout(() => (signal?.removeEventListener('abort', stop), resolve()), ms);
      signal?.addEventListener('abort', stop);
    });
  const usage = (tokens: number): Usage => ({
    promptTokens: 160,
    cachedTokens: 40,
    completionTokens: tokens,
    prefillMs: 12 * paceMs,
    decodeMs: tokens * paceMs,
  });
  const token = async (signal: AbortSignal | undefined) => {
    await wait(paceMs, signal);
    written += 1;
    if (written < dieAt) return;
    const message =
      'The graphics card was lost while it was computing. The model was loaded anew once, and lost again: use a smaller one.';
    throw new EngineFailure('device-lost', message, 'none', 'DeviceLostError');
  };

  return {
    used: {
      id: 'scripted-135m',
      name: 'Scripted 135M',
      engine: 'wllama',
      engineVersion: '3.8.1',
      revision: null,
      quantisation: 'Q4_1',
      backend: 'CPU, 2 threads',
      contextLength: 2048,
      reproducible: true,
    },
    capabilities: {
      constraint: 'grammar',
      logprobs: true,
      maxLabels: 5,
      seed: true,
      prefixCache: 'any',
      contextLength: 2048,
      reproducible: true,
    },
    async *chat(_messages, { signal, onProgress }: CallOptions = {}) {
      const words = (texts % 2 === 0 ? ANSWER : RESPONSE).split(/(?<= )/);
      texts += 1;
      onProgress?.({ phase: 'prefill', text: '', tokens: 0 });
      await wait(12 * paceMs, signal);
      for (const [at, text] of words.entries()) {
        await token(signal);
        onProgress?.({ phase: 'decode', text: words.slice(0, at + 1).join(''), tokens: at + 1 });
        yield at === words.length - 1
          ? { text, usage: usage(words.length), finish: 'stop' as const }
          : { text };
      }
    },
    async json(_messages, { name, schema }, { signal, onProgress }: CallOptions = {}) {
      if (name !== 'named-values')
        throw new Error('The scripted model gives no other list than that of values.');
      onProgress?.({ phase: 'prefill', text: '', tokens: 0 });
      await wait(12 * paceMs, signal);
      const value = schema.parse({ values: ['Self-Direction', 'Security', 'Benevolence'] });
      return { value, text: JSON.stringify(value), usage: usage(12) };
    },
    async choose(messages, labels, { signal, onProgress }: CallOptions = {}): Promise<Choice> {
      onProgress?.({ phase: 'prefill', text: '', tokens: 0 });
      await wait(8 * paceMs, signal);
      await token(signal);
      // Another length of prompt, another opinion: enough for the screens to have something to show.
      const lean = messages.reduce((sum, { content }) => sum + content.length, 0) % labels.length;
      const weights = labels.map((_, at) => 1 / (1 + Math.abs(at - lean) * 3));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return {
        probabilities: weights.map((weight) => weight / total),
        picked: labels[lean],
        usage: usage(1),
      };
    },
  };
}
