import { describe, expect, it } from 'vitest';
import { styleSketch } from './style-sketch';

describe('styleSketch', () => {
  it('counts words and sentences and names person and register', () => {
    expect(styleSketch('I would wait. We can’t undo it.')).toEqual({
      words: 7,
      sentences: 2,
      person: 'first',
      register: 'plain',
    });
    expect(styleSketch('You should ask your doctor.')).toMatchObject({ person: 'second' });
    expect(styleSketch('The rule is clear; therefore it holds.')).toMatchObject({
      person: 'third',
      register: 'formal',
    });
  });

  it('has nothing to say of an empty text', () => {
    expect(styleSketch('')).toEqual({ words: 0, sentences: 0, person: 'third', register: 'plain' });
  });
});
