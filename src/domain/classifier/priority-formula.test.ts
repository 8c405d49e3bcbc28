import { describe, expect, it } from 'vitest';
import { priorityFormula } from './priority-formula';

const sentence = (evidence: number, emphasis: 'for' | 'passing' | 'against' = 'for') => ({
  start: 0,
  end: 1,
  emphasis,
  evidence,
});

describe('priorityFormula', () => {
  it('adds sentences up and shows what comes out', () => {
    const working = { speaksFor: 0.79, against: 0, sentences: [sentence(0.65), sentence(0.4)] };
    expect(priorityFormula(working, 4.16)).toBe(
      'F = 1 − (1 − 0.65)(1 − 0.40) = 0.79; 1 + 4 × 0.79 × (1 − 0.00) = 4.16',
    );
  });

  it('takes off what plays the value down', () => {
    const working = { speaksFor: 0.65, against: 0.5, sentences: [sentence(0.65), sentence(0.5, 'against')] };
    expect(priorityFormula(working, 2.3)).toMatch(
      /A = 1 − \(1 − 0.50\) = 0.50; 1 \+ 4 × 0.65 × \(1 − 0.50\) = 2.30$/,
    );
    expect(priorityFormula({ ...working, speaksFor: 0, sentences: [sentence(0.5, 'against')] }, 1.5)).toMatch(
      /2 − 0.50 = 1.50$/,
    );
  });

  it('says why a value plays no part', () => {
    expect(priorityFormula({ speaksFor: 0, against: 0, sentences: [] }, null)).toBe(
      'F and A stay below 0.2: no part',
    );
  });
});
