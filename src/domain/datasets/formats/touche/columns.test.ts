import { expect, it } from 'vitest';
import toucheSystem from '../../../../../static-data/value-systems/touche-20.json';
import { valueSystemSchema } from '../../../values/value-system';
import { LABEL_COLUMNS, TOUCHE_VALUE_SYSTEM, valueOfColumn } from './columns';

it('every label column is a value of the shipped value system, and every value has a column', () => {
  const system = valueSystemSchema.parse(toucheSystem);
  expect(system.id).toBe(TOUCHE_VALUE_SYSTEM);
  expect(LABEL_COLUMNS.map(([, id]) => id).toSorted()).toEqual(
    system.values.map((value) => value.id).toSorted(),
  );
});

it('finds a value by its column whatever the case', () => {
  expect(valueOfColumn('power: RESOURCES')).toBe('power-resources');
  expect(valueOfColumn('Power')).toBeUndefined();
});
