import type { Profile } from '../../domain/values/profile';
import type { ValueSystem } from '../../domain/values/value-system';

const NUMBERS: Partial<Record<number, string>> = { 10: 'ten', 20: 'twenty' };

/** Whether the priorities were made from survey means, by the rule for countries. */
export function isSurveyProfile({ source }: Profile): boolean {
  return source?.measured !== undefined && source.n !== undefined;
}

/** "the ten Schwartz values", "the twenty Touché categories": how a sentence calls a value system. */
export function systemWords(system: ValueSystem): string {
  const count = NUMBERS[system.values.length] ?? String(system.values.length);
  if (system.id === 'schwartz-10') return `the ${count} Schwartz values`;
  if (system.id === 'touche-20') return `the ${count} Touché categories`;
  return `the ${count} values of “${system.name}”`;
}

/** Facts of a profile's origin, one line each: respondents, year, what the numbers are. */
export function sourceFacts({ source }: Profile): { term: string; words: string }[] {
  if (!source) return [];
  const facts = [
    { term: 'People', words: source.n === undefined ? '' : `n = ${source.n.toLocaleString('en')}` },
    { term: 'Year', words: source.year === undefined ? '' : String(source.year) },
    { term: 'Numbers', words: source.meaning ?? '' },
    { term: 'Source', words: source.label },
    { term: 'Licence', words: source.licence ?? '' },
  ];
  return facts.filter(({ words }) => words !== '');
}
