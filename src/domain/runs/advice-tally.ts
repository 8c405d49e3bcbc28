/** How often each option is advised. */
export interface AdviceTally {
  /** Columns whose run has come to an end. */
  readonly total: number;
  /** Options with at least one vote, most advised first, ties in the order of their letters. */
  readonly options: readonly { readonly optionId: string; readonly count: number }[];
  /** Columns that advise none of the options. */
  readonly none: number;
}

/** Counts the advised options of several runs; null is a run that advises none. */
export function tallyAdvice(advised: readonly (string | null)[]): AdviceTally {
  const counts = new Map<string, number>();
  for (const option of advised) if (option !== null) counts.set(option, (counts.get(option) ?? 0) + 1);
  const options = [...counts]
    .map(([optionId, count]) => ({ optionId, count }))
    .sort((a, b) => b.count - a.count || (a.optionId < b.optionId ? -1 : 1));
  return { total: advised.length, options, none: advised.filter((option) => option === null).length };
}

/**
 * The tally in words: "All 3 advise A", "4 of 5 advise B, 1 A", "No profile advises an option".
 * Empty while no run is there.
 */
export function adviceSentence({ total, options, none }: AdviceTally): string {
  const [most, ...others] = options;
  if (total === 0) return '';
  if (!most) return 'The answers name none of the options';
  if (most.count === total)
    return total === 1 ? `1 advises ${most.optionId}` : `All ${total} advise ${most.optionId}`;
  const rest = others.map(({ optionId, count }) => `${count} ${optionId}`);
  if (none > 0) rest.push(`${none} none`);
  const verb = most.count === 1 ? 'advises' : 'advise';
  return `${most.count} of ${total} ${verb} ${most.optionId}${rest.length > 0 ? `, ${rest.join(', ')}` : ''}`;
}
