import { fail } from '../result';

/** Why nothing could be learned: a sentence with the way out, and the columns it is about, so that a screen can point. */
export interface DiscoveryError {
  message: string;
  columns: readonly string[];
}

export function discoveryFail(
  message: string,
  columns: readonly string[] = [],
): { ok: false; error: DiscoveryError } {
  return fail({ message, columns });
}

const NAMED = 5;

/** “a”, “b” and “c”; beyond five names the rest is counted. Worked: seven names end in “and 2 more”. */
export function quoteNames(names: readonly string[]): string {
  const quoted = names.slice(0, NAMED).map((name) => `“${name}”`);
  if (names.length > NAMED) quoted.push(`${names.length - NAMED} more`);
  if (quoted.length < 2) return quoted.join('');
  return `${quoted.slice(0, -1).join(', ')} and ${quoted[quoted.length - 1]}`;
}
