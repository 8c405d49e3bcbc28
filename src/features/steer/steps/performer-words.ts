import type { CallCost, Performer, Repair } from '../../../domain/runs/step-event';
import { counted } from '../../../domain/text/format-number';
import { speedWords, tookWords } from '../live/progress-words';

/** Who did a step and what it needed, in one line; `tookMs` counts where no calls were made, null where nobody timed it alone: "Small 135M, 11 calls in 4.2 s. 2 calls were repeated." */
export function byLine(by: Performer, tookMs: number | null): string {
  const done = by.cost
    ? `${counted(by.cost.calls, 'call')} in ${tookWords(by.cost.prefillMs + by.cost.decodeMs)}`
    : tookMs === null
      ? null
      : tookWords(tookMs);
  const repairs = by.repairs?.length ?? 0;
  const repeated = repairs === 0 ? '' : ` ${counted(repairs, 'call was', 'calls were')} repeated.`;
  return `${by.label}${done === null ? '' : `, ${done}`}.${repeated}${droppedWords(by)}`;
}

type Dropped = NonNullable<Performer['dropped']>[number];

/** What may be left out of a reply: one of it, and several. */
const LEFT_OUT: Readonly<Record<Dropped['what'], readonly [string, string]>> = {
  quote: ['quote', 'quotes'],
  concept: ['concept', 'concepts'],
  sentence: ['sentence that broke off', 'sentences that broke off'],
};

function droppedWords({ dropped = [] }: Performer): string {
  const parts = dropped
    .map(({ what }) => what)
    .filter((what, at, all) => all.indexOf(what) === at)
    .map((kind) => counted(dropped.filter(({ what }) => what === kind).length, ...LEFT_OUT[kind]));
  return parts.length === 0 ? '' : ` Left out: ${parts.join(' and ')}.`;
}

/** "940 tokens read in 3.1 s (303 tokens/s), 310 still in memory, 45 written in 2.9 s (16 tokens/s)". */
export function costWords({ prompt, cached, completion, prefillMs, decodeMs }: CallCost): string {
  const pace = (tokens: number, ms: number) =>
    tokens > 0 && ms > 0 ? ` in ${tookWords(ms)} (${speedWords((tokens * 1000) / ms)})` : '';
  return [
    `${counted(prompt, 'token')} read${pace(prompt, prefillMs)}`,
    ...(cached > 0 ? [`${cached.toLocaleString('en')} still in memory`] : []),
    `${completion.toLocaleString('en')} written${pace(completion, decodeMs)}`,
  ].join(', ');
}

const REPAIRED: Readonly<Record<Repair['kind'], string>> = {
  longer: 'Asked again with room for more words',
  narrower: 'Asked again for less',
  again: 'Asked once more',
};

export function repairWords({ kind, reason }: Repair): string {
  return `${REPAIRED[kind]}: ${reason}`;
}
