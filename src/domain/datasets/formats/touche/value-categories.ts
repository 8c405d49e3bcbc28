import { z } from 'zod';
import type { ValueId } from '../../../values/value-system';
import { withoutByteOrderMark } from '../../text-file';
import { valueOfColumn } from './columns';
import { fail, ok, type Result } from '../../../result';

const categoriesSchema = z.record(z.string(), z.record(z.string(), z.array(z.string())));

/** The value above each level-1 value, by the level-1 value's published name. */
export type Level1Parents = Map<string, ValueId>;

/** Reads value-categories.json: `{ category: { level-1 value: [effect, …] } }`. */
export function readValueCategories(text: string): Result<Level1Parents> {
  let json: unknown;
  try {
    json = JSON.parse(withoutByteOrderMark(text));
  } catch {
    return fail('It is not valid JSON.');
  }
  const parsed = categoriesSchema.safeParse(json);
  if (!parsed.success)
    return fail('It does not map categories to level-1 values and these to lists of effects.');
  const parents: Level1Parents = new Map();
  for (const [category, level1] of Object.entries(parsed.data)) {
    const valueId = valueOfColumn(category);
    if (valueId === undefined) return fail(`"${category}" is none of the 20 categories.`);
    for (const name of Object.keys(level1)) parents.set(name, valueId);
  }
  return ok(parents);
}
