import { describe, expect, it } from 'vitest';
import { readProse } from './read-prose';
import { UnusableReply } from './repair';

const ASKED = 'Question: Do I take the keys? Write a short paragraph that makes a choice and explains why.';
const read = (reply: string, finish: 'stop' | 'length' = 'stop') => readProse(reply, finish, 4, ASKED).text;

describe('readProse', () => {
  it('makes one plain paragraph of a reply', () => {
    expect(read('**Answer:** "I would wait\n\n a day. It is safer."')).toBe(
      'I would wait a day. It is safer.',
    );
  });

  it('cuts off a last sentence that is not whole', () => {
    expect(read('I would wait a day. It is saf', 'length')).toBe('I would wait a day.');
    expect(read('I would wait a day. It is saf')).toBe('I would wait a day.');
    expect(read('I would wait a day')).toBe('I would wait a day');
  });

  it('tells which sentence it cut off', () => {
    const brokenOff = (reply: string, finish: 'stop' | 'length') =>
      readProse(reply, finish, 4, ASKED).brokenOff;
    expect(brokenOff('I would wait a day. It is saf', 'length')).toBe('It is saf');
    expect(brokenOff('I would wait a day. It is saf', 'stop')).toBe('It is saf');
    expect(brokenOff('I would wait a day. It is safer.', 'length')).toBeNull();
    expect(brokenOff('I would wait a day', 'stop')).toBeNull();
  });

  it('says a sentence once', () => {
    expect(read('I would wait a day. It is safer. I would wait a day! It is safer.')).toBe(
      'I would wait a day. It is safer.',
    );
  });

  it('asks for no more room where one sentence was said over and over', () => {
    const truncated = (reply: string) => {
      try {
        return read(reply, 'length');
      } catch (error) {
        return error instanceof UnusableReply && error.truncated;
      }
    };
    expect(truncated('I go. I go. I go. I')).toBe(false);
    expect(truncated('I would go because of')).toBe(true);
  });

  it('takes nothing that is no answer', () => {
    expect(() => read('')).toThrow(/wrote no more than/);
    expect(() => read('I would')).toThrow(/wrote no more than/);
    expect(() => read('I would wait and then', 'length')).toThrow(/ran out of tokens/);
    expect(() => read('As an AI language model, I have no mother.')).toThrow(/spoke of itself/);
    expect(() => read('I’m glad you ask, and I’m here to help you.')).toThrow(/spoke of itself/);
    expect(() => read('I cannot assist with that, because it is harmful.')).toThrow(/spoke of itself/);
    expect(() => read('Write a short paragraph that makes a choice and explains why.')).toThrow(/repeated/);
  });

  it('takes an answer that offers help to the people it speaks of', () => {
    for (const answer of [
      'I would tell my mother that I am here to support her, and wait.',
      'I’d ask my neighbour how can I help, because she is alone.',
    ]) {
      expect(read(answer)).toBe(answer);
    }
    expect(() => read('I would be happy to advise you! How can I help?')).toThrow(/spoke of itself/);
  });

  it('leaves an answer alone that takes up words of the question', () => {
    const answer = 'I would not take the keys, because she decides. I can’t help her by force.';
    expect(read(answer)).toBe(answer);
  });
});
