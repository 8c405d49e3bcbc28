import { PRIORITY_MAX, PRIORITY_MIN } from '../domain/values/priority';

/** Place on a 1..5 scale as a share of its length, 0 to 1; numbers outside stand at the end. For instance 3 gives 0.5. */
export function onScale(priority: number): number {
  const share = (priority - PRIORITY_MIN) / (PRIORITY_MAX - PRIORITY_MIN);
  return Math.min(1, Math.max(0, share));
}

/** A priority as it is read: "5", "1.7". One decimal, none for whole numbers that a person set. */
export function priorityText(priority: number, exact: boolean): string {
  const rounded = Math.round(priority * 10) / 10;
  return exact && Number.isInteger(rounded) ? String(rounded) : rounded.toFixed(1);
}

/** What a person typed as a priority: a number within 1..5 (tenths), null for an emptied field, undefined for no number. */
export function readPriority(typed: string): number | null | undefined {
  const text = typed.trim().replace(',', '.');
  if (text === '') return null;
  const number = Number(text);
  if (!Number.isFinite(number)) return undefined;
  return Math.min(PRIORITY_MAX, Math.max(PRIORITY_MIN, Math.round(number * 10) / 10));
}

/** A change as it is read beside a node: "▲ 2.6", "▼ 0.4", nothing when it rounds to 0.0. */
export function changeText(change: number): string {
  const size = Math.abs(change).toFixed(1);
  if (size === '0.0') return '';
  return `${change > 0 ? '▲' : '▼'} ${size}`;
}

/** "+1.1", "−0.7", "0.0": with the minus sign that is as wide as the plus. */
export function signedText(change: number, digits = 1): string {
  const size = Math.abs(change).toFixed(digits);
  if (Number(size) === 0) return size;
  return `${change > 0 ? '+' : '−'}${size}`;
}
