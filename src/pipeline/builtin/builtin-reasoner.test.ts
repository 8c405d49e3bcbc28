import { describe, expect, it } from 'vitest';
import { loadNode } from '../../../scripts/steer/load-node';
import { ownQuestion } from '../../domain/questions/own-question';
import type { Question } from '../../domain/questions/question';
import { adviceOf, attemptsOf, findEvent, standingAttempt } from '../../domain/runs/read-run';
import { WITHOUT_MODEL } from '../../domain/runs/without-model';
import { sentenceSpans } from '../../domain/text/sentences';
import { DEFAULT_MERGE } from '../../domain/values/value-in-system';
import { collect } from '../check-config';
import { couple } from '../methods/couple';

const ten = await loadNode('schwartz-10', DEFAULT_MERGE);
const twenty = await loadNode('touche-20', DEFAULT_MERGE);
const CAREFUL = { security: 5, conformity: 4, stimulation: 1 };
const DARING = { stimulation: 5, 'self-direction': 4, security: 1 };

function run(question: Question, target: Record<string, number>, world = ten, seed = 1) {
  const { system, graph, reasoner } = world;
  const config = {
    ...WITHOUT_MODEL,
    method: 'couple' as const,
    question,
    valueSystemId: system.id,
    target,
    graph,
    merge: DEFAULT_MERGE,
    theta: 0,
    maxAttempts: 3,
    seed,
  };
  return collect(couple.run({ config, valueSystem: system, reasoner, now: () => 0 }));
}

const textOf = (events: Awaited<ReturnType<typeof run>>) =>
  standingAttempt(events)?.response?.response.text ?? '';

describe('the built-in reasoner on the question library', () => {
  it('gives opposite targets visibly different texts, and the same inputs the same text', async () => {
    for (const question of ten.questions) {
      const careful = textOf(await run(question, CAREFUL));
      const daring = textOf(await run(question, DARING));
      const sentences = new Set(sentenceSpans(careful).map(({ start, end }) => careful.slice(start, end)));
      const shared = sentenceSpans(daring).filter(({ start, end }) =>
        sentences.has(daring.slice(start, end)),
      );
      expect(shared.length, `${question.id}: ${careful} / ${daring}`).toBeLessThanOrEqual(1);
      expect(textOf(await run(question, CAREFUL))).toBe(careful);
    }
  });

  it('says what is set and nothing else', async () => {
    for (const question of ten.questions) {
      for (const { concepts } of attemptsOf(await run(question, DARING))) {
        const said =
          concepts?.changes.filter(({ change }) => change !== 'dropped').map(({ valueId }) => valueId) ?? [];
        expect(said.filter((id) => !(id in DARING))).toEqual([]);
      }
    }
  });

  it('says the strongest value first, and no other more, in every attempt', async () => {
    for (const question of ten.questions) {
      const attempts = attemptsOf(await run(question, { benevolence: 3, power: 5, tradition: 4 }));
      attempts.forEach(({ concepts }, at) => {
        const planned =
          concepts?.changes.filter(({ change }) => change !== 'dropped').map(({ valueId }) => valueId) ?? [];
        const count = (id: string) => planned.filter((valueId) => valueId === id).length;
        expect(planned[0]).toBe('power');
        expect(count('tradition')).toBeLessThanOrEqual(count('power'));
        expect(count('benevolence')).toBeLessThanOrEqual(count('power'));
        // As dialled, before any correction: by far.
        if (at === 0) expect([count('power'), count('tradition'), count('benevolence')]).toEqual([3, 2, 1]);
      });
    }
  });

  it('invents no facts: every sentence is the question’s own, a phrase, or one of a few frames', async () => {
    const frames = /^(?:I would |More than one way stays open|It also gives some room to )/;
    for (const question of ten.questions) {
      const known = new Set(
        question.options.flatMap(({ considerations }) => considerations.map(({ text }) => text)),
      );
      const text = textOf(await run(question, { ...CAREFUL, universalism: 3, achievement: 2 }));
      for (const { start, end } of sentenceSpans(text)) {
        const sentence = text.slice(start, end);
        const price = sentence.match(/^To .* has its price: (.*)$/)?.[1];
        const ofQuestion = [...known].some((own) => own === sentence || own.slice(1) === price?.slice(1));
        expect(ofQuestion || frames.test(sentence) || ten.phraseTexts.has(sentence), sentence).toBe(true);
      }
    }
  });

  it('advises the option that serves the target', async () => {
    const driving = ten.questions.find(({ id }) => id === 'family-driving');
    if (!driving) throw new Error('the library has lost its first question');
    expect(adviceOf(await run(driving, { security: 5, 'self-direction': 1 }))).toBe('A');
    expect(adviceOf(await run(driving, { security: 1, 'self-direction': 5 }))).toBe('B');
  });

  it('works on the twenty categories', async () => {
    const events = await run(twenty.questions[0], { 'universalism-nature': 5, face: 1 }, twenty);
    expect(findEvent(events, 'failed')).toBeUndefined();
    expect(findEvent(events, 'attribution')?.attribution.scores).toHaveLength(20);
  });

  it('answers a question about which nothing is known, towards two opposite profiles', async () => {
    const question = ownQuestion('own', 'Blorp the quux?');
    if (!question.ok) throw new Error(question.error);
    const careful = textOf(await run(question.value, CAREFUL));
    const daring = textOf(await run(question.value, DARING));
    expect(careful).not.toBe(daring);
    expect(careful.length).toBeGreaterThan(80);
  });
});
