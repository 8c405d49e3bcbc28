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

export function methodName(id: string): string {
  return Object.values(METHODS).find((method) => method.id === id)?.name ?? id;
}

/** Δ before and after: "5.7 → 1.0"; "1.2" where the answer was kept; "–" where nothing was measured. */
export function deltaWords(before: number | null, after: number | null): string {
  if (before === null && after === null) return '–';
  if (before === null || after === null) return fixed(before ?? after ?? 0);
  return `${fixed(before)} → ${fixed(after)}`;
}

/** Bytes as a person reads them: "12 kB", "3.4 MB". Decimal units, as disks are sold. */
export function sizeWords(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let size = Math.max(0, bytes);
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit === 0 || size >= 9.95 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}
