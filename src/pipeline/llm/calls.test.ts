import { expect, it } from 'vitest';
import { threeGraph, threeValues } from '../../../tests/fixtures/runs/scripted-reasoner';
import { prompts, scriptedModel } from '../../../tests/fixtures/runs/scripted-model';
import { performerSchema } from '../../domain/runs/step-event';
import type { LanguageModel, Usage } from '../../engine/language-model';
import type { Context } from '../reasoner';
import { Calls } from './calls';

const context: Context = {
  question: {
    kind: 'question',
    version: 1,
    id: 'q',
    theme: 'own',
    text: 'Do we drive to the party tonight?',
    options: [],
  },
  valueSystem: threeValues,
  graph: threeGraph,
  seed: 1,
  relations: 'words',
  rating: 'each',
};
const ASK = [{ role: 'user', content: 'Hello' }] as const;

/** A model whose every text costs what the next of these says. */
function modelAt(costs: Usage[]): LanguageModel {
  const { model } = scriptedModel(() => '');
  return {
    ...model,
    async *chat() {
      const usage = costs.shift();
      await Promise.resolve();
      yield usage ? { text: 'Hi', usage, finish: 'stop' as const } : { text: 'Hi' };
    },
  };
}

it('keeps what the engine told of every call, under the engine’s own names', async () => {
  const usage = { promptTokens: 10, cachedTokens: 2, completionTokens: 3, prefillMs: 10, decodeMs: 5 };
  const model = modelAt([
    { ...usage, extra: { prompt_per_second: 12.3456789, cache_n: 1234567, odd: Number.NaN } },
    usage,
    { ...usage, extra: { prompt_per_second: 20 } },
  ]);
  const calls = new Calls(model, 'answer', context);
  for (let count = 0; count < 3; count += 1) await calls.text(ASK);
  const by = calls.performer(prompts.of('answer'));
  expect(by.cost).toMatchObject({ calls: 3, prompt: 30 });
  expect(by.engineFigures).toEqual([
    { prompt_per_second: 12.3457, cache_n: 1234567 },
    {},
    { prompt_per_second: 20 },
  ]);
  expect(performerSchema.parse(by)).toEqual(by);
});

it('keeps no list for an engine that tells nothing, as in runs that were stored before', async () => {
  const usage = { promptTokens: 10, cachedTokens: 2, completionTokens: 3, prefillMs: 10, decodeMs: 5 };
  const calls = new Calls(modelAt([usage]), 'answer', context);
  await calls.text(ASK);
  const by = calls.performer(prompts.of('answer'));
  expect(by).not.toHaveProperty('engineFigures');
  expect(performerSchema.parse(by)).toEqual(by);
});
