import { describe, expect, it } from 'vitest';
import { findCue } from './cues';

describe('findCue', () => {
  it.each([
    'Fun can wait.',
    'Money should not decide this.',
    'That is no reason to hurry.',
    'Tradition counts for little here.',
    'What the neighbours think matters less.',
    'His career comes second.',
    'A little risk hardly matters.',
    'That wish can be set aside.',
  ])('hears that “%s” plays something down', (sentence) => {
    expect(findCue(sentence).emphasis).toBe('against');
  });

  it.each(['It also gives some room to honesty.', 'There is also some room for fun.'])(
    'hears that “%s” mentions something in passing',
    (sentence) => {
      expect(findCue(sentence).emphasis).toBe('passing');
    },
  );

  it.each(['She should not lie to her mother.', 'There is no time to waste.', 'Nobody may be excluded.'])(
    'leaves “%s” alone',
    (sentence) => {
      expect(findCue(sentence).emphasis).toBe('for');
    },
  );

  it('says where the cue is', () => {
    expect(findCue('Fun can wait.')).toEqual({ emphasis: 'against', start: 4, end: 12 });
  });
});
