import { describe, expect, it } from 'vitest';
import ten from '../../../static-data/value-systems/schwartz-10.json';
import twenty from '../../../static-data/value-systems/touche-20.json';
import { DEFAULT_MERGE, valueInSystem } from './value-in-system';
import { valueSystemSchema } from './value-system';

const coarse = valueSystemSchema.parse(ten);
const fine = valueSystemSchema.parse(twenty);

describe('valueInSystem', () => {
  it('gives a value of the twenty its place among the ten', () => {
    expect(valueInSystem('security-personal', fine, coarse, DEFAULT_MERGE)).toBe('security');
    expect(valueInSystem('universalism-objectivity', fine, coarse, DEFAULT_MERGE)).toBe('universalism');
  });

  it('gives every value of the twenty itself in the twenty', () => {
    for (const { id } of fine.values) expect(valueInSystem(id, fine, fine, DEFAULT_MERGE)).toBe(id);
  });

  it('follows the choice for Face and Humility', () => {
    expect(valueInSystem('face', fine, coarse, { face: 'achievement', humility: 'none' })).toBe(
      'achievement',
    );
    expect(
      valueInSystem('humility', fine, coarse, { face: 'achievement', humility: 'none' }),
    ).toBeUndefined();
  });

  it('leaves no value of the ten without a part', () => {
    const reached = new Set(
      fine.values.map(({ id }) => valueInSystem(id, fine, coarse, { face: 'none', humility: 'none' })),
    );
    expect(coarse.values.every(({ id }) => reached.has(id))).toBe(true);
  });
});
