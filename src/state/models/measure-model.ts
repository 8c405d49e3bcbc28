import type { Usage } from '../../engine/language-model';
import { failureOf } from '../../engine/failures';
import type { ModelsPorts, TestReport } from './models-ports';

/** Long enough to tell a speed from, short enough for a processor. */
const PROMPT =
  'A friend moves to another town and knows nobody there. In two short sentences, say what may help in the first week.';
const MAX_TOKENS = 48;

/** Whether a model answers at all, and how fast it reads and writes here. */
export const measureModel: ModelsPorts['test'] = async (model, { signal, onProgress, known }) => {
  let text = '';
  let usage: Usage | null = null;
  const messages = [{ role: 'user' as const, content: PROMPT }];
  for await (const chunk of model.chat(messages, {
    signal,
    seed: 1,
    temperature: 0,
    maxTokens: MAX_TOKENS,
  })) {
    text += chunk.text;
    usage = chunk.usage ?? usage;
    onProgress(Math.min(1, text.length / (4 * MAX_TOKENS)));
  }
  if (!/\p{L}{2}/u.test(text))
    throw failureOf('garbage-output', `It wrote: ${JSON.stringify(text.slice(0, 200))}`);
  return { ...NOT_JUDGED, ...known, ...speeds(usage) };
};

const NOT_JUDGED: TestReport = {
  prefill: null,
  decode: null,
  model: null,
  builtin: null,
  sentences: 0,
  proposed: null,
};

function speeds(usage: Usage | null): Pick<TestReport, 'prefill' | 'decode'> {
  const perSecond = (tokens: number, ms: number) => (ms > 0 && tokens > 0 ? (1000 * tokens) / ms : null);
  return {
    prefill: usage && perSecond(usage.promptTokens, usage.prefillMs),
    decode: usage && perSecond(usage.completionTokens, usage.decodeMs),
  };
}
