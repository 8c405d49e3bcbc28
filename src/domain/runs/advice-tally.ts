/** What a run advises: an option's letter, 'kept' where the answer stays as it is, 'none' where it names no option. */
export type Advice = string;
export const KEPT: Advice = 'kept';
export const NONE: Advice = 'none';

/** How often each advice is given, options first, most frequent first, ties in the order of their letters. */
export function tallyAdvice(given: readonly Advice[]): { advice: Advice; count: number }[] {
  const rank = (advice: Advice) => (advice === KEPT ? 1 : advice === NONE ? 2 : 0);
  const counts = new Map<Advice, number>();
  for (const advice of given) counts.set(advice, (counts.get(advice) ?? 0) + 1);
  return [...counts]
    .map(([advice, count]) => ({ advice, count }))
    .sort((a, b) => rank(a.advice) - rank(b.advice) || b.count - a.count || (a.advice < b.advice ? -1 : 1));
}

/**
 * The tally in words: "All 3 advise A", "4 of 5 advise B, 1 A", "1 of 2 advises A, 1 keeps the answer".
 * Empty while no run is there.
 */
export function adviceSentence(given: readonly Advice[]): string {
  const [most, ...others] = tallyAdvice(given);
  if (!most) return '';
  const total = given.length;
  const { advice, count } = most;
  const who = count === total ? (total === 1 ? 'The one profile' : `All ${total}`) : `${count} of ${total}`;
  const rest = others.map((other) =>
    isOption(advice) && isOption(other.advice)
      ? `${other.count} ${other.advice}`
      : `${other.count} ${doing(other.advice, other.count)}`,
  );
  return [`${who} ${doing(advice, count)}`, ...rest].join(', ');
}

const isOption = (advice: Advice) => advice !== KEPT && advice !== NONE;

function doing(advice: Advice, count: number): string {
  const s = count === 1 ? 's' : '';
  if (advice === KEPT) return `keep${s} the answer`;
  if (advice === NONE) return `name${s} no option`;
  return `advise${s} ${advice}`;
}
