import type { LoadProgress } from '../loaded-model';
import type { Message, Usage } from '../language-model';

const SECOND = 1000;

/**
 * Silence while loading: one shard of the weights from a slow disk, or one shader on an old driver. Some drivers never
 * finish a shader and don't say so; nothing else would end the wait.
 */
const LOAD: Record<LoadProgress['phase'], number> = {
  start: 120 * SECOND,
  weights: 120 * SECOND,
  shaders: 180 * SECOND,
  'warm-up': 120 * SECOND,
};

/** No prompt is so short, and no token so quick, that less than this is given. */
const PREFILL_FLOOR = 60 * SECOND;
const DECODE_FLOOR = 30 * SECOND;

/** Before anything was measured: slower than any real machine that was tried. */
const SLOWEST_PREFILL_MS = 500;
const SLOWEST_DECODE_MS = 6 * SECOND;

/** How many times longer than usual something may take: a laptop that gets hot, a tab beside it that computes. */
const PREFILL_MARGIN = 4;
const DECODE_MARGIN = 20;

/** Few enough that a prompt is never thought shorter than it is. */
const CHARACTERS_PER_TOKEN = 2.5;

/** How long an engine may be silent, in milliseconds, before it counts as hung. It learns how quick this one is. */
export class Patience {
  #prefillMs = SLOWEST_PREFILL_MS;
  #decodeMs = SLOWEST_DECODE_MS;

  /** What a call that ended has cost. */
  learn({ promptTokens, prefillMs, completionTokens, decodeMs }: Usage): void {
    // A handful of tokens says little: most of their time is not theirs.
    if (promptTokens >= 16) this.#prefillMs = average(this.#prefillMs, prefillMs / promptTokens);
    if (completionTokens >= 4) this.#decodeMs = average(this.#decodeMs, decodeMs / completionTokens);
  }

  load(phase: LoadProgress['phase']): number {
    return LOAD[phase];
  }

  /** From the call to the first token. */
  prefill(messages: readonly Message[]): number {
    const characters = messages.reduce((sum, { content }) => sum + content.length, 0);
    const tokens = characters / CHARACTERS_PER_TOKEN;
    return Math.max(PREFILL_FLOOR, PREFILL_MARGIN * tokens * this.#prefillMs);
  }

  /** From one token to the next. */
  decode(): number {
    return Math.max(DECODE_FLOOR, DECODE_MARGIN * this.#decodeMs);
  }
}

/** Half of what was known, half of what is seen: a few calls are enough to learn, and one odd one is not. */
const average = (known: number, seen: number): number => (Number.isFinite(seen) ? (known + seen) / 2 : known);
