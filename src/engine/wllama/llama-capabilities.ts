import type { Capabilities } from '../language-model';
import { MOST_NUMBERED_LABELS } from '../numbered-labels';

/** What llama.cpp in this browser can do, with `contextLength` in tokens. */
export const llamaCapabilities = (contextLength: number): Capabilities => ({
  constraint: 'grammar',
  logprobs: true,
  maxLabels: MOST_NUMBERED_LABELS,
  seed: true,
  prefixCache: 'any',
  contextLength,
  reproducible: true,
});
