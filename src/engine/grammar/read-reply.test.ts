import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ContractError, type Contract, type Finish, type Usage } from '../language-model';
import { readReply } from './read-reply';
import { stripThinking } from './strip-thinking';

const usage: Usage = { promptTokens: 9, cachedTokens: 1, completionTokens: 4, prefillMs: 2, decodeMs: 3 };
const contract = {
  name: 'answer',
  schema: z.object({ answer: z.int().min(0).max(9), why: z.string().optional() }),
} satisfies Contract<unknown>;

function failureOf(text: string, finish: Finish): ContractError {
  try {
    readReply(contract, text, finish, usage);
  } catch (error) {
    if (error instanceof ContractError) return error;
    throw error;
  }
  throw new Error('It was read.');
}

describe('readReply', () => {
  it('gives the value, and the text byte for byte', () => {
    const text = '<think>\n\n</think>\n\n{"answer":4}';
    expect(readReply(contract, text, 'stop', usage)).toEqual({ value: { answer: 4 }, text, usage });
  });

  it('reads a reply that was complete when the tokens ran out', () => {
    expect(readReply(contract, '{"answer":4}', 'length', usage).value).toEqual({ answer: 4 });
  });

  it.each<[string, Finish, ContractError['reason']]>([
    ['{"answer":', 'length', 'truncated'],
    ['{"answer":4,"why":"because of', 'length', 'truncated'],
    ['<think>\nwell, let me see', 'length', 'truncated'],
    [`{"answer":${'\n'.repeat(40)}`, 'length', 'blank'],
    [`{"answer":4,${' \n'.repeat(20)}`, 'length', 'blank'],
    ['', 'stop', 'blank'],
    ['  \n', 'length', 'blank'],
    ['The answer is 4.', 'stop', 'not-json'],
    ['```json\n{"answer":4}\n```', 'stop', 'not-json'],
    ['{"answer":4}{', 'stop', 'not-json'],
    ['{"answer":"a\tb"}', 'stop', 'not-json'],
    ['{"answer":12}', 'stop', 'not-valid'],
    ['4', 'stop', 'not-valid'],
  ])('says what is wrong with %j when it ended by “%s”', (text, finish, reason) => {
    const failure = failureOf(text, finish);
    expect(failure.reason).toBe(reason);
    expect(failure.text).toBe(text);
    expect(failure.usage).toBe(usage);
  });

  it('names the part that is not valid', () => {
    expect(failureOf('{"answer":12}', 'stop').message).toContain('answer: ');
  });
});

describe('stripThinking', () => {
  it.each([
    ['plain', 'plain'],
    ['<think>\n\n</think>\n\n{"a":1}', '{"a":1}'],
    ['\n<think>hm</think>Yes', 'Yes'],
    ['<think>one</think><think>two', '<think>two'],
    ['I <think> so</think>', 'I <think> so</think>'],
    ['  <b>bold', '  <b>bold'],
    ['', ''],
  ])('makes of %j the reply alone', (text, reply) => {
    expect(stripThinking(text)).toBe(reply);
  });

  it('shows nothing of a thought while a reply is being written', () => {
    const whole = '<think>\nLet me see.\n</think>\n\nYes';
    const shown = Array.from(whole, (_, index) => stripThinking(whole.slice(0, index + 1)));
    expect([...new Set(shown)]).toEqual(['', 'Y', 'Ye', 'Yes']);
  });
});
