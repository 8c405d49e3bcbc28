import { describe, expect, it } from 'vitest';
import type { Option } from '../../domain/questions/question';
import { namedOption } from './advised-option';

const option = (id: string, label: string, clause: string): Option => ({
  id,
  label,
  clause,
  considerations: [],
});
const TRUTH = [
  option('A', 'Tell her the truth', 'tell her the truth'),
  option('B', 'Say nothing', 'say nothing'),
];
const KEYS = [
  option('A', 'Take his keys', 'take his keys now'),
  option('B', 'Do not take his keys', 'not take his keys now'),
  option('C', 'Ask the doctor first', 'ask the doctor first'),
];
const named = (options: readonly Option[], text: string) => namedOption(options, text)?.id ?? null;

describe('the option that a text names', () => {
  it('is the one whose letter or words its first sentence has', () => {
    expect(named(TRUTH, 'I would tell her the truth. She can bear it, and I say nothing of it.')).toBe('A');
    expect(named(TRUTH, 'I’d say nothing, because she would not bear it.')).toBe('B');
    expect(named(TRUTH, 'Option B is the kinder one.')).toBe('B');
    expect(named(TRUTH, 'I would think about it.')).toBeNull();
  });

  it.each([
    'I would not tell her the truth, because she would break.',
    'I wouldn’t tell her the truth.',
    'I would never tell her the truth.',
    'I would rather stay silent than tell her the truth.',
    'I would stay silent instead of telling her the truth, and never tell the truth.',
    'I would refuse to tell her the truth.',
    'I would not choose option A.',
  ])('is open where the words turn something down: %s', (text) => {
    expect(named(TRUTH, text)).toBeNull();
  });

  it('is the one that itself turns down what the text does', () => {
    const keys = [KEYS[1], KEYS[2]];
    expect(named(keys, 'I would not take his keys now, because he needs them.')).toBe('B');
    expect(named(KEYS, 'I would never take his keys now.')).toBeNull();
  });

  it('is not read from the reasons', () => {
    expect(named(TRUTH, 'I would stay silent, because to tell her the truth can wait.')).toBeNull();
    expect(named(TRUTH, 'I would tell her the truth, because lies do not last.')).toBe('A');
  });
});
