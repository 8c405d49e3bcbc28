import type { ScoreWorking } from '../runs/attribution';
import { RELEVANT } from './evidence-rule';

/**
 * How a priority follows from the evidence of the sentences, by the rule in evidence-rule.ts and with the text's own numbers,
 * for instance "F = 1 − (1 − 0.65)(1 − 0.40) = 0.79; 1 + 4 × 0.79 × (1 − 0.00) = 4.16".
 */
export function priorityFormula(
  { speaksFor, against, sentences }: ScoreWorking,
  priority: number | null,
): string {
  const gathered = [gather('F', speaksFor, sentences, false), gather('A', against, sentences, true)];
  const [f, a] = [speaksFor.toFixed(2), against.toFixed(2)];
  const result =
    priority === null
      ? `F and A stay below ${RELEVANT}: no part`
      : speaksFor < RELEVANT
        ? `2 − ${a} = ${priority.toFixed(2)}`
        : `1 + 4 × ${f} × (1 − ${a}) = ${priority.toFixed(2)}`;
  return [...gathered.filter((part) => part !== ''), result].join('; ');
}

function gather(letter: string, sum: number, sentences: ScoreWorking['sentences'], against: boolean): string {
  const parts = sentences.filter(({ emphasis }) => (emphasis === 'against') === against);
  if (parts.length === 0) return '';
  const product = parts.map(({ evidence }) => `(1 − ${evidence.toFixed(2)})`).join('');
  return `${letter} = 1 − ${product} = ${sum.toFixed(2)}`;
}
