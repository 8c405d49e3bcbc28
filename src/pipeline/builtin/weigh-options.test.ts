import { describe, expect, it } from 'vitest';
import type { Option, Question } from '../../domain/questions/question';
import { choiceWeight, decidedOption, describeScores, weighOptions } from './weigh-options';

const option = (id: string, ...effects: [string, 'serves' | 'strains'][]): Option => ({
  id,
  label: id,
  clause: id,
  considerations: effects.map(([valueId, effect]) => ({ valueId, effect, text: `${valueId}.` })),
});
const question = (...options: Option[]): Question => ({
  kind: 'question',
  version: 1,
  id: 'q',
  theme: 'own',
  text: 'Q?',
  options,
});
const same = (id: string) => id;

describe('weighing options', () => {
  it('gives no weight to what is not important and full weight to what is very important', () => {
    expect([1, 3, 5].map(choiceWeight)).toEqual([0, 0.5, 1]);
  });

  it('adds what an option serves and takes off what it strains', () => {
    const q = question(
      option('A', ['security', 'serves'], ['self-direction', 'strains']),
      option('B', ['self-direction', 'serves'], ['security', 'strains']),
    );
    const scores = weighOptions(q, { security: 5, 'self-direction': 2 }, same);
    expect(scores.map(({ option: o, score }) => [o.id, score])).toEqual([
      ['A', 0.75],
      ['B', -0.75],
    ]);
    expect(decidedOption(scores)?.id).toBe('A');
    expect(describeScores(scores)).toBe('A +0.75, B −0.75');
  });

  it('turns round when the target does', () => {
    const q = question(option('A', ['security', 'serves']), option('B', ['stimulation', 'serves']));
    expect(decidedOption(weighOptions(q, { security: 5, stimulation: 1 }, same))?.id).toBe('A');
    expect(decidedOption(weighOptions(q, { security: 1, stimulation: 5 }, same))?.id).toBe('B');
  });

  it('counts a value once however often an option names it', () => {
    const q = question(
      option('A', ['security', 'serves'], ['security', 'serves']),
      option('B', ['security', 'serves']),
    );
    expect(decidedOption(weighOptions(q, { security: 5 }, same))).toBeNull();
  });

  it('ignores values that the target does not set', () => {
    const q = question(option('A', ['power', 'serves']), option('B', ['security', 'serves']));
    expect(decidedOption(weighOptions(q, { security: 2 }, same))?.id).toBe('B');
  });

  it('decides nothing where there is nothing to weigh', () => {
    expect(decidedOption([])).toBeNull();
    expect(decidedOption(weighOptions(question(option('A'), option('B')), { security: 5 }, same))).toBeNull();
  });
});
