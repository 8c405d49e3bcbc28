import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CallCost, Performer, StepEvent } from '../../src/domain/runs/step-event';
import { ContractError, type LanguageModel, type Usage } from '../../src/engine/language-model';
import { engineFigures, servedBy } from './figures';
import { timedModel, type TimedCall } from './timed-model';

const usage = (promptTokens: number, completionTokens: number): Usage => ({
  promptTokens,
  cachedTokens: 10,
  completionTokens,
  prefillMs: promptTokens * 20,
  decodeMs: completionTokens * 50,
});

const by = (cost: Partial<CallCost>, repairs: Performer['repairs'] = []): Performer => ({
  reasoner: 'llm',
  label: 'Language model: tiny',
  cost: { calls: 1, prompt: 0, cached: 0, completion: 0, prefillMs: 0, decodeMs: 0, ...cost },
  repairs,
});
const envelope = { kind: 'step-event', version: 1, seq: 0, at: 0, tookMs: 500 } as const;
const answer = (performer: Performer): StepEvent => ({
  ...envelope,
  type: 'answer',
  by: performer,
  text: 'Yes.',
  optionId: null,
  because: '',
});
const finished: StepEvent = { ...envelope, type: 'finished', outcome: 'steered', attempt: 1 };
const failed: StepEvent = { ...envelope, type: 'failed', step: 'answer', message: 'It said nothing.' };

describe('engineFigures', () => {
  const chat: TimedCall = { kind: 'chat', ms: 1600, usage: usage(50, 10), valid: true };
  const json: TimedCall = { kind: 'json', ms: 1000, usage: usage(30, 6), valid: false };
  const choose: TimedCall = { kind: 'choose', ms: 500, usage: usage(20, 2), valid: true };
  const repairs = [{ primitive: 'answer', kind: 'longer', reason: 'truncated' }] as const;
  const figures = engineFigures([
    {
      events: [answer(by({ prompt: 50, cached: 10, completion: 10 }, [...repairs])), finished],
      calls: [chat, json],
      ms: 2700,
    },
    { events: [answer(by({ prompt: 20, completion: 2 })), failed], calls: [choose], ms: 524 },
  ]);

  it('measures the engine by its own account, over all calls', () => {
    expect(figures.prefillPerSecond).toBeCloseTo(50);
    expect(figures.decodePerSecond).toBeCloseTo(20);
  });

  it('counts what lies outside of the calls, and what of them is no computing', () => {
    expect(figures.overheadShare).toBeCloseTo((2700 + 524 - 3100) / 3100);
    expect(figures.aroundShare).toBeCloseTo((3100 - 100 * 20 - 18 * 50) / 3100);
  });

  it('takes text for valid and judges shaped replies', () => {
    expect(figures.validShare).toBe(0.5);
    expect(engineFigures([{ events: [finished], calls: [chat], ms: 1 }]).validShare).toBeNull();
  });

  it('gives each step its mean over the runs, and names no step without a language model', () => {
    expect(figures.steps).toEqual([
      { step: 'answer', ms: 500, calls: 1, promptTokens: 35, cachedTokens: 5, completionTokens: 6 },
    ]);
    expect(figures.repairs).toEqual({ 'answer longer': 1 });
    expect([figures.finished, figures.runs]).toEqual([1, 2]);
  });
});

describe('timedModel', () => {
  const model = (failing: boolean): LanguageModel => ({
    used: {
      id: 'tiny',
      name: 'tiny',
      engine: 'wllama',
      engineVersion: '1',
      revision: null,
      quantisation: null,
      backend: 'CPU',
      contextLength: 100,
      reproducible: true,
    },
    capabilities: {
      constraint: 'grammar',
      logprobs: true,
      maxLabels: 5,
      seed: true,
      prefixCache: 'any',
      contextLength: 100,
      reproducible: true,
    },
    async *chat() {
      yield { text: 'Yes' };
      if (failing) throw new Error('gone');
      yield { text: '.', usage: usage(5, 2), finish: 'stop' };
    },
    json: () => Promise.reject(new ContractError('truncated', 'too long', '{', usage(5, 2))),
    choose: () => Promise.resolve({ probabilities: [1, 0], picked: 'a', usage: usage(5, 1) }),
  });
  const record = (failing = false) => {
    const calls: TimedCall[] = [];
    let clock = 0;
    const timed = timedModel(
      model(failing),
      () => (clock += 100),
      (call) => calls.push(call),
    );
    return { calls, timed };
  };
  const texts = async (chunks: AsyncIterable<{ text: string }>): Promise<string> => {
    let text = '';
    for await (const chunk of chunks) text += chunk.text;
    return text;
  };

  it('writes down each call with its time and cost, and passes everything on', async () => {
    const { calls, timed } = record();
    expect(await texts(timed.chat([]))).toBe('Yes.');
    expect((await timed.choose([], ['a', 'b'])).picked).toBe('a');
    expect(calls).toEqual([
      { kind: 'chat', ms: 100, usage: usage(5, 2), valid: true },
      { kind: 'choose', ms: 100, usage: usage(5, 1), valid: true },
    ]);
  });

  it('writes down what failed', async () => {
    const { calls, timed } = record(true);
    await expect(texts(timed.chat([]))).rejects.toThrow('gone');
    await expect(timed.json([], { name: 'x', schema: z.string() })).rejects.toThrow('too long');
    expect(calls.map(({ kind, valid, usage: cost }) => [kind, valid, cost?.promptTokens])).toEqual([
      ['chat', false, undefined],
      ['json', false, 5],
    ]);
  });
});

describe('servedBy', () => {
  const builtin = { answer: 'builtin', extract: 'builtin', attribute: 'builtin', predict: 'builtin' };

  it('names what the language model serves', () => {
    expect(servedBy({ ...builtin, answer: 'llm', realise: 'llm', judge: 'builtin' })).toBe(
      'answer and realise',
    );
    const all = {
      answer: 'llm',
      extract: 'llm',
      attribute: 'llm',
      predict: 'llm',
      realise: 'llm',
      judge: 'llm',
    };
    expect(servedBy(all)).toBe('every primitive');
  });
});
