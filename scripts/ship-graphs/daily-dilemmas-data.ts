import { readFileSync } from 'node:fs';
import path from 'node:path';
import Papa from 'papaparse';
import { z } from 'zod';

/** The columns of values.csv: five old maps of what matters to people, and what each is called in a graph. */
export const FRAMEWORKS = [
  { column: 'WVS', slug: 'wvs', name: 'World Values Survey', what: 'the axes of the World Values Survey' },
  { column: 'MFT', slug: 'mft', name: 'moral foundations', what: 'Moral Foundations Theory' },
  { column: 'Virtue', slug: 'virtue', name: 'virtues', what: 'Aristotle’s virtues' },
  { column: 'Emotion', slug: 'emotion', name: 'emotions', what: 'Plutchik’s wheel of emotions' },
  { column: 'Maslow', slug: 'maslow', name: 'needs', what: 'Maslow’s hierarchy of needs' },
] as const;
export type Framework = (typeof FRAMEWORKS)[number];

/** One dilemma: the values that the dataset names for doing it and for not doing it, each once. */
export interface Dilemma {
  act: readonly string[];
  refrain: readonly string[];
}

const actionRow = z.object({
  dilemma_idx: z.string().min(1),
  action_type: z.enum(['to_do', 'not_to_do']),
  values_aggregated: z.string(),
});

/** Every dilemma of the published table, in its order. Throws, naming the dilemma, where one of the two actions is missing. */
export function readDilemmas(folder: string): Dilemma[] {
  const sides = new Map<string, Partial<Record<'to_do' | 'not_to_do', string[]>>>();
  for (const row of rowsOf(path.join(folder, 'dilemma_to_action_to_values_aggregated.csv'))) {
    const { dilemma_idx: id, action_type: side, values_aggregated: values } = actionRow.parse(row);
    sides.set(id, { ...sides.get(id), [side]: readPythonList(values) });
  }
  return [...sides].map(([id, { to_do: act, not_to_do: refrain }]) => {
    if (!act || !refrain) throw new Error(`Dilemma ${id} has only one of its two actions.`);
    return { act, refrain };
  });
}

/** The category of each value in one framework; a value that the framework has no place for is not in the map. */
export function readCategories(folder: string, { column }: Framework): Map<string, string> {
  const rows = rowsOf(path.join(folder, 'github', 'values.csv'));
  return new Map(
    rows.flatMap((row) => {
      const { value, [column]: category } = z.record(z.string(), z.string()).parse(row);
      return category === '' ? [] : [[value, category]];
    }),
  );
}

/** The items of a Python list of strings: quotes are single, or double around an item with an apostrophe. */
export function readPythonList(text: string): string[] {
  return [...text.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, single, double = '']) => single ?? double);
}

function rowsOf(file: string): Record<string, string>[] {
  return Papa.parse<Record<string, string>>(readFileSync(file, 'utf8').trim(), { header: true }).data;
}
