import { METHODS } from '../../pipeline/methods';
import { fixed } from '../../domain/text/format-number';

const OUTCOMES: Partial<Record<string, string>> = {
  kept: 'answer kept',
  steered: 'steered',
  unsteered: 'not steered',
  stopped: 'stopped',
  failed: 'failed',
  unfinished: 'unfinished',
};

/** How a run ended, in words; a word of a newer Steerboard stays as it is. */
export function outcomeWords(outcome: string): string {
  return OUTCOMES[outcome] ?? outcome;
}

/** Whether a run ended before its end, or never did. */
export function endedEarly(outcome: string): boolean {
  return ['stopped', 'failed', 'unfinished'].includes(outcome);
}

export function methodName(id: string): string {
  return Object.values(METHODS).find((method) => method.id === id)?.name ?? id;
}

/** Δ before and after: "5.7 → 1.0"; "1.2" where the answer was kept; "–" where nothing was measured. */
export function deltaWords(before: number | null, after: number | null): string {
  if (before === null && after === null) return '–';
  if (before === null || after === null) return fixed(before ?? after ?? 0);
  return `${fixed(before)} → ${fixed(after)}`;
}
