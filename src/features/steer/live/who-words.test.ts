import { describe, expect, it } from 'vitest';
import { BUILTIN_ONLY } from '../../../domain/runs/primitive';
import { doesWords } from './who-words';

describe('doesWords', () => {
  it('says what each of the two does, and of one that does nothing, nothing', () => {
    const writes = { ...BUILTIN_ONLY, answer: 'llm', realise: 'llm' } as const;
    expect(doesWords(writes, 'llm')).toBe('writes the answer and writes the response');
    expect(doesWords(writes, 'builtin')).toBe(
      'finds value concepts, rates the values, chooses what to say and verifies the response',
    );
    expect(doesWords({ ...BUILTIN_ONLY, judge: 'llm' }, 'llm')).toBe('verifies the response');
    expect(doesWords(BUILTIN_ONLY, 'llm')).toBeNull();
  });
});
