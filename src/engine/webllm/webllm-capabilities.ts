import type { Capabilities } from '../language-model';

/** web-llm gives the probabilities of this many tokens at most. */
export const TOP_LOGPROBS = 5;

/** What web-llm can do, with `contextLength` in tokens. */
export const webllmCapabilities = (contextLength: number): Capabilities => ({
  constraint: 'grammar',
  logprobs: true,
  maxLabels: TOP_LOGPROBS,
  seed: true,
  prefixCache: 'append',
  contextLength,
  reproducible: true,
});
