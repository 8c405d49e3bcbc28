import { describe, expect, it } from 'vitest';
import { mergeToTen, partsOf } from './merge';
import { TOUCHE_VALUE_IDS } from './value-ids';

const none = { face: 'none', humility: 'none' } as const;

describe('mergeToTen', () => {
  it('takes the "or" of the parts', () => {
    const scores = TOUCHE_VALUE_IDS.map((valueId) => ({ valueId, probability: 0 }));
    scores[8] = { valueId: 'security-personal', probability: 0.5 };
    scores[9] = { valueId: 'security-societal', probability: 0.2 };
    const merged = mergeToTen(scores, none);
    expect(merged).toHaveLength(10);
    expect(merged.find(({ valueId }) => valueId === 'security')?.probability).toBeCloseTo(0.6, 12);
  });

  it('puts face and humility where the choice says, or nowhere', () => {
    expect(partsOf('achievement', { face: 'achievement', humility: 'none' })).toEqual([
      'achievement',
      'face',
    ]);
    expect(partsOf('tradition', { face: 'none', humility: 'tradition' })).toEqual(['tradition', 'humility']);
    expect(partsOf('power', none)).not.toContain('face');
    expect(partsOf('constructor', none)).toEqual([]);
  });
});
