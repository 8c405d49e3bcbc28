import type { ValueId } from '../../../values/value-system';

export const TOUCHE_VALUE_SYSTEM = 'touche-20';

/** The twenty label columns in published order, and the value each one is in this project. */
export const LABEL_COLUMNS: readonly (readonly [column: string, valueId: ValueId])[] = [
  ['Self-direction: thought', 'self-direction-thought'],
  ['Self-direction: action', 'self-direction-action'],
  ['Stimulation', 'stimulation'],
  ['Hedonism', 'hedonism'],
  ['Achievement', 'achievement'],
  ['Power: dominance', 'power-dominance'],
  ['Power: resources', 'power-resources'],
  ['Face', 'face'],
  ['Security: personal', 'security-personal'],
  ['Security: societal', 'security-societal'],
  ['Tradition', 'tradition'],
  ['Conformity: rules', 'conformity-rules'],
  ['Conformity: interpersonal', 'conformity-interpersonal'],
  ['Humility', 'humility'],
  ['Benevolence: caring', 'benevolence-caring'],
  ['Benevolence: dependability', 'benevolence-dependability'],
  ['Universalism: concern', 'universalism-concern'],
  ['Universalism: nature', 'universalism-nature'],
  ['Universalism: tolerance', 'universalism-tolerance'],
  ['Universalism: objectivity', 'universalism-objectivity'],
];

const byColumn = new Map(LABEL_COLUMNS.map(([column, valueId]) => [column.toLowerCase(), valueId]));

/** The value that a published column or category name stands for, or undefined. */
export function valueOfColumn(name: string): ValueId | undefined {
  return byColumn.get(name.toLowerCase());
}

export const ID_COLUMN = 'Argument ID';
export const ARGUMENT_COLUMNS = ['Conclusion', 'Stance', 'Premise'] as const;

/** Spellings of the stance: releases before 2023-01 wrote "favour" in some rows. */
export const STANCES = new Map<string, 'for' | 'against'>([
  ['in favor of', 'for'],
  ['in favour of', 'for'],
  ['against', 'against'],
]);
