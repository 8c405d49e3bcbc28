import { expect, it } from 'vitest';
import { threeGraph, threeValues } from '../../../tests/fixtures/runs/scripted-reasoner';
import { prompts, scriptedModel } from '../../../tests/fixtures/runs/scripted-model';
import type { Question } from '../../domain/questions/question';
import { webllmCapabilities } from '../../engine/webllm/webllm-capabilities';
import { llamaCapabilities } from '../../engine/wllama/llama-capabilities';
import type { Context } from '../reasoner';
import { Calls } from './calls';
import { choosePhrases } from './choose-phrases';
import { judgeText } from './judge';

const question: Question = {
  kind: 'question',
  version: 1,
  id: 'q',
  theme: 'own',
  text: 'Do we drive to the party tonight?',
  options: [],
};
const system = { ...threeValues, id: 'touche-20' };
const context: Context = {
  question,
  valueSystem: system,
  graph: { ...threeGraph, valueSystemId: system.id },
  seed: 1,
  relations: 'words',
  rating: 'each',
};
const TWELVE = Array.from({ length: 12 }, (_, at) => at + 1);
const phrases = new Map(
  system.values.map(({ id, name }) => [
    id,
    TWELVE.map((nth) => ({
      id: `${id}-${nth}`,
      concept: `${name} phrase ${nth}`,
      for: `${name} counts, ${nth}.`,
      against: `${name} counts little, ${nth}.`,
    })),
  ]),
);
const resources = { fineSystem: system, phrases, merge: { face: 'none', humility: 'none' } as const };

const ENGINES = [
  ['llama.cpp', llamaCapabilities(4096)],
  ['WebLLM', webllmCapabilities(4096)],
] as const;

it.each(ENGINES)('offers four phrases, which %s can tell apart by their numbers', async (_name, capable) => {
  const { model, calls } = scriptedModel(({ labels }) => labels[labels.length - 1] ?? '', capable);
  const [value] = system.values;
  const wanted = { value, priority: 5, stance: 'for' as const, count: 1 };
  const all = new Calls(model, 'predict', context);
  const units = await choosePhrases(all, prompts, wanted, 0, context, resources, 0);
  const numbers = ['1', '2', '3', '4'];
  expect(numbers.length).toBeLessThanOrEqual(capable.maxLabels);
  expect(calls[0].labels).toEqual(numbers);
  expect(calls[0].last).toContain(`${numbers.length}) ${units[0].label}`);
});

it.each(ENGINES)('finds the sentence of a long text with the labels of %s', async (_name, capable) => {
  const replies = {
    'judge-relevance': '',
    'judge-value-relevance': 'Yes',
    judge: '5',
    'judge-sentence': String(capable.maxLabels),
  };
  const { model } = scriptedModel(({ prompt }) => {
    const reply = Object.entries(replies).find(([id]) => id === prompt)?.[1];
    if (reply === undefined) throw new Error(`The script has nothing for ${prompt}.`);
    return reply;
  }, capable);
  const text = TWELVE.map((nth) => `This is sentence ${nth}.`).join(' ');
  const { concepts } = await judgeText(new Calls(model, 'judge', context), prompts, text, context);
  expect(concepts.map(({ quote }) => quote?.text)).toEqual(
    system.values.map(() => `This is sentence ${capable.maxLabels}.`),
  );
});
