import { describe, expect, it } from 'vitest';
import type { Performer } from '../../../domain/runs/step-event';
import { byLine, costWords, repairWords } from './performer-words';

const cost = { calls: 11, prompt: 940, cached: 310, completion: 45, prefillMs: 3100, decodeMs: 2900 };
const model: Performer = { reasoner: 'llm', label: 'Language model: Small 135M', cost };

describe('who did a step', () => {
  it('says calls and time, and of the built-in reasoner the time alone', () => {
    expect(byLine(model, 9999)).toBe('Language model: Small 135M, 11 calls in 6.0 s.');
    expect(byLine({ reasoner: 'builtin', label: 'Built-in reasoner' }, 12)).toBe('Built-in reasoner, 12 ms.');
    expect(byLine({ reasoner: 'builtin', label: 'Built-in reasoner' }, null)).toBe('Built-in reasoner.');
  });

  it('says what had to be repeated and what was left out', () => {
    const troubled: Performer = {
      ...model,
      repairs: [
        { primitive: 'predict', kind: 'longer', reason: 'It ran out of tokens.' },
        { primitive: 'predict', kind: 'again', reason: 'Nothing could be used.' },
      ],
      dropped: [
        { what: 'quote', text: 'a', reason: 'r' },
        { what: 'concept', text: 'b', reason: 'r' },
        { what: 'concept', text: 'c', reason: 'r' },
      ],
    };
    expect(byLine(troubled, 1)).toBe(
      'Language model: Small 135M, 11 calls in 6.0 s. 2 calls were repeated. Left out: 1 quote and 2 concepts.',
    );
    expect(troubled.repairs?.map(repairWords)).toEqual([
      'Asked again with room for more words: It ran out of tokens.',
      'Asked once more: Nothing could be used.',
    ]);
  });

  it('says that a sentence broke off', () => {
    const cut: Performer = { ...model, dropped: [{ what: 'sentence', text: 'It is saf', reason: 'r' }] };
    expect(byLine(cut, 1)).toMatch(/Left out: 1 sentence that broke off\.$/);
  });

  it('says what the calls cost, and no speed where there is none', () => {
    expect(costWords(cost)).toBe(
      '940 tokens read in 3.1 s (303 tokens/s), 310 still in memory, 45 written in 2.9 s (16 tokens/s)',
    );
    expect(costWords({ ...cost, cached: 0, prefillMs: 0, completion: 0 })).toBe('940 tokens read, 0 written');
  });
});
